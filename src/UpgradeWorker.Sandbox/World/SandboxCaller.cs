namespace UpgradeWorker.Sandbox.World;

/// <summary>A principal, as GetCallerIdentity and refusals name it.</summary>
public sealed record SandboxCaller(string Arn, string UserId)
{
    /// <summary>The twelve digits of its account.</summary>
    public string Account => Arn.Split(':')[4];

    /// <summary>Whether it acts through a session of a role.</summary>
    public bool IsSession => Arn.Contains(":assumed-role/", StringComparison.Ordinal);

    // A user's id has nothing to do with its key; here they share their last digits, so that people can tell them apart.
    internal static string UserIdOf(SandboxCredentials credentials) => $"AIDA{credentials.AccessKeyId[4..]}";
}
