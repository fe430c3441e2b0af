namespace UpgradeWorker.Core.Certificates;

/// <summary>The creation of an instance that will ask for certificates of its own.</summary>
/// <param name="StackId">ARN of its stack.</param>
/// <param name="LogicalId">Its name in the template.</param>
/// <param name="InstanceId">Its id at EC2, unique for ever.</param>
/// <param name="At">When its creation began (UTC); if no event tells, when it was first seen.</param>
/// <param name="ClientRequestToken">Token of the call that caused it, by which a run of ours is known; null if there was none.</param>
/// <param name="FromEvent">Whether a stack event tells of it, and not only a changed instance id.</param>
public sealed record NewInstance(
    string StackId, string LogicalId, string InstanceId, DateTimeOffset At, string? ClientRequestToken, bool FromEvent);
