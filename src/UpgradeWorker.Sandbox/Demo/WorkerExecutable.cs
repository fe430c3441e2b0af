using System.Diagnostics;
using System.Reflection;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Demo;

/// <summary>The worker's real executable, as it was built beside the sandbox; nothing of it is linked in.</summary>
/// <param name="assembly">Where it lies.</param>
/// <param name="settingsFile">Its settings.</param>
/// <param name="credentials">The AWS credentials of its environment.</param>
/// <param name="environment">What else stands in its environment; null = nothing.</param>
internal sealed class WorkerExecutable(
    string assembly, string settingsFile, SandboxCredentials credentials, IReadOnlyDictionary<string, string>? environment = null)
{
    /// <summary>Where the build left the worker; null when the build did not say.</summary>
    public static string? Assembly => typeof(WorkerExecutable).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(a => a.Key == "WorkerAssembly")?.Value;

    /// <summary>The service, whose output lines go to <paramref name="line"/>.</summary>
    public WorkerProcess Run(Action<string> line) => new(Start("run"), line);

    /// <summary>A verb: its exit code and what it printed.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> Ask(CancellationToken token, params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync(token);
        var errors = process.StandardError.ReadToEndAsync(token);
        try
        {
            await process.WaitForExitAsync(token);
            return (process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private Process Start(params string[] arguments)
    {
        // "dotnet run" tells its children which dotnet it is.
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        foreach (var argument in (string[])[assembly, .. arguments, "--config", settingsFile])
        {
            start.ArgumentList.Add(argument);
        }

        // The worker of the demo sees these credentials and none of the machine's.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("AWS_", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("UPGRADEWORKER__", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["AWS_ACCESS_KEY_ID"] = credentials.AccessKeyId;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = credentials.SecretAccessKey;
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        start.Environment["NO_COLOR"] = "1";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException("The worker could not be started.");
        process.StandardInput.Close();
        return process;
    }
}
