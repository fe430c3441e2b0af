using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using UpgradeWorker.Diagnostics;

namespace UpgradeWorker.Commands;

/// <summary><c>run</c>: the service, until it is told to stop (Ctrl+C, SIGTERM, the service manager).</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var command = new Command("run", "Run the service (the default). Ctrl+C or SIGTERM stop it after the call under way; a stopped run goes on at the next start.");
        command.SetAction(RunAsync);
        return command;
    }

    public static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = SettingsInput.Read(parsed);
        using var alone = SingleInstance.Take(settings.DataDirectory);
        using var host = await WorkerHost.BuildAsync(settings, LogTarget.Service, cancellationToken);
        var logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("UpgradeWorker");
        Log.Starting(logger, WorkerHost.Version, settings.File ?? "(none)", settings.DataDirectory, settings.Stacks.All.Count);
        // Told by the lifetime, because the host closes the log before it hands back.
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopped.Register(() => Log.Stopped(logger));
        await host.RunAsync(cancellationToken);
        return ExitCode.Done;
    }
}
