namespace UpgradeWorker.Aws;

/// <summary>How the AWS account and region of a stack are reached. Stacks with an equal connection share their clients.</summary>
public sealed record StackConnection
{
    /// <summary>Such as <c>eu-west-1</c>; also signs calls to overridden endpoints.</summary>
    public required string Region { get; init; }

    /// <summary>
    /// A profile of the shared AWS configuration files; null = the default chain (environment, default profile, web identity, container,
    /// instance), as the AWS SDKs and Tools Reference Guide orders it.
    /// </summary>
    public string? AwsProfile { get; init; }

    /// <summary>A role to act as, with the credentials above; null = act with them directly.</summary>
    public AssumeRole? AssumeRole { get; init; }

    public ServiceEndpoints Endpoints { get; init; } = new();

    public CallLimits Limits { get; init; } = CallLimits.Default;

    /// <summary>Fixed credentials instead of profile and chain, for the sandbox; null otherwise.</summary>
    public StaticCredentials? Credentials { get; init; }

    /// <summary>Carries the requests instead of sockets, for tests; null otherwise. Called once per set of clients.</summary>
    public Func<HttpMessageHandler>? HandlerFactory { get; init; }
}

/// <summary>A role in this or another account (STS API Reference, AssumeRole).</summary>
/// <param name="Arn">ARN of the role.</param>
/// <param name="ExternalId">What the role's trust policy asks of third parties; null if it asks nothing.</param>
/// <param name="SessionName">Shows in CloudTrail, 2 to 64 characters; null = <c>UpgradeWorker</c>.</param>
public sealed record AssumeRole(string Arn, string? ExternalId = null, string? SessionName = null);

/// <summary>An access key.</summary>
public sealed record StaticCredentials(string AccessKeyId, string SecretAccessKey, string? SessionToken = null)
{
    /// <summary>The key's id alone: the rest is secret.</summary>
    public override string ToString() => AccessKeyId;
}
