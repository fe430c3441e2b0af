using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace UpgradeWorker.Aws;

/// <summary>
/// A role's temporary credentials, asked for anew five minutes before they end by the worker's clock. The SDK's own classes of this kind go by
/// the machine's clock, and make an STS client of their own, which knows neither our endpoints nor our region.
/// </summary>
internal sealed class AssumedRoleCredentials : AWSCredentials, IDisposable
{
    // The longest session that a chained role may have (STS API Reference, AssumeRole).
    private const int SessionSeconds = 3600;

    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(5);

    /// <summary>Longest time of one asking.</summary>
    internal static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    private readonly IAmazonSecurityTokenService sts;
    private readonly WorkerCredentials caller;
    private readonly AssumeRole role;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim asking = new(1, 1);
    private volatile Given? given;

    /// <param name="sts">Client that signs with <paramref name="caller"/>.</param>
    /// <param name="caller">Who asks for the role.</param>
    /// <param name="role">The role.</param>
    /// <param name="time">Clock of the deadline and of the credentials' end.</param>
    public AssumedRoleCredentials(IAmazonSecurityTokenService sts, WorkerCredentials caller, AssumeRole role, TimeProvider time)
    {
        this.sts = sts;
        this.caller = caller;
        this.role = role;
        this.time = time;
    }

    /// <summary>AWS calls them expired: the next one who asks gets others.</summary>
    public void Forget() => given = null;

    /// <inheritdoc/>
    public override async Task<ImmutableCredentials> GetCredentialsAsync()
    {
        if (Fresh() is { } known)
        {
            return known;
        }

        using var deadline = new CancellationTokenSource(Deadline, time);
        await asking.WaitAsync(deadline.Token);
        try
        {
            return Fresh() ?? (given = await AskAsync(deadline.Token)).Credentials;
        }
        finally
        {
            asking.Release();
        }
    }

    /// <inheritdoc/>
    public override ImmutableCredentials GetCredentials() =>
        given?.Credentials ?? throw new InvalidOperationException("Credentials are prepared before each attempt.");

    /// <inheritdoc/>
    public void Dispose() => asking.Dispose();

    private ImmutableCredentials? Fresh() =>
        given is { } known && known.EndsAt - RenewBefore > time.GetUtcNow() ? known.Credentials : null;

    private async Task<Given> AskAsync(CancellationToken cancellationToken)
    {
        await caller.PrepareAsync(cancellationToken);
        var answer = await sts.AssumeRoleAsync(
            new AssumeRoleRequest
            {
                RoleArn = role.Arn,
                RoleSessionName = role.SessionName ?? "UpgradeWorker",
                ExternalId = role.ExternalId,
                DurationSeconds = SessionSeconds,
            },
            cancellationToken);
        var got = answer.Credentials;
        var end = got.Expiration ?? throw new InvalidOperationException("AssumeRole gave no expiration.");
        return new(new ImmutableCredentials(got.AccessKeyId, got.SecretAccessKey, got.SessionToken), new DateTimeOffset(end.ToUniversalTime()));
    }

    private sealed record Given(ImmutableCredentials Credentials, DateTimeOffset EndsAt);
}
