namespace UpgradeWorker.Core.Mails;

/// <summary>How a step of a run stands.</summary>
public enum TimelineState
{
    Done,
    Running,
    Failed,
    Skipped,
    Waiting,
}

/// <summary>A step in the course of a run.</summary>
/// <param name="State">How it stands.</param>
/// <param name="Name">The step in words.</param>
/// <param name="When">Local time at which it began; empty when it did not.</param>
/// <param name="Took">How long it took; empty when it has not ended.</param>
/// <param name="Detail">What happened; empty for nothing worth telling.</param>
public sealed record TimelineEntry(TimelineState State, string Name, string When, string Took, string Detail)
{
    /// <summary>A sign that needs no colour to be understood.</summary>
    public string Sign => State switch
    {
        TimelineState.Done => "✓",
        TimelineState.Running => "▶",
        TimelineState.Failed => "✕",
        TimelineState.Skipped => "–",
        TimelineState.Waiting => "○",
        _ => throw new ArgumentOutOfRangeException(nameof(State), State, null),
    };

    /// <summary>The state as a word, for plain text and screen readers.</summary>
    public string Word => State == TimelineState.Skipped ? "not done" : State.ToString().ToLowerInvariant();

    /// <summary>The sign's colour.</summary>
    public string Accent => Tone.Accent();

    /// <summary>The tone's word.</summary>
    public string ToneWord => Tone.Word();

    private MailTone Tone => State switch
    {
        TimelineState.Done => MailTone.Good,
        TimelineState.Running => MailTone.Ask,
        TimelineState.Failed => MailTone.Bad,
        _ => MailTone.Info,
    };
}
