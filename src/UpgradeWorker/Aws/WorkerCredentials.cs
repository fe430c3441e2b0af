using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;

namespace UpgradeWorker.Aws;

/// <summary>
/// Credentials of one connection. The SDK's signer asks for them synchronously, so they are had before each attempt, under its deadline;
/// a failure to have them leaves as <see cref="CredentialsUnavailableException"/> and cannot be mistaken for one of the call.
/// </summary>
/// <param name="source">Where they come from; keeps and renews them itself.</param>
/// <param name="operation">The call that has them given; null when they come from this machine or its metadata.</param>
internal sealed class WorkerCredentials(Func<Task<AWSCredentials>> source, AwsOperation? operation = null) : AWSCredentials
{
    private AWSCredentials? renewer;
    private ImmutableCredentials? current;

    /// <summary>The credentials that the connection names itself: fixed ones, a profile's, or the default chain's.</summary>
    public static WorkerCredentials Base(StackConnection connection, ClientConfig config)
    {
        if (connection.Credentials is { } fixedOnes)
        {
            AWSCredentials credentials = fixedOnes.SessionToken is { } token
                ? new SessionAWSCredentials(fixedOnes.AccessKeyId, fixedOnes.SecretAccessKey, token)
                : new BasicAWSCredentials(fixedOnes.AccessKeyId, fixedOnes.SecretAccessKey);
            return new(() => Task.FromResult(credentials));
        }

        return connection.AwsProfile is { } profile
            ? new(() => Task.FromResult(OfProfile(profile)))
            : new(() => DefaultAWSCredentialsIdentityResolver.GetCredentialsAsync(config));
    }

    /// <summary>Has credentials ready for the next request, fresh ones if the present ones are about to end.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            var from = Volatile.Read(ref renewer) ?? await source().WaitAsync(cancellationToken);
            Volatile.Write(ref renewer, from);
            Volatile.Write(ref current, await from.GetCredentialsAsync().WaitAsync(cancellationToken));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Volatile.Write(ref renewer, null);
            throw exception as CredentialsUnavailableException ?? new CredentialsUnavailableException(exception, operation);
        }
    }

    /// <summary>AWS calls them expired: the next request takes others.</summary>
    public void Forget()
    {
        switch (Volatile.Read(ref renewer))
        {
            case RefreshingAWSCredentials refreshing:
                refreshing.ClearCredentials();
                break;
            case AssumedRoleCredentials assumed:
                assumed.Forget();
                break;
            default:
                break;
        }

        Volatile.Write(ref renewer, null);
    }

    /// <inheritdoc/>
    public override ImmutableCredentials GetCredentials() =>
        Volatile.Read(ref current) ?? throw new InvalidOperationException("Credentials are prepared before each attempt.");

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

    public CredentialsUnavailableException(Exception inner, AwsOperation? operation)
        : base("No AWS credentials could be found.", inner) => Operation = operation;

    /// <summary>The call that failed to give them; null when there was none.</summary>
    public AwsOperation? Operation { get; }
}
