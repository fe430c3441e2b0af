using UpgradeWorker.Diagnostics;

namespace UpgradeWorker.Configuration.Secrets;

/// <summary>Looks secrets up when they are needed, and tells the log guard every value it hands out.</summary>
/// <param name="readSsm">Reads one decrypted Systems Manager parameter.</param>
/// <param name="guard">Keeps the values out of the logs.</param>
public sealed class SecretResolver(Func<string, CancellationToken, Task<string>> readSsm, SecretGuard guard)
{
    /// <exception cref="SecretUnavailableException">It is not there, is empty, or may not be read.</exception>
    public async Task<string> ResolveAsync(SecretReference reference, CancellationToken cancellationToken)
    {
        var value = reference switch
        {
            SecretReference.EnvironmentVariable variable => Environment.GetEnvironmentVariable(variable.Name)
                ?? throw new SecretUnavailableException(reference, "the environment variable is not set."),
            SecretReference.File file => await ReadFileAsync(file, cancellationToken),
            SecretReference.Ssm parameter => await ReadSsmAsync(parameter, cancellationToken),
            _ => throw new InvalidOperationException($"Unknown kind of secret {reference.GetType().Name}."),
        };
        if (value.Length == 0)
        {
            throw new SecretUnavailableException(reference, "it is empty.");
        }

        guard.Add(value);
        return value;
    }

    /// <exception cref="SecretUnavailableException">A reference that cannot be read.</exception>
    public Task<string> ResolveAsync(TextOrSecret value, CancellationToken cancellationToken) => value switch
    {
        TextOrSecret.Text text => Task.FromResult(text.Value),
        TextOrSecret.Secret secret => ResolveAsync(secret.Reference, cancellationToken),
        _ => throw new InvalidOperationException($"Unknown kind of value {value.GetType().Name}."),
    };

    private static async Task<string> ReadFileAsync(SecretReference.File file, CancellationToken cancellationToken)
    {
        try
        {
            return (await File.ReadAllTextAsync(file.Path, cancellationToken)).TrimEnd('\r', '\n');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SecretUnavailableException(file, "the file is missing or may not be read by this user.", exception);
        }
    }

    private async Task<string> ReadSsmAsync(SecretReference.Ssm parameter, CancellationToken cancellationToken)
    {
        try
        {
            return await readSsm(parameter.Name, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new SecretUnavailableException(parameter, "Systems Manager did not give it; check name, region and ssm:GetParameter.", exception);
        }
    }
}
