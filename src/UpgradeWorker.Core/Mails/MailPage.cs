namespace UpgradeWorker.Core.Mails;

/// <summary>What a mail says, before a template gives it form. Both forms and every replaced template are filled from this.</summary>
public sealed record MailPage
{
    /// <summary>What the mail is for.</summary>
    public required MailKind Kind { get; init; }

    /// <summary>How it feels: decides the colours.</summary>
    public required MailTone Tone { get; init; }

    /// <summary>A few words above the headline.</summary>
    public required string Label { get; init; }

    /// <summary>The outcome or the question in one line.</summary>
    public required string Headline { get; init; }

    /// <summary>One or two sentences below it.</summary>
    public required string Lead { get; init; }

    /// <summary>The rest, in reading order.</summary>
    public required IReadOnlyList<MailSection> Sections { get; init; }

    /// <summary>Ready-made answers; only in the HTML form.</summary>
    public IReadOnlyList<MailButton> Buttons { get; init; } = [];

    /// <summary>Small print.</summary>
    public required string Footer { get; init; }

    /// <summary>The recipient's own code, on a line of its own at the end; null for none.</summary>
    public string? Code { get; init; }

    /// <summary>The tone's colour on white, <c>#rrggbb</c>.</summary>
    public string Accent => Tone.Accent();

    /// <summary>The tone's word, for replaced templates and for the styles of dark displays.</summary>
    public string ToneWord => Tone.Word();
}

/// <summary>A titled part of a mail.</summary>
/// <param name="Title">Its heading.</param>
public sealed record MailSection(string Title)
{
    /// <summary>The title as plain text sets it off.</summary>
    public string Heading => Title + "\n" + new string('-', Title.Length);

    /// <summary>Sentences before everything else.</summary>
    public IReadOnlyList<string> Paragraphs { get; init; } = [];

    /// <summary>Pairs of label and value.</summary>
    public IReadOnlyList<MailFact> Facts { get; init; } = [];

    /// <summary>A list.</summary>
    public IReadOnlyList<MailItem> Items { get; init; } = [];

    /// <summary>The course of a run.</summary>
    public IReadOnlyList<TimelineEntry> Timeline { get; init; } = [];

    /// <summary>The certificate week; null where the section is about something else.</summary>
    public CertificateWeek? Week { get; init; }

    /// <summary>Text that keeps its line breaks, such as output; null for none.</summary>
    public string? Preformatted { get; init; }
}

/// <summary>A label and its value.</summary>
public sealed record MailFact(string Label, string Value);

/// <summary>An entry of a list.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Mark">A word set off before it, such as <c>replaced</c>; empty for none.</param>
/// <param name="Tone">Colour of the mark.</param>
/// <param name="Detail">A smaller line below; empty for none.</param>
public sealed record MailItem(string Text, string Mark = "", MailTone Tone = MailTone.Info, string Detail = "")
{
    /// <summary>The mark's colour.</summary>
    public string Accent => Tone.Accent();

    /// <summary>The mark's background.</summary>
    public string Soft => Tone.Soft();

    /// <summary>The mark's tone as a word.</summary>
    public string ToneWord => Tone.Word();
}

/// <summary>A link that opens a prepared answer; a person still has to send it.</summary>
/// <param name="Text">What the button says.</param>
/// <param name="Href">A mailto address.</param>
/// <param name="Tone">Its colour.</param>
public sealed record MailButton(string Text, string Href, MailTone Tone)
{
    /// <summary>The button's background.</summary>
    public string Accent => Tone.Accent();
}
