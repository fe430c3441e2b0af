namespace UpgradeWorker.Diagnostics;

/// <summary>
/// The one <see cref="SecretGuard"/> of the process. It is static because the last words of a dying process must be
/// blotted too, when no container is left to ask.
/// </summary>
internal static class HostGuard
{
    public static SecretGuard Instance { get; } = new();

    public static string Redact(string text) => Instance.Redact(text);
}
