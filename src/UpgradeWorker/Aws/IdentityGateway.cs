using Amazon.SecurityToken.Model;
using static UpgradeWorker.Aws.Answers;

namespace UpgradeWorker.Aws;

/// <summary>Tells as whom the worker acts (STS API).</summary>
public sealed class IdentityGateway
{
    private readonly AwsClients clients;

    internal IdentityGateway(AwsClients clients) => this.clients = clients;

    /// <summary>
    /// How far AWS's clock was ahead of this machine's at the last answer on this connection, to the second; negative = behind. Null
    /// before the first answer. AWS refuses requests that are off by more than five minutes.
    /// </summary>
    public TimeSpan? ClockSkew => clients.Clock.Skew;

    /// <summary>Asks AWS as whom this connection acts. Needs no permission.</summary>
    public async Task<CallerIdentity> WhoAmIAsync(CancellationToken cancellationToken)
    {
        var answer = await clients.Calls.InvokeAsync(
            AwsOperations.GetCallerIdentity,
            attempt => clients.Sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), attempt),
            cancellationToken);
        return new(Given(answer.Account), Given(answer.Arn));
    }
}

/// <summary>As whom a connection acts.</summary>
/// <param name="Account">Twelve digits.</param>
/// <param name="Arn">Of the user, or of the assumed role's session.</param>
public sealed record CallerIdentity(string Account, string Arn);
