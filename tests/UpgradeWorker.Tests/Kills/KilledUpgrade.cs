using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using UpgradeWorker.Sandbox.Demo;
using UpgradeWorker.Sandbox.Server;
using UpgradeWorker.Sandbox.Vendor;
using UpgradeWorker.Sandbox.World;
using UpgradeWorker.Storage;
using UpgradeWorker.Tests.Stories;

namespace UpgradeWorker.Tests.Kills;

/// <summary>What happens at the chosen points.</summary>
internal enum Mischief
{
    /// <summary>The worker's process is killed right before or right after, and started again.</summary>
    Kill,

    /// <summary>The call has its effect; the connection is cut before the answer. Journal appends are left alone.</summary>
    LoseReply,
}

/// <summary>
/// One upgrade by the worker's real executable against an emulated account on loopback, on the real clock, with one mischief at each of the
/// chosen points: before and after each append to the run's journal, and before and after each call to AWS that the run makes between two
/// appends, or that another stage makes before, in and after the run.
/// </summary>
internal sealed class KilledUpgrade : IAsyncDisposable
{
    private const string RunStage = "AdvanceRunsJob";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(3);
    private static readonly string[] Closing = ["succeeded", "rolled-back", "refused", "needs-attention", "abandoned"];

    private readonly string folder = StoryFolders.Take();
    private readonly VendorAccount account;
    private readonly Mischief mischief;
    private readonly KillPoints points;
    private readonly Promises promises;
    private readonly string version;
    private readonly KillLine line;
    private readonly ConcurrentQueue<string> lastWords = new();
    private readonly Lock dying = new();
    private KestrelHost? host;
    private WorkerProcess? worker;
    private bool isKilled;
    private bool hasAnswered;
    private long driftReadAt;
    private volatile string place = "";

    public KilledUpgrade(string version, double speed, Mischief mischief, KillPoints points)
    {
        (this.version, this.mischief, this.points) = (version, mischief, points);
        account = VendorAccount.Create(
            TimeProvider.System, VendorRelease.All.Single(one => one.Version == Promises.Before(version)), new SandboxOptions { Speed = speed },
            new ApplicationOptions { WriteEvery = TimeSpan.FromMilliseconds(200) });
        Post = new StoryPost(folder);
        promises = new Promises(account, version, Post);
        line = new KillLine(MayGoOn);
    }

    public StoryPost Post { get; }

    /// <summary>How many processes there were.</summary>
    public int Lives { get; private set; }

    /// <summary>Tells it from the first start to the orderly stop after the end.</summary>
    /// <returns>Which promises are broken, with the journal; empty = all were kept.</returns>
    public async Task<string> TellAsync(TimeSpan quiet, CancellationToken stopping)
    {
        host = await KestrelHost.StartAsync(AnswerAsync, 0, stopping);
        line.Open();
        KillSettings.Write(folder, host.Endpoint);
        Publish();
        var executable = new WorkerExecutable(WorkerExecutable.Assembly!, Path.Combine(folder, "appsettings.json"), SandboxCredentials.Default, new Dictionary<string, string>
        {
            ["DOTNET_STARTUP_HOOKS"] = Path.Combine(AppContext.BaseDirectory, "UpgradeWorker.KillHook.dll"),
            ["UPGRADEWORKER_KILL_PORT"] = line.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            // It lives for a second or two each time.
            ["DOTNET_TieredPGO"] = "0",
        });
        while (!await LiveAsync(executable, quiet, stopping))
        {
            stopping.ThrowIfCancellationRequested();
        }

        var database = await Database.OpenAsync(new SqlDialect.Sqlite(Path.Combine(folder, "data", "upgradeworker.db")), stopping);
        var run = (await database.ReadAsync(RunProgressStore.AllAsync, stopping)).Single();
        var broken = await promises.BrokenAsync(database, run);
        return broken.Count == 0 ? "" : string.Join('\n', [.. broken, await Story.TellAsync(database, TimeProvider.System.GetUtcNow())]);
    }

    public async ValueTask DisposeAsync()
    {
        worker?.Dispose();
        await line.DisposeAsync();
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        SqliteConnection.ClearAllPools();
        StoryFolders.Return(folder);
    }

