using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serilog;
using UpgradeWorker.Aws;
using UpgradeWorker.Configuration;
using UpgradeWorker.Configuration.Secrets;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Storage;

namespace UpgradeWorker;

/// <summary>The host around the composition: logs, service managers, an orderly stop.</summary>
internal static class WorkerHost
{
    public static string Version { get; } =
        typeof(WorkerHost).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>
    /// Builds it and opens the database; nothing runs before it is started. Verbs take what they need from its services and never start it.
    /// </summary>
    /// <exception cref="SecretUnavailableException">A mail password cannot be read.</exception>
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
        Directory.CreateDirectory(settings.DataDirectory);
        var database = await Database.OpenAsync(settings.Database.SqliteFile, cancellationToken);
        var clients = new AwsClientFactory(TimeProvider.System);
        var secrets = new SecretResolver(ReadParameter(settings.Aws, clients), HostGuard.Instance);
        var mailbox = await MailboxFactory.CreateAsync(settings.Mail, secrets, TimeProvider.System, cancellationToken);
        var templates = MailTemplatesFolder.Read(settings.Mail.TemplatesFolder);
        CompositionRoot.Register(builder.Services, TimeProvider.System, database, clients, secrets, mailbox, templates);
        if (target == LogTarget.Service)
        {
            JobSchedule.Register(builder.Services, settings.Jobs);
        }

        return builder.Build();
    }

    /// <summary>Reads a decrypted Systems Manager parameter in the region of the settings.</summary>
    private static Func<string, CancellationToken, Task<string>> ReadParameter(AwsSettings aws, AwsClientFactory clients) =>
        (name, cancellationToken) => clients.For(new StackConnection
        {
            Region = aws.Region ?? throw new InvalidOperationException("Aws:Region is not set."),
            Endpoints = new ServiceEndpoints { Ssm = aws.Endpoints.Ssm, Sts = aws.Endpoints.Sts },
        }).Secrets.ReadAsync(name, cancellationToken);
}
