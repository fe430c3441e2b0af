using System.Globalization;
using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Inputs;
using UpgradeWorker.Jobs;
using UpgradeWorker.Mail;
using UpgradeWorker.Sandbox.Demo;
using UpgradeWorker.Sandbox.Vendor;
using UpgradeWorker.Sandbox.World;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Tests.Stories;

/// <summary>
/// The whole worker but for Quartz, on one fake clock with an emulated account of this process: all jobs until none did anything, then
/// the clock goes on to what is due next. An operator answers mails in the folder mailbox.
/// </summary>
internal sealed partial class Story : IAsyncDisposable
{
    public const string Key = "prod";
    public const string Operator = "ops@example.com";

    public const string TotpSecret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    /// <summary>Nobody waits, and one mail is enough.</summary>
    public const string QuickApprovals = """ "CoolOff": "0s", "MinimumReplyAge": "0s", "SecondFactor": "Never" """;

    /// <summary>In the settings of the domain: the port at which the emulated instances show their certificates.</summary>
    public const string FrontPort = "@front";

    private const string AlwaysOpen = """, "Windows": [ { "Cron": "0 0 * * *", "Duration": "24h" } ] """;
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(5);

    private readonly string folder = StoryFolders.Take();
    private string settingsJson;
    private readonly int workers;
    private readonly TlsFront? front;
    private readonly Func<TimeProvider, Mailbox>? post;
    private readonly List<ServiceProvider> services = [];
    private readonly TaskCompletionSource silenced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Lifeline life = null!;
    private string databaseFile = "";
    private Func<string, StoryPoint> present = name => new StoryPoint("start", 0, "", 0, name);

    private Story(
        string extraStack, string extra, string approvals, int workers, string window, string sources, string minimumAge, SandboxOptions? sandbox,
        string running, Func<TimeProvider, Mailbox>? post, DateTimeOffset begins, string approvers, string domain)
    {
        this.workers = workers;
        this.post = post;
        Time = new(begins);
        Account = VendorAccount.Create(Time, VendorRelease.All.Single(one => one.Version == running), sandbox);
        front = domain.Contains(FrontPort, StringComparison.Ordinal) ? new TlsFront(Account.Vendor) : null;
        Directory.CreateDirectory(TemplateFolder);
        Directory.CreateDirectory(Path.Combine(folder, "notes"));
        foreach (var release in VendorRelease.All)
        {
            File.WriteAllText(Path.Combine(folder, "notes", release.NotesFileName), release.Notes);
        }

        // 20 bytes in Base32: the secret of the operator's authenticator, for stories that use one.
        File.WriteAllText(Path.Combine(folder, "totp"), TotpSecret);
        settingsJson = $$"""
            {
              "DataDirectory": "data", "Aws": { "Region": "eu-west-1", "MaxAttempts": 1 },
              "Jobs": { "WatchStacks": "5m" },
              "Approvals": { {{approvals}} },
              "Mail": { "Kind": "Folder", "From": "worker@example.com", "Folder": { "Path": "mail", "TrustSender": true } },
              {{extra}}
              "Stacks": { "{{Key}}": {
                "StackName": "{{VendorStack.Name}}", "Approvers": [{{approvers}}], "TemplateSources": [ {{sources}} ],
                "Changelog": ["notes"], "MinimumReleaseAge": "{{minimumAge}}", "ExpectedDuration": "1h", {{domain.Replace(FrontPort, front?.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)}} {{window}} {{extraStack}} } }
            }
            """;
    }

    public StoryClock Time { get; }

    public VendorAccount Account { get; }

    public StoryPost Post => new(folder);

    public string TemplateFolder => Path.Combine(folder, "templates");

    public Database Database { get; private set; } = null!;

    /// <summary>The region whose endpoints take requests and never answer; null = none.</summary>
    public string? SilentRegion { get; set; }

    /// <summary>Ends when the first request has met silence.</summary>
    public Task Silenced => silenced.Task;

    /// <summary>Decides at each point (<see cref="Lifeline"/>) whether the worker dies there; the next one starts by itself.</summary>
    public Func<StoryPoint, Death> Doom { get; set; } = _ => Death.None;

