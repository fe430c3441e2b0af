using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;

namespace UpgradeWorker.Aws;

/// <summary>
/// Credentials of one connection. Whatever goes wrong on the way to them leaves as <see cref="CredentialsUnavailableException"/>, so that
/// it cannot be mistaken for a fault of the call that needed them.
/// </summary>
internal sealed class WorkerCredentials(Func<CancellationToken, Task<AWSCredentials>> source) : AWSCredentials
{
    private static readonly TimeSpan SourceDeadline = TimeSpan.FromSeconds(15);

    /// <summary>The credentials that the connection names itself: fixed ones, a profile's, or the default chain's.</summary>
    public static WorkerCredentials Base(StackConnection connection, ClientConfig config)
    {
        if (connection.Credentials is { } fixedOnes)
        {
            AWSCredentials credentials = fixedOnes.SessionToken is { } token
                ? new SessionAWSCredentials(fixedOnes.AccessKeyId, fixedOnes.SecretAccessKey, token)
                : new BasicAWSCredentials(fixedOnes.AccessKeyId, fixedOnes.SecretAccessKey);
            return new(_ => Task.FromResult(credentials));
        }

        return connection.AwsProfile is { } profile
            ? new(_ => Task.FromResult(OfProfile(profile)))
            : new(_ => DefaultAWSCredentialsIdentityResolver.GetCredentialsAsync(config));
    }

    /// <inheritdoc/>
    public override ImmutableCredentials GetCredentials() =>
        throw new NotSupportedException("The worker calls AWS asynchronously only.");

    /// <inheritdoc/>
    public override async Task<ImmutableCredentials> GetCredentialsAsync()
    {
        try
        {
            using var deadline = new CancellationTokenSource(SourceDeadline);
            var credentials = await source(deadline.Token);
            return await credentials.GetCredentialsAsync();
        }
        catch (Exception exception)
        {
            throw exception as CredentialsUnavailableException ?? new CredentialsUnavailableException(exception);
        }
    }

    private static AWSCredentials OfProfile(string profile) =>
        new CredentialProfileStoreChain().TryGetAWSCredentials(profile, out var credentials)
            ? credentials
            : throw new CredentialsUnavailableException($"The profile '{profile}' has no credentials in the shared AWS files.");
}

/// <summary>No credentials could be had; the inner exception says why and is never shown.</summary>
internal sealed class CredentialsUnavailableException : Exception
{
    public CredentialsUnavailableException(string message)
        : base(message)
    {
    }

    public CredentialsUnavailableException(Exception inner)
        : base("No AWS credentials could be found.", inner)
    {
    }
}
