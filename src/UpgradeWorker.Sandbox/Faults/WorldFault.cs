namespace UpgradeWorker.Sandbox.Faults;

/// <summary>What goes wrong in the account itself. Each hits once, the first time that it can, unless said otherwise.</summary>
public abstract record WorldFault
{
    private WorldFault() { }

    /// <summary>Creation or update of this logical resource fails; the stack rolls back. A new physical resource has been made by then,
    /// unless <paramref name="BeforeCreation"/> says that none is.</summary>
    public sealed record UpdateFails(
        string LogicalId, string Reason = "Resource handler returned message: \"Internal failure\"", bool BeforeCreation = false) : WorldFault;

    /// <summary>Creation or update of this logical resource takes this many times as long.</summary>
    public sealed record ResourceSlow(string LogicalId, double Factor) : WorldFault;

    /// <summary>Creation or update of this logical resource does not end until CloudFormation gives up waiting for it, after
    /// <see cref="World.SandboxDurations.GivingUp"/>; then it has failed.</summary>
    public sealed record ResourceStuck(string LogicalId) : WorldFault;

    /// <summary>The next change set ends in FAILED with this reason.</summary>
    public sealed record ChangeSetFails(string Reason) : WorldFault;

    /// <summary>The next change set stays in CREATE_IN_PROGRESS.</summary>
    public sealed record ChangeSetStuck : WorldFault;

    /// <summary>Early validation refuses the next change set for this resource: it ends in FAILED and DescribeEvents tells why.</summary>
    public sealed record ValidationFails(string LogicalId, string Message, string Path = "/Properties") : WorldFault;

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

    /// <summary>The next migration command that contains <paramref name="Command"/> takes this many times as long.</summary>
    public sealed record MigrationSlow(string Command, double Factor) : WorldFault;

    /// <summary>The next migration command that contains <paramref name="Command"/> never ends by itself.</summary>
    public sealed record MigrationHangs(string Command) : WorldFault;

    /// <summary>The instance's agent falls silent (ConnectionLost) as it begins the next script that contains this text: the command stays
    /// InProgress until its limit.</summary>
    public sealed record AgentDies(string Script) : WorldFault;

    /// <summary>A person changes a parameter of the stack in the console: as soon as the next change set is complete, or (with
    /// <paramref name="BeforeExecution"/>) at the very moment at which the next change set is to be executed.</summary>
    public sealed record PersonUpdatesStack(string ParameterKey, string Value, bool BeforeExecution = false) : WorldFault;

    /// <summary>The same, as the next snapshot of a database of the stack begins.</summary>
    public sealed record PersonUpdatesStackDuringSnapshot(string ParameterKey, string Value) : WorldFault;

    /// <summary>A person cancels the next update that a change set begins, this long after its start.</summary>
    public sealed record PersonCancelsUpdate(TimeSpan After) : WorldFault;

    /// <summary>A person deletes the next change set that is to be executed, just before.</summary>
    public sealed record PersonDeletesChangeSet : WorldFault;

    /// <summary>The temporary credentials given so far end at the next request that is signed with any of them.</summary>
    public sealed record SessionsExpire : WorldFault;

    /// <summary>The next drift detection cannot read this resource: UNKNOWN, and the detection ends in DETECTION_FAILED.</summary>
    public sealed record DriftUnreadable(string LogicalId) : WorldFault;

    /// <summary>The next drift detection never ends.</summary>
    public sealed record DriftStuck : WorldFault;
}
