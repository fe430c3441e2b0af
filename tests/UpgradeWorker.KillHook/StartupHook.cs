using System.Diagnostics.CodeAnalysis;
using UpgradeWorker.KillHook;

/// <summary>
/// What the runtime calls before the worker's own Main, where DOTNET_STARTUP_HOOKS names this assembly
/// (https://github.com/dotnet/runtime/blob/main/docs/design/features/host-startup-hook.md prescribes the name and that it has no namespace).
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "The runtime finds it by its name.")]
internal sealed class StartupHook
{
    /// <summary>Tells the test, at the loopback port of UPGRADEWORKER_KILL_PORT, of every append to a run's journal.</summary>
    public static void Initialize()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("UPGRADEWORKER_KILL_PORT"), out var port))
        {
            JournalWatch.Begin(new Teller(port));
            StageMark.Begin();
        }
    }
}
