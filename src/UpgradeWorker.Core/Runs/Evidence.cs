using System.Text.Json.Serialization;

namespace UpgradeWorker.Core.Runs;

/// <summary>
/// A fact that a step established and journalled. Later steps read nothing else of earlier ones: not memory, not a fresh look.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(BeforeUpdate), "before-update")]
[JsonDerivedType(typeof(ReservationTaken), "reservation-taken")]
[JsonDerivedType(typeof(CommandIntended), "command-intended")]
[JsonDerivedType(typeof(CommandSent), "command-sent")]
[JsonDerivedType(typeof(ServiceStopped), "service-stopped")]
[JsonDerivedType(typeof(SnapshotTaken), "snapshot-taken")]
[JsonDerivedType(typeof(ChangeSetConfirmed), "change-set-confirmed")]
[JsonDerivedType(typeof(ChangeSetExecuted), "change-set-executed")]
[JsonDerivedType(typeof(StackUpdated), "stack-updated")]
[JsonDerivedType(typeof(InstanceReady), "instance-ready")]
[JsonDerivedType(typeof(MigrationDone), "migration-done")]
[JsonDerivedType(typeof(ServiceStarted), "service-started")]
[JsonDerivedType(typeof(ProbeTaken), "probe-taken")]
[JsonDerivedType(typeof(ExecutionUncertain), "execution-uncertain")]
[JsonDerivedType(typeof(LogsCollected), "logs-collected")]
[JsonDerivedType(typeof(OutputKept), "output-kept")]
[JsonDerivedType(typeof(Verified), "verified")]
[JsonDerivedType(typeof(LeftAlone), "left-alone")]
[JsonDerivedType(typeof(Observed), "observed")]
public abstract record Evidence
{
    private Evidence()
    {
    }

    /// <summary>Preflight: who and what was there before the update.</summary>
    /// <param name="InstanceIds">Physical ids of the instances, in template order.</param>
    /// <param name="Caller">ARN of the caller's identity.</param>
    /// <param name="Outputs">The stack's outputs before the update.</param>
    public sealed record BeforeUpdate(
        IReadOnlyList<string> InstanceIds, string Caller, IReadOnlyList<KeyValuePair<string, string>> Outputs) : Evidence;

    /// <summary>ReserveCertificates: a place in the ledger is ours.</summary>
    /// <param name="Cost">Issuances reserved; 0 where none are needed.</param>
    /// <param name="Room">Room left after it, the reserve included.</param>
    public sealed record ReservationTaken(long Cost, long Room) : Evidence;

    /// <summary>A script is about to be sent to an instance; until <see cref="CommandSent"/> it is in doubt whether it was.</summary>
    /// <param name="Purpose">Which script of the step.</param>
    /// <param name="InstanceId">Where.</param>
    /// <param name="At">When.</param>
    public sealed record CommandIntended(string Purpose, string InstanceId, DateTimeOffset At) : Evidence;

    /// <summary>A script was sent to an instance.</summary>
    /// <param name="Purpose">Which script of the step, such as <c>stop</c> or <c>is-db migrate</c>.</param>
    /// <param name="InstanceId">Where it runs.</param>
    /// <param name="CommandId">SSM's id of it.</param>
    public sealed record CommandSent(string Purpose, string InstanceId, string CommandId) : Evidence;

    /// <summary>StopService: the vendor's service is down and will not write.</summary>
    /// <param name="InstanceId">Where.</param>
    /// <param name="At">From when on it surely did not write.</param>
    public sealed record ServiceStopped(string InstanceId, DateTimeOffset At) : Evidence;

    /// <summary>TakeSnapshots: a snapshot of ours, available and of the present database or cache.</summary>
    /// <param name="Role"><c>database</c> or <c>cache</c>.</param>
    /// <param name="LogicalId">The resource in the template.</param>
    /// <param name="Name">Snapshot identifier (RDS) or name (ElastiCache).</param>
    /// <param name="Reference">What the stack's parameter takes: the ARN for RDS, the name for ElastiCache.</param>
    /// <param name="SourceId">RDS: DbiResourceId; ElastiCache: replication group id.</param>
    /// <param name="CreatedAt">The service's creation instant of it.</param>
    /// <param name="ForRestore">Whether the update restores from it; false for a safety snapshot.</param>
    public sealed record SnapshotTaken(
        string Role, string LogicalId, string Name, string Reference, string SourceId, DateTimeOffset CreatedAt, bool ForRestore) : Evidence;

