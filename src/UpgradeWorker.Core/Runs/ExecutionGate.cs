using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Planning;

namespace UpgradeWorker.Core.Runs;

/// <summary>The last look before the one act that cannot be taken back. Every finding is a no.</summary>
public static class ExecutionGate
{
    /// <summary>
    /// Why the run will not come to execute any more; null while it may. No passing of time makes a yes of this no, so that it is asked at
    /// every step before: nobody's service is stopped, or stays stopped, for what will be refused in the end.
    /// </summary>
    /// <param name="run">Where the run stands.</param>
    /// <param name="expectedDuration">How long the whole upgrade is expected to take.</param>
    /// <param name="held">Who stopped it since it began; null when nobody did.</param>
    /// <param name="now">The present instant.</param>
    public static Finding? TurnsBack(Run run, TimeSpan expectedDuration, Verdict? held, DateTimeOffset now)
    {
        if (held is not null)
        {
            return new Finding("Held", $"{held.By} stopped it, and nothing was executed.{(held.Reason.Length > 0 ? $" Reason given: {held.Reason.TrimEnd('.')}." : "")}");
        }

        // What the run has taken so far is part of the expectation, but never more than half of it.
        var left = TimeSpan.FromTicks(Math.Max((expectedDuration - (now - run.StartedAt)).Ticks, expectedDuration.Ticks / 2));
        return now + left > run.WindowCloses
            ? new Finding("WindowTooShort", $"The window closes at {run.WindowCloses:u}; the update needs about {left:c} more.")
            : null;
    }

    /// <summary>Why the change set may not be executed; null when it may.</summary>
    /// <param name="plan">What was approved.</param>
    /// <param name="confirmed">The change set that was compared with it.</param>
    /// <param name="journal">The run's journal.</param>
    /// <param name="run">Where the run stands.</param>
    /// <param name="expectedDuration">How long the whole upgrade is expected to take.</param>
    /// <param name="held">Who stopped it since it began; null when nobody did.</param>
    /// <param name="now">The present instant.</param>
    public static Finding? Check(
        Plan plan, Evidence.ChangeSetConfirmed confirmed, IReadOnlyList<JournalEntry> journal, Run run, TimeSpan expectedDuration, Verdict? held,
        DateTimeOffset now)
    {
        if (TurnsBack(run, expectedDuration, held, now) is { } why)
        {
            return why;
        }

        if (confirmed.Fingerprint != plan.Fingerprint.Hex)
        {
            return new Finding("PlanChanged", "The confirmed change set is not the one that was approved.");
        }

        var taken = Journal.All<Evidence.SnapshotTaken>(journal, run.Generation).ToList();
        var missing = plan.Snapshots.Where(planned => taken.All(one => one.LogicalId != planned.LogicalId)).ToList();
        if (missing.Count > 0)
        {
            return new Finding("SnapshotMissing", $"No verified snapshot of {string.Join(", ", missing.Select(one => one.LogicalId))}: nothing is executed.");
        }

        if (plan.StopsService && Journal.Latest<Evidence.ServiceStopped>(journal, run.Generation) is null)
        {
            return new Finding("ServiceNotStopped", "The service was not stopped before the snapshots: what it wrote since would be lost.");
        }

        return plan.CertificateCost > 0 && Journal.Latest<Evidence.ReservationTaken>(journal, run.Generation) is not { Cost: > 0 }
            ? new Finding("NotReserved", "No place in the certificate ledger is reserved.")
            : null;
    }
}
