using System.Diagnostics;
using System.Runtime.InteropServices;

namespace UpgradeWorker.Sandbox.Demo;

/// <summary>The worker's service as a process of its own.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const int Sigterm = 15;
    private readonly Process process;

    public WorkerProcess(Process process, Action<string> line)
    {
        this.process = process;
        process.OutputDataReceived += (_, e) => Tell(e.Data);
        process.ErrorDataReceived += (_, e) => Tell(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        void Tell(string? text)
        {
            if (text is not null)
            {
                line(text);
            }
        }
    }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public int ExitCode => process.ExitCode;

    /// <summary>Asks it to stop as a service manager would, and waits; kills it when it does not within the patience.</summary>
    /// <returns>Whether it stopped by itself.</returns>
    public async Task<bool> StopAsync(TimeSpan patience, TimeProvider clock)
    {
        if (process.HasExited)
        {
            return true;
        }

        if (!OperatingSystem.IsWindows())
        {
            _ = Kill(process.Id, Sigterm);
            using var limit = new CancellationTokenSource(patience, clock);
            try
            {
                await process.WaitForExitAsync(limit.Token);
                return true;
            }
            catch (OperationCanceledException)
            {
                // Too slow: killed below, and told.
            }
        }

        // Windows has no signal for a process without a console of its own; the worker is built to survive this.
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
        return OperatingSystem.IsWindows();
    }

    /// <summary>Ends it with SIGKILL, of which it learns nothing, and waits until it is no more.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
