namespace UpgradeWorker.Aws;

/// <summary>Where services are reached when not at AWS's own addresses: private endpoints, or the sandbox. Null = AWS's own.</summary>
public sealed record ServiceEndpoints
{
    /// <summary>For every service that has none of its own here.</summary>
    public Uri? All { get; init; }

    public Uri? CloudFormation { get; init; }

    public Uri? Rds { get; init; }

    public Uri? ElastiCache { get; init; }

    public Uri? Ssm { get; init; }

    public Uri? S3 { get; init; }

    public Uri? Sts { get; init; }

    public Uri? MarketplaceDiscovery { get; init; }
}
