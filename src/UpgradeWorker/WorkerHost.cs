using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serilog;
using UpgradeWorker.Aws;
using UpgradeWorker.Commands;
using UpgradeWorker.Configuration;
using UpgradeWorker.Configuration.Secrets;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Inputs;

namespace UpgradeWorker;

/// <summary>The host around the composition: logs, service managers, an orderly stop.</summary>
internal static class WorkerHost
{
    public static string Version { get; } =
        typeof(WorkerHost).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>
    /// Builds it and opens the database; nothing runs before it is started. Verbs take what they need from its services and never start it.
    /// </summary>
    /// <exception cref="CommandException">The database cannot be used.</exception>
    public static async Task<IHost> BuildAsync(Settings settings, LogTarget target, CancellationToken cancellationToken)
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
        var database = target == LogTarget.Service
            ? await Memory.ForServiceAsync(settings, cancellationToken) : await Memory.OpenAsync(settings, cancellationToken);
        var clients = new AwsClientFactory(TimeProvider.System);
        var secrets = new SecretResolver(StackConnections.ParameterReader(clients, settings.Aws), HostGuard.Instance);
        var mailbox = MailboxFactory.Create(settings.Mail, secrets, TimeProvider.System);
        var templates = MailTemplatesFolder.Read(settings.Mail.TemplatesFolder);
        CompositionRoot.Register(builder.Services, TimeProvider.System, database, clients, secrets, mailbox, templates);
        if (target == LogTarget.Service)
        {
            JobSchedule.Register(builder.Services, settings.Jobs);
        }

        return builder.Build();
    }
}
