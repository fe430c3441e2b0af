using UpgradeWorker.Aws;
using UpgradeWorker.Configuration;

namespace UpgradeWorker;

/// <summary>How the settings say that AWS is reached.</summary>
internal static class StackReach
{
    /// <summary>The <c>ssm:</c> secrets of the settings, read with the default credentials.</summary>
    /// <exception cref="AwsFaultException">AWS does not give it.</exception>
    public static Task<string> ReadSecretAsync(AwsClientFactory factory, AwsSettings aws, string name, CancellationToken cancellationToken) =>
        factory.For(To(aws, aws.Region ?? throw new InvalidOperationException("Aws:Region is not set."))).Secrets.ReadAsync(name, cancellationToken);

    /// <summary>A region with the default credentials.</summary>
    public static StackConnection To(AwsSettings aws, string region) => new()
    {
        Region = region,
        Endpoints = new()
        {
            CloudFormation = aws.Endpoints.CloudFormation,
            Rds = aws.Endpoints.Rds,
            ElastiCache = aws.Endpoints.ElastiCache,
            Ssm = aws.Endpoints.Ssm,
            Sts = aws.Endpoints.Sts,
            S3 = aws.Endpoints.S3,
        },
        Limits = CallLimits.Default with { CallDeadline = aws.CallDeadline, MaxAttempts = aws.MaxAttempts },
    };

    /// <summary>A stack with its own credentials.</summary>
    /// <param name="aws">Endpoints and bounds.</param>
    /// <param name="stack">The stack.</param>
    /// <param name="externalId">What <see cref="AssumeRoleSettings.ExternalId"/> refers to; null = none.</param>
    public static StackConnection To(AwsSettings aws, StackSettings stack, string? externalId) => To(aws, stack.Region) with
    {
        AwsProfile = stack.AwsProfile,
        AssumeRole = stack.AssumeRole is { } role ? new(role.Arn, externalId, role.SessionName) : null,
    };
}
