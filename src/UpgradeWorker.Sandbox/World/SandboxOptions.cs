namespace UpgradeWorker.Sandbox.World;

/// <summary>What one emulated account and region is made of.</summary>
public sealed record SandboxOptions
{
    /// <summary>Divides every emulated duration (creation of an instance, of a snapshot…); never the clock, never
    /// Let's Encrypt's periods. Greater than 0; 1 = as slow as AWS.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>The twelve digits of the emulated account.</summary>
    public string AccountId { get; init; } = "111122223333";

    public string Region { get; init; } = "eu-west-1";

    /// <summary>Who may sign requests. The first is what tests and the demo use.</summary>
    public IReadOnlyList<SandboxCredentials> Credentials { get; init; } = [SandboxCredentials.Default, SandboxCredentials.OfAnotherAccount];

    /// <summary>The roles of the account: those that callers may assume, and service roles.</summary>
    public IReadOnlyList<SandboxRole> Roles { get; init; } = [SandboxRole.Worker, SandboxRole.Service];

    /// <summary>Start of the deterministic ids: the same seed and the same calls give the same ids.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How long each emulated operation takes before <see cref="Speed"/> divides it.</summary>
    public SandboxDurations Durations { get; init; } = new();

    /// <summary>How many manual database snapshots the account may hold; AWS's default.</summary>
    public int ManualSnapshotQuota { get; init; } = 100;

    /// <summary>An answer is paged when it would be longer than this, as AWS does at 1 MB.</summary>
    public int PageBytes { get; init; } = 1_000_000;

    /// <summary>Most entries in one page of a listing of S3 or AWS Marketplace; AWS's own bound for S3.</summary>
    public int ListPage { get; init; } = 1000;

    /// <summary>Requests a second that each operation refills, and the burst it allows; null = no throttling.
    /// AWS publishes no numbers for CloudFormation, so both are free to choose.</summary>
    public SandboxThrottle? Throttle { get; init; }
}

/// <summary>An access key, its secret, and the session token that must come with it (null = none). Those of another account may only ask STS:
/// there they can take on a role of this one.</summary>
public sealed record SandboxCredentials(string AccessKeyId, string SecretAccessKey, string? SessionToken, string Arn)
{
    /// <summary>A made-up key pair that is worth nothing outside the sandbox.</summary>
    public static SandboxCredentials Default { get; } = new(
        "AKIASANDBOX000000001", "sandbox/secret/of/no/worth/anywhere/at/all", null, "arn:aws:iam::111122223333:user/sandbox");

    /// <summary>A made-up user of another account.</summary>
    public static SandboxCredentials OfAnotherAccount { get; } = new(
        "AKIASANDBOX000000002", "another/secret/of/no/worth/anywhere/at/all", null, "arn:aws:iam::444455556666:user/operations");

    /// <summary>The twelve digits of the account that they belong to.</summary>
    public string Account => Arn.Split(':')[4];
}

/// <summary>A token bucket per operation: <paramref name="PerSecond"/> tokens return each second, at most
/// <paramref name="Burst"/> are kept.</summary>
public sealed record SandboxThrottle(double PerSecond, int Burst);
