using UpgradeWorker.Core.Runs;
using UpgradeWorker.Sandbox.Demo;
using UpgradeWorker.Sandbox.Vendor;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Tests.Stories;

/// <summary>What the worker promises of one upgrade, weighed by what the emulated AWS shows at its end.</summary>
internal sealed class Promises
{
    private readonly VendorAccount account;
    private readonly string version;
    private readonly StoryPost post;
    private readonly Goal goal;
    private readonly int snapshots;
    private readonly EndStateReader reader;
    private readonly string firstInstance;
    private readonly ChangeSetWatch sets;

    /// <summary>To be made before the vendor publishes the version: it notes what there is.</summary>
    public Promises(VendorAccount account, string version, StoryPost post)
    {
        (this.account, this.version, this.post) = (account, version, post);
        var replaces = version == Upgrade.ReplacesDatabases;
        var migrations = VendorRelease.All.Single(one => one.Version == version).Migrations.Select(component => $"{component} {version}");
        goal = new Goal([version], [.. migrations], replaces);
        // Redis is backed up only where it is replaced, the database before every migration too.
        snapshots = replaces ? 2 : 1;
        reader = new EndStateReader(account);
        firstInstance = account.World.Do(_ => account.Stack.Resources["Instance"].PhysicalId);
        sets = new ChangeSetWatch(account);
    }

    /// <summary>The version before a version.</summary>
    public static string Before(string version) => VendorRelease.All.TakeWhile(one => one.Version != version).Last().Version;

    /// <summary>The kind of the mail that tells of an ending.</summary>
    public static string MailOf(RunEnding? ending) => ending switch
    {
        RunEnding.Succeeded => "succeeded",
        RunEnding.RolledBack => "rolled-back",
        RunEnding.Refused => "refused",
        RunEnding.NeedsAttention => "needs-attention",
        // A run that a person gave up is told as one that was not carried out.
        _ => "refused",
    };

    /// <summary>How often CloudFormation began to update the stack.</summary>
    private int UpdatesOfStack => account.World.Do(_ => account.Stack.Events.Count(
        one => one.Status == "UPDATE_IN_PROGRESS" && one.LogicalResourceId == account.Stack.Name));

    /// <summary>How many of these were the worker's.</summary>
    private int UpdatesByWorker => account.World.Do(_ => account.Stack.Events.Count(
        one => one.Status == "UPDATE_IN_PROGRESS" && one.LogicalResourceId == account.Stack.Name
            && RunNames.RunOfToken(one.ClientRequestToken) is not null));

    /// <summary>What the worker's promises look like at the end; every line names one that is broken.</summary>
    public async Task<IReadOnlyList<string>> BrokenAsync(Database database, Run run)
    {
        var broken = new List<string>();
        if (run.Ending != RunEnding.Succeeded)
        {
            broken.Add($"the run ended {run.Ending}");
        }

        var end = await EndStateAsync(database, run);
        broken.AddRange(Judge.Weigh(end, goal).Where(verdict => !verdict.Holds).Select(verdict => $"not so: {verdict.Guarantee}: {verdict.Detail}"));
        broken.AddRange(await EffectsAsync(database, run));
        return broken;
    }

