using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serilog;
using UpgradeWorker.Configuration;
using UpgradeWorker.Diagnostics;

namespace UpgradeWorker;

/// <summary>The host around the composition: logs, service managers, an orderly stop.</summary>
internal static class WorkerHost
{
    public static string Version { get; } =
        typeof(WorkerHost).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>Builds it; nothing runs before it is started. Verbs take what they need from its services and never start it.</summary>
    public static IHost Build(Settings settings, LogTarget target)
    {
        // Empty, because the defaults would read the whole environment and another settings file.
        var builder = Host.CreateEmptyApplicationBuilder(new() { ContentRootPath = AppContext.BaseDirectory, ApplicationName = "UpgradeWorker" });
        builder.Services
            .AddSerilog(Logging.Create(settings.Logging, target, HostGuard.Instance), dispose: true)
            .AddSingleton(HostGuard.Instance)
            .AddSettings(settings)
            .AddSystemd()
            .AddWindowsService(options => options.ServiceName = "UpgradeWorker")
            // The call under way is finished, then the lease is handed back; no call is longer than its deadline.
            .Configure<HostOptions>(options => options.ShutdownTimeout = settings.Aws.CallDeadline + TimeSpan.FromSeconds(15));
        CompositionRoot.Register(builder.Services, settings);
        return builder.Build();
    }
}