    /// <returns>Whether this life came to the end of the story.</returns>
    private async Task<bool> LiveAsync(WorkerExecutable executable, TimeSpan quiet, CancellationToken stopping)
    {
        Lives++;
        lock (dying)
        {
            isKilled = false;
            worker?.Dispose();
            worker = executable.Run(lastWords.Enqueue);
        }

        var began = Stopwatch.GetTimestamp();
        while (!worker.HasExited)
        {
            stopping.ThrowIfCancellationRequested();
            account.World.Do(world =>
            {
                world.Settle();
                return true;
            });
            Answer();
            var silence = TimeSpan.FromMilliseconds(Environment.TickCount64 - points.ChosenAt);
            if (Stopwatch.GetElapsedTime(began) > quiet && silence > quiet && Closing.Any(kind => Post.Mails(kind).Count > 0))
            {
                var stopped = await worker.StopAsync(Patience, TimeProvider.System);
                Assert.That(stopped, "it stops when it is asked to");
                return true;
            }

            await Task.Delay(Look, stopping);
        }

        Assert.That(isKilled, $"the worker ended by itself with exit code {worker.ExitCode}: {string.Join('\n', lastWords.TakeLast(10))}");
        return false;
    }

    /// <summary>
    /// The operator agrees to the first request, once drift is known and planned with: these lives are too short for a preflight to wait for it.
    /// </summary>
    private void Answer()
    {
        if (!hasAnswered && Volatile.Read(ref driftReadAt) is > 0 and var at && Environment.TickCount64 - Math.Max(at, points.ChosenAt) > Calm.TotalMilliseconds && Post.Mails("request") is [var request, ..])
        {
            hasAnswered = true;
            Post.Reply(request, "APPROVE");
        }
    }

    private void Publish()
    {
        Directory.CreateDirectory(Path.Combine(folder, "templates"));
        Directory.CreateDirectory(Path.Combine(folder, "notes"));
        foreach (var release in VendorRelease.All)
        {
            File.WriteAllText(Path.Combine(folder, "notes", release.NotesFileName), release.Notes);
        }

        var published = VendorRelease.All.Single(one => one.Version == version);
        File.WriteAllText(Path.Combine(folder, "templates", published.TemplateFileName), published.Template);
    }

    private async Task<SandboxResponse> AnswerAsync(SandboxRequest request, CancellationToken token)
    {
        var stage = request.Header("x-test-stage") ?? "no stage";
        if (Operation(request) == "DescribeStackResourceDrifts")
        {
            Interlocked.CompareExchange(ref driftReadAt, Environment.TickCount64, 0);
        }

        // What the others look at at any one line of the journal says nothing about that line.
        var point = stage == RunStage ? $"{Operation(request)} at {place}" : $"{Operation(request)} of {stage}{(place.Length > 0 ? " since the run began" : "")}";
        var cut = new SandboxResponse(0, new Dictionary<string, string>(), [], Aborted: true);
        if (mischief == Mischief.Kill && Dies($"before {point}"))
        {
            return cut;
        }

        // What has been sent arrives, also of a worker that is no more.
        var response = await account.Aws.Server.HandleAsync(request, CancellationToken.None);
        return mischief == Mischief.Kill ? Dies($"after {point}") ? cut : response : points.IsChosen($"reply of {point}") ? cut : response;
    }

    private bool MayGoOn(string told)
    {
        var space = told.IndexOf(' ', StringComparison.Ordinal);
        var (side, appended) = (told[..space], JournalLines.Place(told[space..]));
        if (side == "after")
        {
            place = appended;
        }

        return mischief != Mischief.Kill || !Dies($"{side} the append of {appended}");
    }

    /// <summary>Kills the worker if this is a point for it.</summary>
    private bool Dies(string point)
    {
        lock (dying)
        {
            if (isKilled || worker is null || !points.IsChosen(point))
            {
                return false;
            }

            isKilled = true;
            worker.Kill();
            return true;
        }
    }

    private static string Operation(SandboxRequest request)
    {
        if (request.Header("x-amz-target") is { } target)
        {
            return target.Split('.')[^1];
        }

        var form = request.Method == "POST" ? System.Text.Encoding.UTF8.GetString(request.Body.Span) : "";
        return form.Split('&').FirstOrDefault(part => part.StartsWith("Action=", StringComparison.Ordinal))?["Action=".Length..]
            ?? $"{request.Method} {request.Path}";
    }
}
