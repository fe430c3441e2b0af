namespace UpgradeWorker.Sandbox.World;

/// <summary>Temporary credentials that AssumeRole has given. They end by the account's clock; an ended one is still known, to be refused as
/// expired rather than as unknown.</summary>
public sealed class Sessions
{
    private readonly SandboxWorld world;
    private readonly Dictionary<string, Session> byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> roleIds = new(StringComparer.Ordinal);

    internal Sessions(SandboxWorld world) => this.world = world;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Session> All => [.. byKey.Values];

    public Session? Find(string accessKeyId) => byKey.GetValueOrDefault(accessKeyId);

    internal Session Open(SandboxRole role, string name, TimeSpan duration)
    {
        if (!roleIds.TryGetValue(role.Arn, out var roleId))
        {
            roleIds.Add(role.Arn, roleId = "AROA" + world.Ids.Suffix(17));
        }

        var credentials = new SandboxCredentials(
            "ASIA" + world.Ids.Suffix(16),
            world.Ids.Suffix(20) + world.Ids.Suffix(20),
            world.Ids.Suffix(32) + world.Ids.Suffix(32) + world.Ids.Suffix(32),
            $"arn:aws:sts::{role.Account}:assumed-role/{role.Name}/{name}");
        var session = new Session(credentials, $"{roleId}:{name}") { ExpiresAt = world.Now + duration };
        byKey.Add(credentials.AccessKeyId, session);
        return session;
    }
}

/// <summary>One session of a role. <paramref name="UserId"/>: the role's id and the session's name.</summary>
public sealed record Session(SandboxCredentials Credentials, string UserId)
{
    public required DateTimeOffset ExpiresAt { get; set; }
}