    /// <summary>ConfirmChangeSet: this change set is what was approved.</summary>
    /// <param name="ChangeSetId">Its ARN.</param>
    /// <param name="Fingerprint">Fingerprint computed from it; equals the approved one.</param>
    public sealed record ChangeSetConfirmed(string ChangeSetId, string Fingerprint) : Evidence;

    /// <summary>ExecuteChangeSet: CloudFormation took it.</summary>
    /// <param name="ChangeSetId">Its ARN.</param>
    /// <param name="Token">Client request token, stamped on every event of the update.</param>
    public sealed record ChangeSetExecuted(string ChangeSetId, string Token) : Evidence;

    /// <summary>AwaitStack: the update took effect.</summary>
    /// <param name="Status">Stack status.</param>
    /// <param name="InstanceIds">Physical ids of the instances now, in template order.</param>
    /// <param name="Leftovers">Resources that CloudFormation could not delete while cleaning up.</param>
    public sealed record StackUpdated(string Status, IReadOnlyList<string> InstanceIds, IReadOnlyList<string> Leftovers) : Evidence;

    /// <summary>AwaitInstance: the instance answers and its first boot is finished.</summary>
    public sealed record InstanceReady(string InstanceId, DateTimeOffset At) : Evidence;

    /// <summary>Migrate: one command ended with exit code 0.</summary>
    /// <param name="Command">Such as <c>is-db migrate</c>.</param>
    /// <param name="Output">The last lines it printed.</param>
    public sealed record MigrationDone(string Command, string Output) : Evidence;

    /// <summary>StartService: the vendor's service is active again.</summary>
    public sealed record ServiceStarted(string InstanceId, DateTimeOffset At) : Evidence;

    /// <summary>StopService: what a data probe printed before anything was touched.</summary>
    /// <param name="Command">The probe.</param>
    /// <param name="Output">Trimmed; its first 4,000 characters.</param>
    public sealed record ProbeTaken(string Command, string Output) : Evidence;

    /// <summary>ExecuteChangeSet: it is about to be sent; until <see cref="ChangeSetExecuted"/> it is in doubt whether it began.</summary>
    /// <param name="At">When.</param>
    public sealed record ExecutionUncertain(DateTimeOffset At) : Evidence;

    /// <summary>AwaitInstance: the first boot failed; these logs tell why.</summary>
    /// <param name="InstanceId">Where.</param>
    /// <param name="Why">What failed.</param>
    /// <param name="Logs">The ends of the boot logs and of the unit's journal; empty when they could not be had.</param>
    public sealed record LogsCollected(string InstanceId, Finding Why, string Logs) : Evidence;

    /// <summary>Migrate: a piece of the command's output is kept beside the journal.</summary>
    /// <param name="Command">Whose.</param>
    /// <param name="Piece">From 0.</param>
    /// <param name="IsLast">Whether the output ends with it, or is kept no further.</param>
    /// <param name="Failed">Why the command failed; null when it did not.</param>
    public sealed record OutputKept(string Command, int Piece, bool IsLast, Finding? Failed) : Evidence;

    /// <summary>Verify: one check is through.</summary>
    /// <param name="Check">Which.</param>
    /// <param name="Seen">What people should read.</param>
    /// <param name="Wrong">What keeps the upgrade from counting as successful; null when it is fine.</param>
    public sealed record Verified(string Check, IReadOnlyList<Finding> Seen, Finding? Wrong) : Evidence;

    /// <summary>Any step: nobody looked after the run, for the worker was not running or its machine slept.</summary>
    /// <param name="From">When it was to be looked at.</param>
    /// <param name="To">When it was.</param>
    public sealed record LeftAlone(DateTimeOffset From, DateTimeOffset To) : Evidence;

    /// <summary>Something seen that people should read, good or bad.</summary>
    public sealed record Observed(Finding Finding) : Evidence;
}