    /// <summary>The least that time goes on by. A worker that ticks later than it wanted to must come to the same end, with fewer looks.</summary>
    public TimeSpan Stride { get; set; }

    /// <summary>Where the name service says that a name leads; null = it knows none.</summary>
    public Func<string, IPAddress?> Names { get; set; } = _ => null;

    /// <summary>Where every name leads besides.</summary>
    public IReadOnlyList<IPAddress> AlsoAt { get; set; } = [];

    /// <summary>What the workers logged as an alarm: everything above a warning.</summary>
    public StoryAlarms Alarms { get; } = new();

    /// <summary>How many workers have died so far.</summary>
    public int Deaths { get; private set; }

    /// <summary>Begins a story with a worker that knows the stack and no newer release.</summary>
    /// <param name="extraStack">Further settings of the stack, after a comma.</param>
    /// <param name="extra">Further settings, with a comma at the end.</param>
    /// <param name="approvals">Settings of the approvals.</param>
    /// <param name="workers">How many workers share the database; they do each stage at the same time. Only a single one can die.</param>
    /// <param name="window">The stack's maintenance windows, after a comma.</param>
    /// <param name="sources">The stack's template sources.</param>
    /// <param name="minimumAge">Its MinimumReleaseAge.</param>
    /// <param name="sandbox">What the account is made of; null = the defaults.</param>
    /// <param name="post">How mail goes and comes, asked again at each start of a worker; null = by a folder pair.</param>
    /// <param name="approvers">Addresses in quotation marks.</param>
    /// <param name="begins">The story's first instant; null = a Monday morning.</param>
    /// <param name="arrange">Changes the emulated account before the worker first looks.</param>
    /// <param name="running">The version that the stack runs.</param>
    /// <param name="domain">Whether and how the domain is looked at.</param>
    public static async Task<Story> BeginAsync(
        string extraStack = "", string extra = "", string approvals = QuickApprovals, int workers = 1, string window = AlwaysOpen,
        string sources = """{ "Folder": "templates" }""", string minimumAge = "0s", SandboxOptions? sandbox = null,
        Action<SandboxWorld>? arrange = null, string running = "3.35.0", Func<TimeProvider, Mailbox>? post = null, DateTimeOffset? begins = null,
        string approvers = $"\"{Operator}\"", string domain = """ "VerifyDomain": false """)
    {
        var story = new Story(
            extraStack, extra, approvals, workers, window, sources, minimumAge, sandbox, running, post,
            begins ?? new DateTimeOffset(2026, 11, 2, 8, 0, 0, TimeSpan.Zero), approvers, domain);
        arrange?.Invoke(story.Account.World);
        await story.StartWorkersAsync();
        await story.RunAsync();
        return story;
    }

    /// <summary>The vendor publishes a release into the folder.</summary>
    public void Publish(string version)
    {
        var release = VendorRelease.All.Single(one => one.Version == version);
        File.WriteAllText(Path.Combine(TemplateFolder, release.TemplateFileName), release.Template);
    }

    /// <summary>The vendor adds to the release notes of a version.</summary>
    public void AddNotes(string version, string text) => File.AppendAllText(
        Path.Combine(folder, "notes", VendorRelease.All.Single(one => one.Version == version).NotesFileName), $"\n\n{text}\n");

    /// <summary>The release notes cannot be read, until <see cref="FindNotes"/>.</summary>
    public void LoseNotes() => Directory.Move(Path.Combine(folder, "notes"), Path.Combine(folder, "lost"));

    public void FindNotes() => Directory.Move(Path.Combine(folder, "lost"), Path.Combine(folder, "notes"));

    /// <summary>Stops the worker as a kill would, and starts another one on the same files.</summary>
    /// <param name="edit">What somebody changes in the settings meanwhile; null = nothing.</param>
    public async Task RestartAsync(Func<string, string>? edit = null)
    {
        await StopWorkersAsync();
        settingsJson = edit?.Invoke(settingsJson) ?? settingsJson;
        await StartWorkersAsync();
    }

