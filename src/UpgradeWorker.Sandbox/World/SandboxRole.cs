namespace UpgradeWorker.Sandbox.World;

/// <summary>A role of the emulated account. It trusts every key that the sandbox knows, of whatever account, if the external id fits.</summary>
/// <param name="Arn">Such as <c>arn:aws:iam::111122223333:role/upgradeworker</c>.</param>
public sealed record SandboxRole(string Arn)
{
    /// <summary>What its trust policy asks of third parties; null = nothing.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The longest session; AWS allows 1 to 12 hours.</summary>
    public TimeSpan LongestSession { get; init; } = TimeSpan.FromHours(1);

    /// <summary>A service role: CloudFormation may act as it, and nobody else may.</summary>
    public bool IsForCloudFormation { get; init; }

    /// <summary>Without its path.</summary>
    public string Name => Arn[(Arn.LastIndexOf('/') + 1)..];

    /// <summary>The twelve digits of the account that it belongs to.</summary>
    public string Account => Arn.Split(':')[4];

    /// <summary>The role that the sandbox's account offers to those who upgrade its stacks.</summary>
    public static SandboxRole Worker { get; } = new("arn:aws:iam::111122223333:role/upgradeworker") { ExternalId = "sandbox-external-id" };

    /// <summary>The service role that the sandbox's account offers to CloudFormation.</summary>
    public static SandboxRole Service { get; } = new("arn:aws:iam::111122223333:role/things-stack-service") { IsForCloudFormation = true };
}
