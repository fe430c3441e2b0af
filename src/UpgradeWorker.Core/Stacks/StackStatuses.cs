using System.Collections.Frozen;

namespace UpgradeWorker.Core.Stacks;

/// <summary>What CloudFormation's stack statuses allow and mean (CloudFormation User Guide, "Stack status codes").</summary>
public static class StackStatuses
{
    private static readonly FrozenSet<string> Startable = FrozenSet.Create(
        "CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "IMPORT_COMPLETE", "IMPORT_ROLLBACK_COMPLETE");

    private static readonly FrozenSet<string> DriftDetectable = FrozenSet.Create(
        "CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "UPDATE_ROLLBACK_FAILED");

    /// <summary>Whether a change set may be made and executed.</summary>
    public static bool CanStart(string status) => Startable.Contains(status);

    /// <summary>Whether drift detection may be started.</summary>
    public static bool CanDetectDrift(string status) => DriftDetectable.Contains(status);

    /// <summary>Whether an operation is going on, so that the status will still change by itself.</summary>
    public static bool IsInProgress(string status) => status.EndsWith("_IN_PROGRESS", StringComparison.Ordinal);

    /// <summary>Whether CloudFormation undid, or is undoing, an update.</summary>
    public static bool IsRollback(string status) => status.StartsWith("UPDATE_ROLLBACK", StringComparison.Ordinal);

    /// <summary>Whether the update took effect: the new resources serve, at most the old ones are still being deleted.</summary>
    public static bool IsUpdated(string status) => status is "UPDATE_COMPLETE" or "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS";

    /// <summary>Whether the stack is stuck until a person decides.</summary>
    public static bool IsStuck(string status) => status is "UPDATE_ROLLBACK_FAILED" or "UPDATE_FAILED" or "CREATE_FAILED" or "ROLLBACK_FAILED"
        or "DELETE_FAILED" or "IMPORT_ROLLBACK_FAILED" or "ROLLBACK_COMPLETE";
}
