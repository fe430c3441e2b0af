namespace UpgradeWorker.Core.Mails;

/// <summary>How a mail, or a mark in it, feels.</summary>
public enum MailTone
{
    Info,
    Ask,
    Good,
    Warn,
    Bad,
}

/// <summary>Colours of the tones: readable on their backgrounds (WCAG 2.2 contrast of at least 4.5).</summary>
public static class MailTones
{
    /// <summary>The tone's word.</summary>
    public static string Word(this MailTone tone) => tone.ToString().ToLowerInvariant();

    /// <summary>Colour of text on white, and of backgrounds under white text.</summary>
    public static string Accent(this MailTone tone) => tone switch
    {
        MailTone.Info => "#475569",
        MailTone.Ask => "#1d4ed8",
        MailTone.Good => "#15803d",
        MailTone.Warn => "#b45309",
        MailTone.Bad => "#b91c1c",
        _ => throw new ArgumentOutOfRangeException(nameof(tone), tone, null),
    };

    /// <summary>Background under text of the same tone.</summary>
    public static string Soft(this MailTone tone) => tone switch
    {
        MailTone.Info => "#eef1f5",
        MailTone.Ask => "#e8eefc",
        MailTone.Good => "#e6f4ea",
        MailTone.Warn => "#fdf1e0",
        MailTone.Bad => "#fce8e8",
        _ => throw new ArgumentOutOfRangeException(nameof(tone), tone, null),
    };
}