    /// <summary>The law for every ending: each line names a rule that is broken.</summary>
    public async Task<IReadOnlyList<string>> LawlessAsync(Database database, Run run)
    {
        var broken = new List<string>();
        var end = await EndStateAsync(database, run);
        // What the instance of an update wrote is undone with it: a person who lets it serve before the end takes that risk, not the worker.
        var acknowledged = account.World.Do(_ => account.Vendor.Application.Acknowledged
            .Where(row => run.Ending is RunEnding.Succeeded or RunEnding.Refused || row.InstanceId == firstInstance).Select(row => row.Text).ToList());
        Must(acknowledged.Count > 0 && !acknowledged.Except(end.Database.Rows).Any(), "acknowledged rows are lost in the database");
        Must(!acknowledged.Except(end.Redis.Rows).Any(), "acknowledged rows are lost in Redis");
        Must(UpdatesByWorker <= 1, $"{UpdatesByWorker} updates of the stack");
        var twice = end.MigrationCalls.Where(call => call.EndsWith(" 0", StringComparison.Ordinal)).GroupBy(call => call).Where(group => group.Count() > 1);
        Must(!twice.Any(), $"run twice: {string.Join(", ", twice.Select(group => group.Key))}");
        var journal = await database.ReadAsync(session => RunProgressStore.JournalAsync(session, run.Id), CancellationToken.None);
        var ends = journal.Count(entry => entry is { Step: RunStep.Report, Kind: JournalKind.Done });
        var told = Enum.GetValues<RunEnding>().Select(ending => MailOf(ending)).Distinct().Sum(kind => post.Mails(kind).Count);
        Must(told == ends, $"{told} mails about {ends} ends");
        Must(post.Mails(MailOf(run.Ending)).Count > 0, $"no mail '{MailOf(run.Ending)}'");
        var open = await database.ReadAsync(ReservationStore.OpenAsync, CancellationToken.None);
        Must(open.Count == 0 || (run.Ending == RunEnding.NeedsAttention && UpdatesByWorker == 1), $"{open.Count} open reservations");
        Must(end.LedgerEntries >= end.CertificatesIssued, $"the ledger counts {end.LedgerEntries}, Let's Encrypt {end.CertificatesIssued}");
        Must(end.CertificateRefusals.Count == 0, "Let's Encrypt refused");
        if (run.Ending != RunEnding.NeedsAttention)
        {
            var left = account.Stack.ChangeSets.Keys.Where(name => name.Contains(run.Id.Value, StringComparison.Ordinal)).ToList();
            Must(left.Count == 0, $"left behind: {string.Join(", ", left)}");
        }

        if (run.Ending is RunEnding.Refused or RunEnding.RolledBack or RunEnding.Succeeded)
        {
            // What people update by hand meanwhile may have it stopped.
            Must(end.ServiceActive || (UpdatesByWorker < UpdatesOfStack && account.Stack.IsBusy), "the service is not running");
            Must(end.VersionTag == (run.Ending == RunEnding.Succeeded ? version : Before(version)), $"it runs {end.VersionTag}");
        }

        if (run.Ending == RunEnding.Refused)
        {
            Must(UpdatesByWorker == 0, "the stack was updated");
        }

        if (run.Ending == RunEnding.NeedsAttention && UpdatesByWorker == 0)
        {
            Must(end.ServiceActive || journal.Any(entry => entry.Step == RunStep.StartService || entry.Evidence.Any(one => one is Evidence.ExecutionUncertain)),
                "a person is called before the execution, and nobody tried to start the service again");
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

    private async Task<EndState> EndStateAsync(Database database, Run run)
    {
        var executed = sets.Seen.LastOrDefault(set => set.Id == account.Stack.LastChangeSetId);
        var analysis = sets.Seen.LastOrDefault(set => set != executed && set.Changes.Count > 0);
        var shown = post.Mails("request")[0].TextBody?.Contains(run.Plan.Short, StringComparison.Ordinal) == true;
        IReadOnlyList<UpgradeRecord> upgrades = executed is null ? [] :
        [
            new UpgradeRecord(
                version, analysis is null ? null : ChangeSetWatch.Changes(analysis), ChangeSetWatch.Changes(executed), run.Plan.Hex,
                shown ? run.Plan.Short : ""),
        ];
        return reader.Read((await database.ReadAsync(LedgerStore.AllAsync, CancellationToken.None)).Sum(entry => (int)entry.Cost), upgrades);
    }

    /// <summary>Effects that there are more or fewer of than one upgrade has.</summary>
    private async Task<IReadOnlyList<string>> EffectsAsync(Database database, Run run)
    {
        var broken = new List<string>();
        var resources = account.World.Resources;
        Count("snapshots", resources.DatabaseSnapshots.Values.Count(one => one.Kind == "manual") + resources.CacheSnapshots.Values.Count(one => one.Kind == "manual"), snapshots);
        Count("updates of the stack", UpdatesOfStack, 1);
        Count("change sets left behind", account.Stack.ChangeSets.Count, 0);
        // A check that the service is still down changes nothing, and is the better the later it is made.
        foreach (var twice in account.Vendor.Commands.Select(command => Purpose(command.Comment))
            .Where(purpose => !purpose.Contains(" check ", StringComparison.Ordinal)).GroupBy(purpose => purpose).Where(group => group.Count() > 1))
        {
            broken.Add($"{twice.Count()} times sent to the instance: {twice.Key}");
        }

        foreach (var kind in (string[])["request", "approved", "started", "succeeded"])
        {
            Count($"mails '{kind}'", post.Mails(kind).Count, 1);
        }

        Count("open reservations", (await database.ReadAsync(ReservationStore.OpenAsync, CancellationToken.None)).Count, 0);
        Count("runs", (await database.ReadAsync(RunProgressStore.AllAsync, CancellationToken.None)).Count, 1);
        var journal = await database.ReadAsync(session => RunProgressStore.JournalAsync(session, run.Id), CancellationToken.None);
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

