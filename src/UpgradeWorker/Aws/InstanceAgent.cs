namespace UpgradeWorker.Aws;

/// <summary>The SSM agent of an instance (Systems Manager API, data type InstanceInformation).</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="PingStatus"><c>Online</c>, <c>ConnectionLost</c> or <c>Inactive</c>.</param>
/// <param name="LastPingAt">When it was last heard of; null if never.</param>
/// <param name="AgentVersion">Null when not given.</param>
/// <param name="Platform">Such as <c>Linux</c>; null when not given.</param>
public sealed record InstanceAgent(
    string InstanceId, string PingStatus, DateTimeOffset? LastPingAt, string? AgentVersion, string? Platform)
{
    /// <summary>Whether scripts can be sent. It does not mean that the first boot is finished.</summary>
    public bool IsOnline => PingStatus == "Online";
}
