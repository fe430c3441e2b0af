using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace UpgradeWorker.Aws;

/// <summary>
/// A role's temporary credentials, asked for anew five minutes before they end. The SDK's own class of this kind makes its own STS client,
/// which knows neither our endpoints nor our region.
/// </summary>
internal sealed class AssumedRoleCredentials : RefreshingAWSCredentials
{
    // The longest session that a chained role may have (STS API Reference, AssumeRole).
    private const int SessionSeconds = 3600;

    private readonly IAmazonSecurityTokenService sts;
    private readonly AssumeRole role;

    public AssumedRoleCredentials(IAmazonSecurityTokenService sts, AssumeRole role)
    {
        this.sts = sts;
        this.role = role;
        PreemptExpiryTime = TimeSpan.FromMinutes(5);
    }

    /// <inheritdoc/>
    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        var answer = await sts.AssumeRoleAsync(new AssumeRoleRequest
        {
            RoleArn = role.Arn,
            RoleSessionName = role.SessionName ?? "UpgradeWorker",
            ExternalId = role.ExternalId,
            DurationSeconds = SessionSeconds,
        });
        var given = answer.Credentials;
        return new(
            new ImmutableCredentials(given.AccessKeyId, given.SecretAccessKey, given.SessionToken),
            given.Expiration ?? throw new InvalidOperationException("AssumeRole gave no expiration."));
    }
}
