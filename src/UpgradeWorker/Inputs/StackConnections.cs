using UpgradeWorker.Aws;
using UpgradeWorker.Configuration;
using UpgradeWorker.Configuration.Secrets;

namespace UpgradeWorker.Inputs;

/// <summary>Finds the AWS clients of a stack from its settings.</summary>
/// <param name="factory">Makes and keeps the clients.</param>
/// <param name="aws">Endpoints and bounds.</param>
/// <param name="secrets">Resolves external ids.</param>
/// <param name="adjust">Last word on a connection, for tests; null = none.</param>
public sealed class StackConnections(
    AwsClientFactory factory, AwsSettings aws, SecretResolver secrets, Func<StackConnection, StackConnection>? adjust = null)
{
    /// <summary>The gateways for a stack; stacks with an equal connection share them.</summary>
    /// <exception cref="SecretUnavailableException">The external id of the role cannot be read.</exception>
    public Task<StackClients> ForAsync(StackSettings stack, CancellationToken cancellationToken) => ForAsync(stack, stack.Region, cancellationToken);

    /// <summary>The gateways for what a stack needs from another region, with the stack's credentials.</summary>
    /// <exception cref="SecretUnavailableException">The external id of the role cannot be read.</exception>
    public async Task<StackClients> ForAsync(StackSettings stack, string region, CancellationToken cancellationToken)
    {
        var connection = await ConnectionAsync(stack, cancellationToken) with { Region = region };
        return factory.For(adjust is null ? connection : adjust(connection));
    }

    /// <summary>Reads decrypted Systems Manager parameters with the default credentials in the region of the settings.</summary>
    public static Func<string, CancellationToken, Task<string>> ParameterReader(AwsClientFactory factory, AwsSettings aws) =>
        (name, cancellationToken) => factory
            .For(To(aws, aws.Region ?? throw new InvalidOperationException("Aws:Region is not set.")))
            .Secrets.ReadAsync(name, cancellationToken);

    private async Task<StackConnection> ConnectionAsync(StackSettings stack, CancellationToken cancellationToken) => To(aws, stack.Region) with
    {
        AwsProfile = stack.AwsProfile,
        AssumeRole = stack.AssumeRole is not { } role
            ? null
            : new AssumeRole(
                role.Arn,
                role.ExternalId is null ? null : await secrets.ResolveAsync(role.ExternalId, cancellationToken),
                role.SessionName),
    };

    private static StackConnection To(AwsSettings aws, string region) => new()
    {
        Region = region,
        Endpoints = new ServiceEndpoints
        {
            CloudFormation = aws.Endpoints.CloudFormation,
            Rds = aws.Endpoints.Rds,
            ElastiCache = aws.Endpoints.ElastiCache,
            Ssm = aws.Endpoints.Ssm,
            Sts = aws.Endpoints.Sts,
            S3 = aws.Endpoints.S3,
            MarketplaceDiscovery = aws.Endpoints.MarketplaceDiscovery,
        },
        Limits = CallLimits.Default with { CallDeadline = aws.CallDeadline, MaxAttempts = aws.MaxAttempts },
    };
}
