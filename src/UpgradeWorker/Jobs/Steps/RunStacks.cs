using Microsoft.Extensions.Logging;
using TimeZoneConverter;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs.Steps;

/// <summary>Which stack of the settings a run is about, and what becomes of a run whose stack they no longer name.</summary>
public sealed class RunStacks(StacksSettings stacks, SummarySettings summary, TimeProvider time, ILogger<RunStacks> logger)
{
    /// <summary>
    /// So long after it was due such a run is left alone: another worker may know the stack, or whoever took it out by mistake puts it back,
    /// and then the run goes on as if nothing had been.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly HashSet<RunId> told = [];

    /// <summary>Its stack; null = the settings no longer name it: the key is gone, or stands for another stack.</summary>
    public StackSettings? Of(Run run) => stacks.Find(run.Stack) is { } stack && stack.Names(run.StackId) ? stack : null;

    /// <summary>Whether a run that is due may be taken up now: its stack is known, or was waited for in vain.</summary>
    public bool MayMove(Run run)
    {
        if (Of(run) is not null)
        {
            return true;
        }

        if (told.Add(run.Id))
        {
            Log.RunOfUnknownStack(logger, run.Id.Value, run.Stack.Value, run.Due + Patience);
        }

        return run.Due + Patience <= time.GetUtcNow();
    }

    /// <summary>Why nobody may go on with a run.</summary>
    public Finding WhyStranded(Run run, IReadOnlyList<JournalEntry> journal) => StrandedRun.Why(
        run, journal, Renamed(run)?.Key, (Renamed(run) ?? stacks.Find(run.Stack))?.Profile ?? VendorProfile.TheThingsStack);

    /// <summary>
    /// Who is told about a run: the approvers of its stack. Where the settings do not name it: those who have it under another key, those who
    /// were asked about the run, and those who get the summary; the approvers of all stacks where that is nobody.
    /// </summary>
    public async Task<RunAudience> AudienceAsync(Session session, Run run)
    {
        if (Of(run) is { } own)
        {
            return RunAudience.Of(own);
        }

        var renamed = Renamed(run);
        var asked = await RunStore.FindAsync(session, run.Id) is { } started ? (await ApprovalStore.RequestAsync(session, started.RequestId))?.Approvers : null;
        IReadOnlyList<string> known = [.. (renamed?.Approvers ?? []).Concat(asked ?? []).Concat(summary.Recipients).Distinct(StringComparer.OrdinalIgnoreCase)];
        return new RunAudience(
            known.Count > 0 ? known : [.. stacks.All.SelectMany(stack => stack.Approvers).Distinct(StringComparer.OrdinalIgnoreCase)],
            renamed is null ? TZConvert.GetTimeZoneInfo(summary.Zone) : MailViewsReader.Zone(renamed),
            renamed?.Profile ?? VendorProfile.TheThingsStack);
    }

    private StackSettings? Renamed(Run run) => stacks.All.FirstOrDefault(stack => stack.Names(run.StackId));
}
