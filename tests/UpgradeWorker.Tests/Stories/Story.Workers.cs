using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using UpgradeWorker.Aws;
using UpgradeWorker.Certificates;
using UpgradeWorker.Commands;
using UpgradeWorker.Configuration;
using UpgradeWorker.Configuration.Reading;
using UpgradeWorker.Configuration.Secrets;
using UpgradeWorker.Core.Mails;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Inputs;
using UpgradeWorker.Jobs;
using UpgradeWorker.Mail;
using UpgradeWorker.Sandbox.World;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Tests.Stories;

/// <content>The workers of the story: how they start, tick, die and stop.</content>
internal sealed partial class Story
{
    /// <summary>The emulated AWS as the worker reaches it.</summary>
    public Task<StackClients> ClientsAsync() => services[0].GetRequiredService<StackConnections>()
        .ForAsync(services[0].GetRequiredService<StacksSettings>().All[0], CancellationToken.None);

    /// <returns>Whether there may be more to do at this instant.</returns>
    private async Task<bool> RunOnceAsync()
    {
        var did = false;
        foreach (var (job, _) in JobSchedule.Stages(services[0].GetRequiredService<JobSettings>()))
        {
            var ((line, step), number) = (JournalEnd(), 0);
            present = name => new StoryPoint(job.Name, line, step, ++number, name);
            try
            {
                var running = Task.WhenAll(services.Select(worker => JobSchedule.TakeTurnAsync(
                    (IJob)worker.GetRequiredService(job), worker.GetRequiredService<Database>(), life.Stopping)));
                did |= await Task.WhenAny(running, life.Died) == running && (await running).Contains(true);
            }
            catch (Exception) when (life.IsDead)
            {
                // What a dead worker says does not matter.
            }

            if (life.IsDead)
            {
                // Nothing of it is disposed of: it is simply no more.
                Deaths++;
                await life.BuryAsync();
                services.Clear();
                await StartWorkersAsync();
                return true;
            }
        }

        return did;
    }

    private (long Lines, string Step) JournalEnd()
    {
        if (!File.Exists(databaseFile))
        {
            return (0, "");
        }

        using var connection = new SqliteConnection($"Data Source={databaseFile};Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*), COALESCE((SELECT step FROM journal ORDER BY at DESC, seq DESC LIMIT 1), '') FROM journal";
        using var row = command.ExecuteReader();
        row.Read();
        return (row.GetInt64(0), row.GetString(1));
    }

    private async Task StartWorkersAsync()
    {
        life = new Lifeline(Time, name => Doom(present(name)));
        for (var worker = 0; worker < workers; worker++)
        {
            await StartWorkerAsync();
        }
    }

    private async Task StartWorkerAsync()
    {
        var errors = new List<SettingError>();
        var flat = new FlatSettings(Path.Combine(folder, "appsettings.json"), folder, JsonSettings.Flatten(settingsJson, "appsettings.json", errors), [], []);
        var settings = SettingsReader.Read(flat, Time.GetUtcNow(), errors) switch
        {
            SettingsReading.Good good => good.Settings,
            SettingsReading.Bad bad => throw new AssertionException(string.Join(Environment.NewLine, bad.Errors)),
            _ => throw new AssertionException("unknown reading"),
        };
        Directory.CreateDirectory(settings.DataDirectory);
        databaseFile = settings.Database.SqliteFile;
        CommitGate.Guard(databaseFile, life.MayCommit);
        Database = await Database.OpenAsync(Memory.DialectOf(settings), CancellationToken.None);
        var clients = new AwsClientFactory(Time, random: () => 0.5);
        var secrets = new SecretResolver((_, _) => throw new InvalidOperationException("no secrets here"), new SecretGuard());
        var box = new FolderMailbox(Path.Combine(folder, "mail"), Time);
        var mailbox = post?.Invoke(Time) ?? MailBy(life.Around((IOutgoingMail)box), life.Around((IIncomingMail)box)) with { IsFolder = true };
        var collection = new ServiceCollection();
        collection.AddSettings(settings).AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddProvider(Alarms));
        CompositionRoot.Register(collection, Time, Database, clients, secrets, mailbox, MailTemplates.BuiltIn);
        collection.AddSingleton(new DomainLookup(Time, (name, _) => Names(name) is { } address
            ? Task.FromResult<IPAddress[]>([address, .. AlsoAt]) : throw new SocketException((int)SocketError.HostNotFound)));
        var mine = life;
        collection.AddSingleton<Func<StackConnection, StackConnection>>(connection => Connect(connection, mine));
        services.Add(collection.BuildServiceProvider());
    }

    /// <summary>The worker's mail by these ways; whatever comes is believed.</summary>
    public static Mailbox MailBy(IOutgoingMail outgoing, IIncomingMail incoming) => new(
        outgoing, incoming, new MailIdentity("worker@example.com", "UpgradeWorker", true), new SenderCheck([], new DkimCheck(TxtLookups.Table([])), true));

    private StackConnection Connect(StackConnection connection, Lifeline life) => connection with
    {
        Credentials = new StaticCredentials(SandboxCredentials.Default.AccessKeyId, SandboxCredentials.Default.SecretAccessKey),
        Endpoints = new ServiceEndpoints { All = new Uri("http://localhost/") },
        HandlerFactory = () => new SilenceHandler(() => SilentRegion == connection.Region && (silenced.TrySetResult() || true))
        {
            InnerHandler = connection.Region is "eu-west-1" or "us-east-1" ? life.Around(Account.Aws.Server.CreateHandler()) : new NobodyHandler(),
        },
    };

    private async Task StopWorkersAsync()
    {
        foreach (var worker in services)
        {
            worker.GetRequiredService<AwsClientFactory>().Dispose();
            await worker.DisposeAsync();
        }

        services.Clear();
    }
}
