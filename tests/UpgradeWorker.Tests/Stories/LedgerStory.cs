using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using UpgradeWorker.Aws;
using UpgradeWorker.Configuration;
using UpgradeWorker.Configuration.Reading;
using UpgradeWorker.Configuration.Secrets;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Core.Mails;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Inputs;
using UpgradeWorker.Jobs;
using UpgradeWorker.Jobs.Steps;
using UpgradeWorker.Sandbox.Vendor;
using UpgradeWorker.Sandbox.World;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Tests.Stories;

/// <summary>
/// The worker's ledger beside the emulated account: the watching and ledger stages, and the run's steps that reserve and settle, on one
/// fake clock and a real database file, with real handshakes. What else a run does takes time here and nothing more.
/// </summary>
internal sealed class LedgerStory : WorldObserver, IAsyncDisposable
{
    private readonly string folder = StoryFolders.Take();
    private readonly string settingsJson;
    private readonly TlsFront front;
    private readonly List<string> created = [];
    private ServiceProvider? services;
    private string databaseFile = "";
    private AwsClientFactory? clients;
    private int updates;

    private LedgerStory(string certificates)
    {
        Account = VendorAccount.Create(Time, VendorRelease.All[0], application: new ApplicationOptions { WriteEvery = TimeSpan.FromDays(1) });
        created.Add(Account.Stack.Resources["Instance"].PhysicalId);
        Account.World.Observe(this);
        front = new TlsFront(Account.Vendor);
        settingsJson = $$"""
            {
              "DataDirectory": "data", "Aws": { "Region": "eu-west-1", "MaxAttempts": 1 }, "Certificates": { {{certificates}} },
              "Stacks": { "prod": { "StackName": "{{VendorStack.Name}}", "HttpsAddress": "127.0.0.1", "HttpsPort": {{front.Port}} } }
            }
            """;
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 2, 8, 0, 0, TimeSpan.Zero));

    public VendorAccount Account { get; }

    public Database Database { get; private set; } = null!;

    /// <summary>Ids of all instances that were ever launched, oldest first.</summary>
    public IReadOnlyList<string> Created => created;

    public bool IsUp => services is not null;

    public bool IsBusy => Account.World.Do(_ => Account.Stack.IsBusy);

    public static async Task<LedgerStory> BeginAsync(string certificates = "")
    {
        var story = new LedgerStory(certificates);
        story.Time.Advance(TimeSpan.FromMinutes(5)); // The first clients have come: the first certificate is there.
        await story.StartAsync();
        return story;
    }

    public override void InstanceLaunched(Ec2Instance instance) => created.Add(instance.PhysicalId);

    /// <summary>One tick of the stages; nothing while the worker is down.</summary>
    public async Task TickAsync()
    {
        if (services is not null)
        {
            await services.GetRequiredService<WatchStacksJob>().RunAsync(CancellationToken.None);
            await services.GetRequiredService<KeepLedgerJob>().RunAsync(CancellationToken.None);
        }
    }

    /// <summary>What a tick of the ledger's stage costs the database, in steps of SQLite's virtual machine.</summary>
    public async Task<long> CostAsync()
    {
        SqlWork.Take(databaseFile);
        await services!.GetRequiredService<KeepLedgerJob>().RunAsync(CancellationToken.None);
        return SqlWork.Take(databaseFile);
    }

    /// <summary>Only looks at the stack: what it shows is not entered.</summary>
    public Task WatchAsync() => services!.GetRequiredService<WatchStacksJob>().RunAsync(CancellationToken.None);

    /// <summary>Lets time pass; the worker, if it is up, looks at least daily and at the end.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        for (var left = time; left > TimeSpan.Zero; left -= TimeSpan.FromHours(25))
        {
            Time.Advance(left < TimeSpan.FromHours(25) ? left : TimeSpan.FromHours(25));
            await TickAsync();
        }
    }

    /// <summary>Begins an update that replaces the instance, as a person does in the console or, with a token, as a run does.</summary>
    public void Replace(string? token = null, int? monitoringMinutes = null) => Account.World.Do(_ =>
    {
        Account.Aws.CloudFormation.Person.Update(
            Account.Stack, "KeyName", string.Create(CultureInfo.InvariantCulture, $"operators-{++updates}"), token, monitoringMinutes ?? 0);
        return true;
    });

    /// <summary>A person cancels the update that is under way.</summary>
    public void Cancel() => Account.World.Do(_ =>
    {
        Account.Stack.Operation?.Cancel();
        return true;
    });

    /// <summary>CloudFormation tells no event of before any more.</summary>
    public void ForgetEvents() => Account.World.Do(_ =>
    {
        Account.Stack.ForgetEvents();
        return true;
    });

    /// <summary>Waits until the stack rests.</summary>
    public async Task RestAsync()
    {
        for (var polls = 0; IsBusy; polls++)
        {
            Assert.That(polls, Is.LessThan(500), $"the stack never rests: {Account.Stack.Status}");
            Time.Advance(TimeSpan.FromMinutes(2));
        }

        Time.Advance(TimeSpan.FromMinutes(2)); // The clients come.
        Account.World.Settle();
    }

    /// <summary>What Let's Encrypt counts in the last week, and what may still ask.</summary>
    public int Used() => Account.World.Do(world =>
    {
        var letsEncrypt = Account.Vendor.Application.LetsEncrypt;
        return letsEncrypt.Issued.Count(one => one.At > world.Now - TimeSpan.FromDays(7)) + Waiting(letsEncrypt).Count(id => Account.Vendor.Application.On(id) is not null);
    });

    /// <summary>Certificates and instances that never got one, ever: what the ledger holds in all, if it is right.</summary>
    public int Facts() => Account.World.Do(_ => Account.Vendor.Application.LetsEncrypt is var all ? all.Issued.Count + Waiting(all).Count() : 0);

    public IReadOnlyList<string> Refusals() => Account.World.Do(_ => Account.Vendor.Application.LetsEncrypt.Refusals.ToList());

    public Task<IReadOnlyList<LedgerEntry>> LedgerAsync() => Database.ReadAsync(LedgerStore.AllAsync, CancellationToken.None);

    /// <summary>A run at one of its steps, as the job would hand it to the step.</summary>
    public async Task<StepContext> ContextAsync(RunId id, RunStep step, params Evidence[] evidence)
    {
        var stack = services!.GetRequiredService<StacksSettings>().All[0];
        var now = Time.GetUtcNow();
        var stackId = new Core.Stacks.StackId(Account.Stack.Id);
        var run = Run.Start(id, stack.Key, stackId, new PlanFingerprint(new string('a', 64)), now.AddDays(1), now.AddHours(-5)) with
        {
            Step = step,
            StepBegan = now,
            Ending = step == RunStep.Settle ? RunEnding.Refused : null,
        };
        return new StepContext(
            run, "UW-0001", Plan(stack.Key, stackId), stack, await services!.GetRequiredService<StackConnections>().ForAsync(stack, CancellationToken.None),
            [new JournalEntry(id, 1, 1, step, 1, now, JournalKind.Done, "", evidence)], now)
        {
            Expected = TimeSpan.FromHours(1),
            IntendAsync = (_, _) => Task.CompletedTask,
        };
    }

    public Task<StepOutcome> ReserveAsync(StepContext context) => LedgerSteps.ReserveAsync(context, Limits, Replacements, Database, CancellationToken.None);

    public Task<Finding?> StillFitsAsync(StepContext context) => LedgerSteps.StillFitsAsync(context, Limits, Replacements, Database, CancellationToken.None);

    public Task<StepOutcome> SettleAsync(StepContext context) => SettleStep.RunAsync(context, services!.GetRequiredService<StacksSettings>(), Database, CancellationToken.None);

    private LedgerLimits Limits => services!.GetRequiredService<LedgerLimits>();

    private ReplacementsReader Replacements => services!.GetRequiredService<ReplacementsReader>();

    public async Task StartAsync()
    {
        var errors = new List<SettingError>();
        var flat = new FlatSettings(Path.Combine(folder, "appsettings.json"), folder, JsonSettings.Flatten(settingsJson, "appsettings.json", errors), [], []);
        var settings = ((SettingsReading.Good)SettingsReader.Read(flat, Time.GetUtcNow(), errors)).Settings;
        Directory.CreateDirectory(settings.DataDirectory);
        databaseFile = settings.Database.SqliteFile;
        SqlWork.Count(databaseFile);
        Database = await Database.OpenAsync(databaseFile, CancellationToken.None);
        clients = new AwsClientFactory(Time, random: () => 0.5);
        var secrets = new SecretResolver((_, _) => throw new InvalidOperationException("no secrets here"), new SecretGuard());
        var collection = new ServiceCollection();
        collection.AddSettings(settings).AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        CompositionRoot.Register(collection, Time, Database, clients, secrets, MailboxFactory.Create(settings.Mail, secrets, Time), MailTemplates.BuiltIn);
        collection.AddSingleton<Func<StackConnection, StackConnection>>(connection => connection with
        {
            Credentials = new StaticCredentials(SandboxCredentials.Default.AccessKeyId, SandboxCredentials.Default.SecretAccessKey),
            Endpoints = new ServiceEndpoints { All = new Uri("http://localhost/") },
            HandlerFactory = Account.Aws.Server.CreateHandler,
        });
        services = collection.BuildServiceProvider();
        await TickAsync();
    }

    /// <summary>Stops the worker as a kill would: nothing is told to anyone.</summary>
    public async Task StopAsync()
    {
        if (services is not null)
        {
            await services.DisposeAsync();
            clients?.Dispose();
            services = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await front.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        StoryFolders.Return(folder);
    }

    private IEnumerable<string> Waiting(LetsEncrypt letsEncrypt) => created.Except(letsEncrypt.Issued.Select(one => one.Account));

    private Plan Plan(Core.Stacks.StackKey stack, Core.Stacks.StackId stackId) => new()
    {
        Fingerprint = new PlanFingerprint(new string('a', 64)),
        Stack = stack,
        StackId = stackId,
        RunningVersion = "3.35.0",
        TargetVersion = "3.36.0",
        TemplateSha256 = "",
        UsesCurrentTemplate = true,
        Parameters = [],
        Capabilities = [],
        Changes = [],
        Security = [],
        Snapshots = [],
        ReplacedInstances = ["Instance"],
        Instances = ["Instance"],
        Databases = [],
        Caches = [],
        Migrations = [],
        ManualSteps = [],
        CertificateNames = VendorStack.Domain,
        CertificateCost = Limits.CostPerReplacement,
        StopsService = false,
        Notes = [],
        ExpectedDuration = TimeSpan.FromHours(1),
        CreatedAt = Time.GetUtcNow(),
    };
}