    /// <summary>Runs all jobs until none does anything at this instant; a worker that dies is followed by the next one.</summary>
    public async Task RunAsync()
    {
        for (var round = 0; round < 500; round++)
        {
            if (!await RunOnceAsync())
            {
                return;
            }
        }

        Assert.Fail($"The jobs never come to rest. {await TellAsync()}");
    }

    /// <summary>Lets time go on, from one due instant to the next, until something is so; fails after two days of story time.</summary>
    public async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        var end = Time.GetUtcNow().AddDays(2);
        while (true)
        {
            await RunAsync();
            if (await isSo())
            {
                return;
            }

            Assert.That(Time.GetUtcNow(), Is.LessThan(end), $"{what} never comes. {await TellAsync()}");
            await AdvanceAsync();
        }
    }

    /// <summary>Lets time go on for a while.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        var end = Time.GetUtcNow() + time;
        while (Time.GetUtcNow() < end)
        {
            await RunAsync();
            await AdvanceAsync();
        }
    }

    /// <summary>Releases that wait, with the reason, as status shows them.</summary>
    public Task<IReadOnlyList<string>> WaitingAsync() => Database.ReadAsync<IReadOnlyList<string>>(
        async session => [.. (await services[0].GetRequiredService<StackOverviews>().ReadAsync(session, services[0].GetRequiredService<StacksSettings>().All[0], Time.GetUtcNow()))
            .Waiting.Select(one => $"{one.Name} {one.Why.Reason}")],
        CancellationToken.None);

    /// <summary>One of the stages.</summary>
    public TJob Job<TJob>()
        where TJob : IJob => services[0].GetRequiredService<TJob>();

    /// <summary>A part of the worker.</summary>
    public TPart Part<TPart>()
        where TPart : notnull => services[0].GetRequiredService<TPart>();

    /// <summary>The newest run; null when none was started.</summary>
    public async Task<Run?> LatestRunAsync() => (await Database.ReadAsync(RunProgressStore.AllAsync, CancellationToken.None)) is [var run, ..] ? run : null;

    /// <summary>Waits until the newest run has ended.</summary>
    public async Task<Run> EndedRunAsync()
    {
        await UntilAsync(async () => await LatestRunAsync() is { EndedAt: not null }, "the end of a run");
        return (await LatestRunAsync())!;
    }

    /// <summary>How everything stands at the emulated AWS.</summary>
    public async Task<EndState> EndStateAsync(EndStateReader reader) =>
        reader.Read((await Database.ReadAsync(LedgerStore.AllAsync, CancellationToken.None)).Sum(entry => entry.Cost), []);

    /// <summary>The journal and findings, for messages of failed tests.</summary>
    public Task<string> TellAsync() => TellAsync(Database, Time.GetUtcNow());

    /// <summary>The journal and findings in a database, for messages of failed tests.</summary>
    public static Task<string> TellAsync(Database database, DateTimeOffset now) => database.ReadAsync(
        async session =>
        {
            var lines = new List<string> { $"It is {now:u}." };
            if (await PlanStore.CurrentAsync(session, new(Key)) is { } current)
            {
                lines.Add($"Plan {current.Plan?.Short}: {string.Join(" ", current.Findings)}");
            }

            foreach (var run in await RunProgressStore.AllAsync(session))
            {
                lines.Add($"{run.Id} {run.Step} {run.Ending} {run.Why}");
                lines.AddRange((await RunProgressStore.JournalAsync(session, run.Id)).TakeLast(30)
                    .Select(entry => $"  {entry.At:HH:mm:ss} {entry.Step} {entry.Attempt} {entry.Kind}: {entry.Message}"));
            }

            return string.Join('\n', lines);
        },
        CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await StopWorkersAsync();
        CommitGate.Release(databaseFile);
        if (front is not null)
        {
            await front.DisposeAsync();
        }

        SqliteConnection.ClearAllPools();
        StoryFolders.Return(folder);
    }

    private async Task AdvanceAsync()
    {
        var due = await Database.ReadAsync(RunProgressStore.NextDueAsync, CancellationToken.None);
        var now = Time.GetUtcNow();
        // The emulated world settles by itself when it is asked; the watching stages look every five minutes.
        var wait = due is { } at && at > now && at < now + Look ? at - now : Look;
        Time.Advance(wait > Stride ? wait : Stride);
    }
}
