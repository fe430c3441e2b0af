namespace UpgradeWorker.Configuration;

/// <summary>Where each service is; null = AWS's own endpoint of the region.</summary>
public sealed record AwsEndpoints(Uri? CloudFormation, Uri? Rds, Uri? ElastiCache, Uri? Ssm, Uri? Sts, Uri? S3, Uri? MarketplaceDiscovery);
