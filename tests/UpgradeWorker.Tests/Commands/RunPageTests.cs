using UpgradeWorker.Commands;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Tests.Commands;

/// <summary>What <c>runs</c> shows on a narrow terminal and in a pipe, word for word. To accept a change: UPGRADEWORKER_UPDATE_GOLDENS=1.</summary>
internal sealed class RunPageTests
{
    private const string Old = "i-0a7ff0d388687ffb2";
    private const string New = "i-0423174f8a22e843f";
    private const string ChangeSet = "arn:aws:cloudformation:eu-west-1:111122223333:changeSet/upgradeworker-r0123456789ab-g1/939cc41f-5f65-4566-ad2f-0a8a9a889170";

    [TestCase("under-way", 80)]
    [TestCase("needs-attention", 80)]
    [TestCase("needs-attention", null)]
    [TestCase("skipped", 80)]
    [TestCase("rolling-back", 80)]
    [TestCase("refused", 80)]
    [TestCase("abandoned", 80)]
    [TestCase("unverified", 80)]
    public void The_page_of_a_run_is_as_agreed(string story, int? columns)
    {
        using var output = new StringWriter();
        var (run, journal) = Tell(story);
        RunPage.Write(new Paper(output, columns), View(run), null, [Approved], journal, story == "abandoned" ? [Left] : [], journal[^1].At.AddSeconds(7));
        Agrees($"run-{story}-{columns?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "pipe"}", output);
    }

    [TestCase(80)]
    [TestCase(null)]
    public void The_list_of_runs_is_as_agreed(int? columns)
    {
        using var output = new StringWriter();
        RunsCommand.ShowTable(new Paper(output, columns), [.. ((string[])["under-way", "needs-attention", "skipped"]).Select(Tell).Select(told => (View(told.Run), told.Journal))]);
        Agrees($"runs-{columns?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "pipe"}", output);
    }

    [Test]
    public void A_look_that_nobody_makes_is_said_to_be_late()
    {
        using var output = new StringWriter();
        var (run, journal) = Tell("under-way");
        RunPage.Write(new Paper(output), View(run), null, [], journal, [], run.Due.AddMinutes(20));
        Assert.That(output.ToString(), Does.Contain("see that the worker is running"));
    }

    [Test]
    public void Outputs_come_in_the_order_in_which_the_commands_ran()
    {
        var entry = new JournalEntry(Home.Run.Id, 1, 1, RunStep.Migrate, 1, Home.At, JournalKind.Progress, "kept", [new Evidence.OutputKept("noc-db migrate", 0, true, null)]);
        var journal = new[] { entry, entry with { Seq = 2, Evidence = [new Evidence.OutputKept("is-db migrate", 0, true, null)] } };
        Assert.That(
            RunOutputCommand.InOrder([("g1 is-db migrate", "is"), ("g1 noc-db migrate", "noc"), ("other", "x")], journal),
            Is.EqualTo(new[] { ("noc-db migrate", "noc"), ("is-db migrate", "is"), ("other", "x") }));
        Assert.That(
            RunOutputCommand.InOrder([("g1 is-db migrate", "is")], [.. journal, entry with { Seq = 3, Generation = 2, Evidence = [] }]).Single().Name,
            Is.EqualTo("is-db migrate, generation 1"));
        var again = new[] { entry with { Seq = 3, Kind = JournalKind.Begun, Evidence = [] }, entry with { Seq = 4, Kind = JournalKind.Begun, Evidence = [] }, entry with { Seq = 5 } };
        Assert.That(
            RunOutputCommand.InOrder([("g1 noc-db migrate", "failed"), ("g1 noc-db migrate try 2", "done")], [.. journal, .. again]),
            Is.EqualTo(new[] { ("noc-db migrate", "failed"), ("noc-db migrate, try 2", "done") }), "a second try covers nothing up");
    }

    [Test]
    public void A_run_that_was_given_up_ended_when_the_person_said_so()
    {
        var (run, journal) = Tell("needs-attention");
        var said = journal[^1] with { Kind = JournalKind.Operator, At = run.EndedAt!.Value.AddHours(3), Message = "Abandoned by jane: enough." };
        Assert.That(View(run with { Ending = RunEnding.Abandoned }).Outcome([.. journal, said]), Is.EqualTo($"abandoned, {Times.Local(said.At)}"));
    }

