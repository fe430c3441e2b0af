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

    /// <summary>Longest time of one asking.</summary>
    internal static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    private readonly IAmazonSecurityTokenService sts;
    private readonly WorkerCredentials caller;
    private readonly AssumeRole role;
    private readonly TimeProvider time;

    /// <param name="sts">Client that signs with <paramref name="caller"/>.</param>
    /// <param name="caller">Who asks for the role.</param>
    /// <param name="role">The role.</param>
    /// <param name="time">Clock of the deadline.</param>
    public AssumedRoleCredentials(IAmazonSecurityTokenService sts, WorkerCredentials caller, AssumeRole role, TimeProvider time)
    {
        this.sts = sts;
        this.caller = caller;
        this.role = role;
        this.time = time;
        PreemptExpiryTime = TimeSpan.FromMinutes(5);
    }

    /// <inheritdoc/>
    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        await caller.PrepareAsync(deadline.Token);
        var answer = await sts.AssumeRoleAsync(
            new AssumeRoleRequest
            {
                RoleArn = role.Arn,
                RoleSessionName = role.SessionName ?? "UpgradeWorker",
                ExternalId = role.ExternalId,
                DurationSeconds = SessionSeconds,
            },
            deadline.Token);
        var given = answer.Credentials;
        return new(
            new ImmutableCredentials(given.AccessKeyId, given.SecretAccessKey, given.SessionToken),
            given.Expiration ?? throw new InvalidOperationException("AssumeRole gave no expiration."));
    }
}
