using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Core.Windows;

namespace UpgradeWorker.Core.Mails;

/// <summary>What a mail about an approval request needs to know.</summary>
public sealed record ApprovalView
{
    public required Plan Plan { get; init; }

    public required ApprovalRequest Request { get; init; }

    /// <summary>The one address that it goes to.</summary>
    public required string Recipient { get; init; }

    /// <summary>The recipient's own code; null in mails that need no answer.</summary>
    public string? Token { get; init; }

    /// <summary>Whether the recipient has a second factor.</summary>
    public bool Enrolled { get; init; }

    /// <summary>The address that replies go to, its code included where the host delivers plus addresses; null for no ready-made answers.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Zone in which times are told.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>The opening of the maintenance window that the request names.</summary>
    public required Opening Window { get; init; }

    /// <summary>Wait between an approval and the earliest start, in which anyone can still stop it.</summary>
    public TimeSpan CoolOff { get; init; }

    /// <summary>The certificate week with this upgrade in it; null where it needs no certificate.</summary>
    public CertificateWeek? Week { get; init; }

    /// <summary>The last drift report; null when none was made.</summary>
    public DriftReport? Drift { get; init; }

    /// <summary>
    /// The earliest instant of this upgrade and of each later one on its way by the ledger, null for never; empty where no certificates
    /// are counted or this upgrade is the whole way.
    /// </summary>
    public IReadOnlyList<DateTimeOffset?> HopsFrom { get; init; } = [];
}

/// <summary>What a mail about a run needs to know.</summary>
public sealed record RunView
{
    public required Run Run { get; init; }

    public required Plan Plan { get; init; }

    /// <summary>All generations, in order.</summary>
    public required IReadOnlyList<JournalEntry> Journal { get; init; }

    /// <summary>The request that allowed it; null when a policy did.</summary>
    public string? Request { get; init; }

    public required string Recipient { get; init; }

    public required TimeZoneInfo Zone { get; init; }

    /// <summary>The certificate week as it stands; null where it does not matter.</summary>
    public CertificateWeek? Week { get; init; }

    /// <summary>Events of the stack that tell of failures, oldest first.</summary>
    public IReadOnlyList<StackEvent> FailedEvents { get; init; } = [];

    /// <summary>The end of what the failed command printed; null for none.</summary>
    public string? Output { get; init; }

    /// <summary>All that was kept of what commands printed, by name.</summary>
    public IReadOnlyList<(string Name, string Text)> Outputs { get; init; } = [];

    /// <summary>The vendor's paths, for what a person has to type.</summary>
    public VendorProfile Profile { get; init; } = VendorProfile.TheThingsStack;
}

/// <summary>What a summary tells of one stack.</summary>
/// <param name="Name">Its key in the settings.</param>
/// <param name="Running">Version that runs; null when unknown.</param>
/// <param name="Newest">Newest release known; null when none is.</param>
/// <param name="State">What goes on or waits, in words; empty for nothing.</param>
/// <param name="NextWindow">Next opening of its window; null when there is none ahead.</param>
/// <param name="WaitsForPerson">Whether a person has to do something.</param>
public sealed record SummaryStack(string Name, string? Running, string? Newest, string State, Opening? NextWindow, bool WaitsForPerson);

/// <summary>What a summary tells.</summary>
public sealed record SummaryView
{
    public required string Recipient { get; init; }

    public required TimeZoneInfo Zone { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Until when.</summary>
    public required DateTimeOffset To { get; init; }

    public required IReadOnlyList<SummaryStack> Stacks { get; init; }

    /// <summary>What happened, oldest first, one sentence each.</summary>
    public IReadOnlyList<string> Events { get; init; } = [];

    public IReadOnlyList<CertificateWeek> Weeks { get; init; } = [];

    /// <summary>What went wrong without being anyone's run: sources, mails that could not be delivered.</summary>
    public IReadOnlyList<Finding> Troubles { get; init; } = [];

    /// <summary>Whether there is anything that a reader would miss.</summary>
    public bool HasNews => Events.Count > 0 || Troubles.Count > 0 || Stacks.Any(stack => stack.WaitsForPerson || stack.State.Length > 0 || stack.Newest != stack.Running);
}
