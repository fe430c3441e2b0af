using UpgradeWorker.Core.Runs;
using UpgradeWorker.Sandbox.Demo;
using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Sandbox.Vendor;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Tests.Stories;

/// <summary>One upgrade from the first version, told from its publication to its end, and weighed by what the emulated AWS then shows.</summary>
internal sealed class Upgrade : IAsyncDisposable
{
    private readonly Goal goal;
    private readonly int snapshots;
    private readonly EndStateReader reader;
    private readonly string firstInstance;
    private readonly ChangeSetWatch sets;

    private Upgrade(Story story, string version)
    {
        Story = story;
        story.Stride = TimeSpan.FromMinutes(2);
        Version = version;
        var replaces = version == ReplacesDatabases;
        var migrations = VendorRelease.All.Single(one => one.Version == version).Migrations.Select(component => $"{component} {version}");
        goal = new Goal([version], [.. migrations], replaces);
        // Redis is backed up only where it is replaced, the database before every migration too.
        snapshots = replaces ? 2 : 1;
        reader = new EndStateReader(story.Account);
        firstInstance = story.Account.World.Do(_ => story.Account.Stack.Resources["Instance"].PhysicalId);
        sets = new ChangeSetWatch(story.Account);
    }

    /// <summary>The version that replaces the instance and nothing else.</summary>
    public const string ReplacesInstance = "3.36.0";

    /// <summary>The version that replaces the database and Redis too.</summary>
    public const string ReplacesDatabases = "3.37.0";

    public Story Story { get; }

    public string Version { get; }

    /// <summary>Begins with a worker that knows the stack and no newer release.</summary>
    public static async Task<Upgrade> BeginAsync(string version) => new(await Story.BeginAsync(running: Before(version)), version);

    /// <summary>The vendor publishes, the operator agrees, and time goes on until the run has ended and everything has come to rest.</summary>
    /// <param name="arrange">What happens just before the run begins; null = nothing.</param>
    public async Task<Run> TellAsync(Action<FaultPlan>? arrange = null)
    {
        Story.Publish(Version);
        Story.Reply(await Story.RequestAsync(), "APPROVE");
        Story.Account.World.Do(world =>
        {
            arrange?.Invoke(world.Faults);
            return true;
        });
        var run = await Story.EndedRunAsync();
        Story.Doom = _ => Death.None;
        await Story.PassAsync(TimeSpan.FromMinutes(40));
        return run;
    }

    /// <summary>What the worker's promises look like at the end; every line names one that is broken.</summary>
    public async Task<IReadOnlyList<string>> BrokenAsync(Run run)
    {
        var broken = new List<string>();
        if (run.Ending != RunEnding.Succeeded)
        {
            broken.Add($"the run ended {run.Ending}");
        }

        var end = await EndStateAsync(run);
        broken.AddRange(Judge.Weigh(end, goal).Where(verdict => !verdict.Holds).Select(verdict => $"not so: {verdict.Guarantee}: {verdict.Detail}"));
        broken.AddRange(await EffectsAsync(run));
        return broken;
    }

    /// <summary>The law for every ending: each line names a rule that is broken.</summary>
    public async Task<IReadOnlyList<string>> LawlessAsync(Run run)
    {
        var broken = new List<string>();
        var end = await EndStateAsync(run);
        // What the instance of an update wrote is undone with it: a person who lets it serve before the end takes that risk, not the worker.
        var acknowledged = Story.Account.World.Do(_ => Story.Account.Vendor.Application.Acknowledged
            .Where(row => run.Ending is RunEnding.Succeeded or RunEnding.Refused || row.InstanceId == firstInstance).Select(row => row.Text).ToList());
        Must(acknowledged.Count > 0 && !acknowledged.Except(end.Database.Rows).Any(), "acknowledged rows are lost in the database");
        Must(!acknowledged.Except(end.Redis.Rows).Any(), "acknowledged rows are lost in Redis");
        Must(Story.UpdatesByWorker <= 1, $"{Story.UpdatesByWorker} updates of the stack");
        var twice = end.MigrationCalls.Where(call => call.EndsWith(" 0", StringComparison.Ordinal)).GroupBy(call => call).Where(group => group.Count() > 1);
        Must(!twice.Any(), $"run twice: {string.Join(", ", twice.Select(group => group.Key))}");
        Must(Story.Mails(MailOf(run.Ending)).Count == 1, $"{Story.Mails(MailOf(run.Ending)).Count} mails '{MailOf(run.Ending)}'");
        var open = await Story.Database.ReadAsync(ReservationStore.OpenAsync, CancellationToken.None);
        Must(open.Count == 0 || (run.Ending == RunEnding.NeedsAttention && Story.UpdatesByWorker == 1), $"{open.Count} open reservations");
        Must(end.LedgerEntries >= end.CertificatesIssued, $"the ledger counts {end.LedgerEntries}, Let's Encrypt {end.CertificatesIssued}");
        Must(end.CertificateRefusals.Count == 0, "Let's Encrypt refused");
        if (run.Ending is RunEnding.Refused or RunEnding.RolledBack or RunEnding.Succeeded)
        {
            Must(end.ServiceActive, "the service is not running");
            var left = Story.Account.Stack.ChangeSets.Keys.Where(name => name.Contains(run.Id.Value, StringComparison.Ordinal)).ToList();
            Must(left.Count == 0, $"left behind: {string.Join(", ", left)}");
            Must(end.VersionTag == (run.Ending == RunEnding.Succeeded ? Version : Before(Version)), $"it runs {end.VersionTag}");
        }

        if (run.Ending == RunEnding.Refused)
        {
            Must(Story.UpdatesByWorker == 0, "the stack was updated");
        }

        return broken;

        void Must(bool holds, string otherwise)
        {
            if (!holds)
            {
                broken.Add(otherwise);
            }
        }
    }

