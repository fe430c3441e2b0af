namespace UpgradeWorker.Aws;

/// <summary>An RDS instance (RDS API, data type DBInstance).</summary>
/// <param name="Id">Identifier, which a replacement may take over.</param>
/// <param name="Arn">ARN.</param>
/// <param name="ResourceId">DbiResourceId: never the same for two instances.</param>
/// <param name="Status">Such as <c>available</c> or <c>backing-up</c>.</param>
/// <param name="Engine">Such as <c>postgres</c>.</param>
/// <param name="EngineVersion">Empty while it is created.</param>
/// <param name="CreatedAt">Null while it is created.</param>
public sealed record DatabaseInstance(
    string Id, string Arn, string ResourceId, string Status, string Engine, string EngineVersion, DateTimeOffset? CreatedAt)
{
    /// <summary>Whether it serves and no operation is going on.</summary>
    public bool IsAvailable => Status == "available";
}
