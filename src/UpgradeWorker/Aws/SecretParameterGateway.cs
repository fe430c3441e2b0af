using Amazon.SimpleSystemsManagement.Model;
using static UpgradeWorker.Aws.Answers;

namespace UpgradeWorker.Aws;

/// <summary>Reads secrets that the settings refer to (Systems Manager Parameter Store).</summary>
public sealed class SecretParameterGateway
{
    private readonly AwsClients clients;

    internal SecretParameterGateway(AwsClients clients) => this.clients = clients;

    /// <summary>The decrypted value of a parameter, given by its name, path or ARN.</summary>
    public async Task<string> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var answer = await clients.Calls.InvokeAsync(
            AwsOperations.GetParameter,
            attempt => clients.Ssm.GetParameterAsync(new GetParameterRequest { Name = name, WithDecryption = true }, attempt),
            cancellationToken);
        return Given(answer.Parameter?.Value);
    }
}
