using UpgradeWorker.Aws;
using UpgradeWorker.Configuration;

namespace UpgradeWorker;

/// <summary>Reads the <c>ssm:</c> secrets of the settings with the default credentials.</summary>
internal sealed class SsmSecrets(AwsClientFactory factory, AwsSettings aws)
{
    /// <exception cref="InvalidOperationException">The settings name no region for them.</exception>
    /// <exception cref="AwsFaultException">AWS does not give it.</exception>
    public Task<string> ReadAsync(string name, CancellationToken cancellationToken) => factory.For(new StackConnection
    {
        Region = aws.Region ?? throw new InvalidOperationException("Aws:Region is not set."),
        Endpoints = new() { Ssm = aws.Endpoints.Ssm, Sts = aws.Endpoints.Sts },
        Limits = CallLimits.Default with { CallDeadline = aws.CallDeadline, MaxAttempts = aws.MaxAttempts },
    }).Secrets.ReadAsync(name, cancellationToken);
}