    [Test]
    public void Only_who_gave_one_is_said_to_have_given_a_second_factor()
    {
        using var output = new StringWriter();
        var (run, journal) = Tell("refused");
        RunPage.Write(new Paper(output), View(run), null, [Approved with { By = "jane (local)" }], journal, [], run.Due);
        Assert.That(output.ToString(), Does.Contain("approved by jane (local), ").And.Not.Contain("second factor"));
    }

    private static StoredManualStep Left { get; } = new(
        Home.Run.Id, Home.Stack, new("D1", "3.37.0", "after", "On the instance, if the stack has the new version, run: sudo tti-lw-stack noc-db migrate"), Home.At, null, null, null);

    private static Verdict Approved { get; } = new(VerdictKind.Approve, "UW-0001", Home.Plan, "pat@example.com", Home.At.AddHours(-2), SecondFactor: true);

    private static RunView View(Run run) => RunView.Of(Home.Run, run);

    private static (Run Run, IReadOnlyList<JournalEntry> Journal) Tell(string story)
    {
        var run = Run.Start(Home.Run.Id, Home.Stack, Home.StackId, Home.Plan, Home.Run.WindowCloses, Home.At);
        var journal = new List<JournalEntry>();
        var at = Home.At;
        Begin(RunStep.Preflight);
        Done(RunStep.Preflight, new Evidence.BeforeUpdate([Old], "arn:aws:iam::111122223333:user/worker", []));
        Begin(RunStep.ReserveCertificates);
        Done(RunStep.ReserveCertificates, new Evidence.ReservationTaken(1, 3));
        Begin(RunStep.StopService);
        Say(RunStep.StopService, $"sent stop to {Old}", new Evidence.CommandSent("stop", Old, "0369dd14-7cff-4291-a9df-da573db6d447"));
        Say(RunStep.StopService, $"lorawan-stack.service stopped on {Old}", new Evidence.ServiceStopped(Old, at));
        Done(RunStep.StopService);
        Begin(RunStep.TakeSnapshots);
        foreach (var percent in (int[])[9, 17, 26, 94])
        {
            Say(RunStep.TakeSnapshots, $"RDS snapshot uw-r0123456789ab-g1-0 creating {percent} %, instance backing-up");
        }

        if (story == "under-way")
        {
            return (run with { Step = RunStep.TakeSnapshots, StepBegan = at, Due = at }, journal);
        }

        if (story == "refused")
        {
            var why = new Finding("SnapshotFailed", "RDS snapshot uw-r0123456789ab-g1-0 failed.");
            Add(RunStep.TakeSnapshots, JournalKind.Refused, why.ToString());
            Begin(RunStep.StartService);
            Done(RunStep.StartService, new Evidence.ServiceStarted(Old, at));
            return (run with { Step = RunStep.Report, Ending = RunEnding.Refused, Why = why, EndedAt = at }, journal);
        }

        Done(RunStep.TakeSnapshots, new Evidence.SnapshotTaken("database", "Database", "uw-r0123456789ab-g1-0", "arn:x", "db-Q5RDC7HDW942YF7X05MLUGDFHP", at, true));
        Begin(RunStep.ExecuteChangeSet);
        Done(RunStep.ExecuteChangeSet, new Evidence.ChangeSetExecuted(ChangeSet, "uw-r0123456789ab-g1-ExecuteChangeSet"));
        Begin(RunStep.AwaitStack);
        if (story == "rolling-back")
        {
            Add(RunStep.AwaitStack, JournalKind.Refused, "UpdateFailed: CloudFormation undoes the update: Instance UPDATE_FAILED: Internal failure");
            Begin(RunStep.AwaitRollback);
            Say(RunStep.AwaitRollback, "UPDATE_ROLLBACK_IN_PROGRESS: Instance UPDATE_IN_PROGRESS since 10:05:00 UTC (usually 4 min); 7 of 8 resources done");
            return (run with { Step = RunStep.AwaitRollback, StepBegan = at, Due = at, Why = new("UpdateFailed", "CloudFormation undoes the update: Instance UPDATE_FAILED: Internal failure") }, journal);
        }

        Done(RunStep.AwaitStack, new Evidence.StackUpdated("UPDATE_COMPLETE", [New], []));
        Begin(RunStep.Migrate);
        var failed = new Finding("ScriptFailed", $"noc-db migrate on {New} ended with Failed, exit code 1: error: migration of noc failed\nfailed to run commands: exit status 1");
        Add(RunStep.Migrate, JournalKind.Faulted, failed.ToString());
        Begin(RunStep.Report);
        Done(RunStep.Report);
        if (story == "needs-attention")
        {
            return (run with { Step = RunStep.Report, Ending = RunEnding.NeedsAttention, Why = failed, EndedAt = at }, journal);
        }

        if (story == "abandoned")
        {
            Say(RunStep.Migrate, "noc-db migrate: kept its output, piece 1 of 1", new Evidence.OutputKept("noc-db migrate", 0, true, null));
            Add(RunStep.Settle, JournalKind.Operator, "Abandoned by jane: we restore it ourselves.");
            Begin(RunStep.Settle);
            Done(RunStep.Settle);
            Begin(RunStep.Report);
            Done(RunStep.Report);
            return (run with { Step = RunStep.Report, Ending = RunEnding.Abandoned, Why = failed, EndedAt = at }, journal);
        }

        if (story == "unverified")
        {
            Add(RunStep.Settle, JournalKind.Operator, "Migrate, StartService, Verify skipped by jane: did all that by hand.");
            Begin(RunStep.Settle);
            Done(RunStep.Settle);
            Begin(RunStep.Report);
            Done(RunStep.Report);
            return (run with { Step = RunStep.Report, Ending = RunEnding.Succeeded, EndedAt = at }, journal);
        }

        Add(RunStep.StartService, JournalKind.Operator, "Migrate skipped by jane: ran it by hand.");
        Begin(RunStep.StartService);
        Done(RunStep.StartService, new Evidence.ServiceStarted(New, at));
        Begin(RunStep.Verify);
        Say(RunStep.Verify, "DNS: not looked at, VerifyDomain is false");
        Done(RunStep.Verify);
        Begin(RunStep.Report);
        Done(RunStep.Report);
        return (run with { Step = RunStep.Report, Ending = RunEnding.Succeeded, EndedAt = at }, journal);

        void Begin(RunStep step) => Add(step, JournalKind.Begun, RunScript.Of(step).Goal);
        void Done(RunStep step, params Evidence[] evidence) => Add(step, JournalKind.Done, RunScript.Of(step).Goal, evidence);
        void Say(RunStep step, string message, params Evidence[] evidence) => Add(step, JournalKind.Progress, message, evidence);
        void Add(RunStep step, JournalKind kind, string message, params Evidence[] evidence)
        {
            at = at.AddSeconds(20);
            journal.Add(new JournalEntry(run.Id, journal.Count + 1, 1, step, 1, at, kind, message, evidence));
        }
    }

    /// <summary>The zone is this machine's; the goldens are of UTC, so that they are compared where it is.</summary>
    private static void Agrees(string name, StringWriter output)
    {
        if (TimeZoneInfo.Local.GetUtcOffset(Home.At) != TimeSpan.Zero)
        {
            Assert.Ignore("The goldens show times in UTC, this machine's zone is another.");
        }

        var text = output.ToString().ReplaceLineEndings("\n");
        var path = Path.Combine(Folder(), name + ".golden");
        if (Environment.GetEnvironmentVariable("UPGRADEWORKER_UPDATE_GOLDENS") == "1")
        {
            Directory.CreateDirectory(Folder());
            File.WriteAllText(path, text);
        }

        Assert.That(text, Is.EqualTo(File.ReadAllText(path).ReplaceLineEndings("\n")));
    }

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "UpgradeWorker.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "tests", "UpgradeWorker.Tests", "Commands", "Goldens");
    }
}
