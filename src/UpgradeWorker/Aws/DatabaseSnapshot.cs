namespace UpgradeWorker.Aws;

/// <summary>An RDS snapshot (RDS API, data type DBSnapshot).</summary>
/// <param name="Id">Identifier, in lower case.</param>
/// <param name="Arn">What the stack's snapshot parameter takes.</param>
/// <param name="Status">Such as <c>creating</c>, <c>available</c>, <c>failed</c>.</param>
/// <param name="ResourceId">DbiResourceId of the instance that it was taken of; null for very old ones.</param>
/// <param name="InstanceId">Identifier of that instance.</param>
/// <param name="CreatedAt">When it was taken; null until then.</param>
/// <param name="Percent">0 to 100, an estimate: only the status proves anything.</param>
/// <param name="Tags">Its tags; empty if it has none.</param>
public sealed record DatabaseSnapshot(
    string Id,
    string Arn,
    string Status,
    string? ResourceId,
    string InstanceId,
    DateTimeOffset? CreatedAt,
    int Percent,
    IReadOnlyDictionary<string, string> Tags)
{
    /// <summary>Whether it is whole and can be restored.</summary>
    public bool IsAvailable => Status == "available";

    /// <summary>Whether it will never become available (the failure states of the SDK's waiter DBSnapshotAvailable).</summary>
    public bool IsLost => Status is "failed" or "deleted" or "deleting" or "incompatible-restore" or "incompatible-parameters";
}
