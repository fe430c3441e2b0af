using Amazon.CloudFormation;
using Amazon.ElastiCache;
using Amazon.MarketplaceDiscovery;
using Amazon.RDS;
using Amazon.S3;
using Amazon.SecurityToken;
using Amazon.SimpleSystemsManagement;

namespace UpgradeWorker.Aws;

/// <summary>The AWS clients of one connection, for the gateways alone.</summary>
internal sealed class AwsClients : IDisposable
{
    public required StackConnection Connection { get; init; }

    public required AwsCalls Calls { get; init; }

    public required TimeProvider Time { get; init; }

    public required ResponseClock Clock { get; init; }

    public required AmazonCloudFormationClient CloudFormation { get; init; }

    public required AmazonRDSClient Rds { get; init; }

    public required AmazonElastiCacheClient ElastiCache { get; init; }

    public required AmazonSimpleSystemsManagementClient Ssm { get; init; }

    public required AmazonS3Client S3 { get; init; }

    public required AmazonMarketplaceDiscoveryClient Marketplace { get; init; }

    public required AmazonSecurityTokenServiceClient Sts { get; init; }

    /// <summary>What else ends with them: the HttpClient, and what assumes the role, if there is one.</summary>
    public required IReadOnlyList<IDisposable> AlsoOwned { get; init; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var owned in (IEnumerable<IDisposable>)[CloudFormation, Rds, ElastiCache, Ssm, S3, Marketplace, Sts, .. AlsoOwned])
        {
            owned.Dispose();
        }
    }
}