    public ValueTask DisposeAsync() => Story.DisposeAsync();

    private static string MailOf(RunEnding? ending) => ending switch
    {
        RunEnding.Succeeded => "succeeded",
        RunEnding.RolledBack => "rolled-back",
        RunEnding.Refused => "refused",
        RunEnding.NeedsAttention => "needs-attention",
        _ => "abandoned",
    };

    private static string Before(string version) => VendorRelease.All.TakeWhile(one => one.Version != version).Last().Version;

    private async Task<EndState> EndStateAsync(Run run)
    {
        var executed = sets.Seen.LastOrDefault(set => set.Id == Story.Account.Stack.LastChangeSetId);
        var analysis = sets.Seen.LastOrDefault(set => set != executed && set.Changes.Count > 0);
        var shown = Story.Mails("request")[0].TextBody?.Contains(run.Plan.Short, StringComparison.Ordinal) == true;
        IReadOnlyList<UpgradeRecord> upgrades = executed is null ? [] :
        [
            new UpgradeRecord(
                Version, analysis is null ? null : ChangeSetWatch.Changes(analysis), ChangeSetWatch.Changes(executed), run.Plan.Hex,
                shown ? run.Plan.Short : ""),
        ];
        return reader.Read((await Story.Database.ReadAsync(LedgerStore.AllAsync, CancellationToken.None)).Sum(entry => (int)entry.Cost), upgrades);
    }

    /// <summary>Effects that there are more or fewer of than one upgrade has.</summary>
    private async Task<IReadOnlyList<string>> EffectsAsync(Run run)
    {
        var broken = new List<string>();
        var account = Story.Account;
        var resources = account.World.Resources;
        Count("snapshots", resources.DatabaseSnapshots.Values.Count(one => one.Kind == "manual") + resources.CacheSnapshots.Values.Count(one => one.Kind == "manual"), snapshots);
        Count("updates of the stack", Story.UpdatesOfStack, 1);
        Count("change sets left behind", account.Stack.ChangeSets.Count, 0);
        foreach (var twice in account.Vendor.Commands.Select(command => Purpose(command.Comment)).GroupBy(purpose => purpose).Where(group => group.Count() > 1))
        {
            broken.Add($"{twice.Count()} times sent to the instance: {twice.Key}");
        }

        foreach (var kind in (string[])["request", "approved", "started", "succeeded"])
        {
            Count($"mails '{kind}'", Story.Mails(kind).Count, 1);
        }

        Count("open reservations", (await Story.Database.ReadAsync(ReservationStore.OpenAsync, CancellationToken.None)).Count, 0);
        Count("runs", (await Story.Database.ReadAsync(RunProgressStore.AllAsync, CancellationToken.None)).Count, 1);
        var journal = await Story.Database.ReadAsync(session => RunProgressStore.JournalAsync(session, run.Id), CancellationToken.None);
        foreach (var step in journal.Where(entry => entry.Kind == JournalKind.Done).GroupBy(entry => entry.Step).Where(group => group.Count() > 1))
        {
            broken.Add($"{step.Key} is done {step.Count()} times in the journal");
        }

        return broken;

        void Count(string what, int found, int wanted)
        {
            if (found != wanted)
            {
                broken.Add($"{found} {what}, not {wanted}");
            }
        }
    }

    /// <summary>The comment without the number of the step's beginning: the same thing in a second beginning is a second time.</summary>
    private static string Purpose(string comment) => string.Join(
        ' ', comment.Split(' ').Where(word => !(word.Length > 1 && word[0] == 'b' && word[1..].All(char.IsAsciiDigit))));
}
