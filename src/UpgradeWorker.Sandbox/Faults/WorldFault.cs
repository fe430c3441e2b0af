namespace UpgradeWorker.Sandbox.Faults;

/// <summary>What goes wrong in the account itself. Each hits once, the first time that it can, unless said otherwise.</summary>
public abstract record WorldFault
{
    private WorldFault() { }

    /// <summary>Creation or update of this logical resource fails; the stack rolls back.</summary>
    public sealed record UpdateFails(string LogicalId, string Reason = "Resource handler returned message: \"Internal failure\"") : WorldFault;

    /// <summary>Bringing this logical resource back fails: the stack ends in UPDATE_ROLLBACK_FAILED.</summary>
    public sealed record RollbackFails(string LogicalId) : WorldFault;

    /// <summary>Deletion of the old physical resource fails in the cleanup: the stack completes and leaves an orphan.</summary>
    public sealed record CleanupFails(string LogicalId) : WorldFault;

    /// <summary>The next snapshot of this service (rds or elasticache) takes this many times as long.</summary>
    public sealed record SnapshotSlow(string Service, double Factor) : WorldFault;

    /// <summary>The next snapshot of this service never ends.</summary>
    public sealed record SnapshotStuck(string Service) : WorldFault;

    /// <summary>The next snapshot of this service fails half-way: RDS shows <c>failed</c>, at ElastiCache it disappears.</summary>
    public sealed record SnapshotFails(string Service) : WorldFault;

    /// <summary>The next snapshot of this service is gone (deleted by somebody) this long after it was complete.</summary>
    public sealed record SnapshotVanishes(string Service, TimeSpan After) : WorldFault;

    /// <summary>The agent of the next launched instance never reports.</summary>
    public sealed record InstanceNeverOnline : WorldFault;

    /// <summary>The next migration command that contains <paramref name="Command"/> ends with this exit code.</summary>
    public sealed record MigrationExits(string Command, int ExitCode = 1) : WorldFault;

    /// <summary>A person changes a parameter of the stack in the console: as soon as the next change set is complete, or (with
    /// <paramref name="BeforeExecution"/>) at the very moment at which the next change set is to be executed.</summary>
    public sealed record PersonUpdatesStack(string ParameterKey, string Value, bool BeforeExecution = false) : WorldFault;

    /// <summary>The next drift detection cannot read this resource: UNKNOWN, and the detection ends in DETECTION_FAILED.</summary>
    public sealed record DriftUnreadable(string LogicalId) : WorldFault;
}
