using System.Diagnostics;
using System.Globalization;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs.Steps;

/// <summary>Names this process in leases, and tells whether a lease's owner still lives.</summary>
internal static class LeaseOwner
{
    /// <summary>Machine and process, such as <c>worker-1:4711</c>.</summary>
    public static string Me { get; } = Name(Environment.MachineName, Environment.ProcessId);

    /// <summary>
    /// Whether the owner surely is no more: a process of this machine that has ended. To be asked before this process takes its first
    /// lease: one in its own name is then left by an earlier process that had the same number, as in a restarted container.
    /// </summary>
    public static bool IsGone(string owner)
    {
        if (owner == Me)
        {
            return true;
        }

        var colon = owner.LastIndexOf(':');
        return colon > 0 && owner[..colon] == Environment.MachineName
            && int.TryParse(owner[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var process)
            && !IsRunning(process);
    }

    /// <summary>Takes away the leases of workers that were killed on this machine, so that they need not run out first.</summary>
    public static async Task ReleaseGoneAsync(Session session)
    {
        foreach (var gone in (await RunProgressStore.LeaseOwnersAsync(session)).Where(IsGone))
        {
            await RunProgressStore.ReleaseAllOfAsync(session, gone);
        }
    }

    private static string Name(string machine, int process) => string.Create(CultureInfo.InvariantCulture, $"{machine}:{process}");

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
