namespace UpgradeWorker.Core.Mails;

/// <summary>What a mail of the worker is for.</summary>
public enum MailKind
{
    /// <summary>Asks approvers about a plan.</summary>
    ApprovalRequest,

    /// <summary>Asks again before the request lapses.</summary>
    Reminder,

    /// <summary>A newer plan took the request's place.</summary>
    Superseded,

    /// <summary>Tells all approvers that the plan was approved and when it starts.</summary>
    Approved,

    /// <summary>Tells before a window opens what would keep the approved plan from starting.</summary>
    CheckedAhead,

    /// <summary>Tells all approvers that the plan will not be carried out, or not now.</summary>
    Declined,

    /// <summary>Answers a mail that could not be acted on, or a question.</summary>
    Answer,

    /// <summary>A run has begun.</summary>
    Started,

    /// <summary>A run reached its goal.</summary>
    Succeeded,

    /// <summary>AWS undid the update.</summary>
    RolledBack,

    /// <summary>The worker stopped before acting.</summary>
    Refused,

    /// <summary>A person must decide.</summary>
    NeedsAttention,

    /// <summary>Resources were changed outside CloudFormation.</summary>
    Drift,

    /// <summary>Few certificates are left this week.</summary>
    LedgerLow,

    /// <summary>A template source cannot be read.</summary>
    SourceFailing,

    /// <summary>It can be read again.</summary>
    SourceRecovered,

    /// <summary>A new release is there, but not its template.</summary>
    AnnouncedRelease,

    /// <summary>A version has another template than before.</summary>
    ChangedRelease,

    /// <summary>What happened and what waits.</summary>
    Summary,

    /// <summary>The worker mails itself, to see that replies would reach it.</summary>
    Canary,
}
