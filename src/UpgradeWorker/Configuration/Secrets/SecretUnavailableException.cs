namespace UpgradeWorker.Configuration.Secrets;

/// <summary>A secret could not be read now. The message names the reference and what to do, never a value.</summary>
public sealed class SecretUnavailableException(SecretReference reference, string why, Exception? cause = null)
    : Exception($"The secret {reference} cannot be read: {why}", cause)
{
    public SecretReference Reference { get; } = reference;
}
