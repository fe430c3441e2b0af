using CsCheck;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Core.Tests.Runs;

/// <summary>
/// What holds of a run whatever its steps come to and whatever a person then decides: random plans, random outcomes, random decisions,
/// over several generations.
/// </summary>
public sealed class RunScriptLawTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);
    private static readonly Finding Why = new("Sample", "Something happened.");
    private static readonly string[] Verbs = ["run-retry", "run-retry", "run-skip", "run-abandon"];
    private static readonly RunStep[] Before =
        [RunStep.Preflight, RunStep.ReserveCertificates, RunStep.StopService, RunStep.TakeSnapshots, RunStep.ConfirmChangeSet];

    /// <summary>Mostly steps that are done, for else few runs would come far; seldom a stack that the settings no longer name.</summary>
    private static readonly Gen<int[]> Outcomes = Gen.Frequency((40, Gen.Int[0, 11]), (1, Gen.Const(12))).Array[300];

    private static readonly Gen<int[]> Decisions = Gen.Int[0, Verbs.Length - 1].Array[8];

    /// <summary>Whether database, cache and service are concerned, and what a replaced instance costs in certificates.</summary>
    private static readonly Gen<Plan> Plans = Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, Gen.Int[0, 2], SomePlan);

    [Test]
    public void No_run_comes_to_the_execution_but_by_every_step_before_it_done_in_the_same_generation() =>
        Gen.Select(Outcomes, Decisions, Plans).Sample(
            story =>
            {
                var (outcomes, decisions, plan) = story;
                foreach (var (journal, run) in Executions(outcomes, decisions, plan, _ => true))
                {
                    var done = journal.Where(entry => entry.Generation == run.Generation && entry.Kind == JournalKind.Done).Select(entry => entry.Step);
                    Assert.That(done, Is.EqualTo(Before), "and none twice");
                }
            },
            iter: 5000);

    [Test]
    public void Nothing_is_executed_before_the_snapshots_where_they_are_needed() =>
        Gen.Select(Outcomes, Decisions, Plans, Gen.Int[0, 3]).Sample(
            story =>
            {
                var (outcomes, decisions, plan, luck) = story;
                foreach (var (journal, run) in Executions(outcomes, decisions, plan, at => (at.Attempt + at.Generation + luck) % 3 > 0))
                {
                    var taken = Journal.All<Evidence.SnapshotTaken>(journal, run.Generation).Select(one => one.LogicalId).ToList();
                    Assert.That(plan.Snapshots.Select(planned => planned.LogicalId), Is.SubsetOf(taken));
                    Assert.That(!plan.StopsService || Journal.Latest<Evidence.ServiceStopped>(journal, run.Generation) is not null, "the service is stopped");
                }
            },
            iter: 5000);

    [Test]
    public void Nothing_is_executed_without_a_reservation_where_one_is_needed() =>
        Gen.Select(Outcomes, Decisions, Plans, Gen.Int[0, 3]).Sample(
            story =>
            {
                var (outcomes, decisions, plan, luck) = story;
                foreach (var (journal, run) in Executions(outcomes, decisions, plan, at => (at.Attempt + at.Generation + luck) % 3 > 0))
                {
                    Assert.That(plan.CertificateCost == 0 || Journal.Latest<Evidence.ReservationTaken>(journal, run.Generation) is { Cost: > 0 });
                }
            },
            iter: 5000);

    [Test]
    public void A_run_ends_after_every_decision_and_what_was_executed_is_not_executed_again() =>
        Gen.Select(Outcomes, Decisions, Plans).Sample(
            story =>
            {
                var (outcomes, decisions, plan) = story;
                Assert.That(Executions(outcomes, decisions, plan, _ => true), Has.Count.LessThanOrEqualTo(1));
            },
            iter: 5000);

    [Test]
    public void A_run_for_which_nobody_skipped_anything_succeeds_only_once_the_new_version_was_verified() =>
        Gen.Select(Outcomes, Gen.Const(0).Array[8], Plans).Sample(
            story =>
            {
                var (run, journal, _) = Play(story.Item1, story.Item2, story.Item3, _ => true);
                var done = journal.Where(entry => entry.Generation == run.Generation && entry.Kind == JournalKind.Done).Select(entry => entry.Step);
                Assert.That(run.Ending != RunEnding.Succeeded || done.Contains(RunStep.Verify));
            },
            iter: 5000);

    [Test]
    public void What_a_person_gave_up_stays_given_up_whatever_comes_of_the_cleaning_up() =>
        Gen.Select(Outcomes, Gen.Const(Array.IndexOf(Verbs, "run-abandon")).Array[8], Plans).Sample(
            story =>
            {
                var (run, _, _) = Play(story.Item1, story.Item2, story.Item3, _ => true);
                Assert.That(run.Ending, Is.Not.EqualTo(RunEnding.NeedsAttention));
            },
            iter: 5000);

    [Test]
    public void The_stories_are_not_about_nothing()
    {
        var executions = 0;
        Gen.Select(Outcomes, Decisions, Plans).Sample(
            story => Interlocked.Add(ref executions, Executions(story.Item1, story.Item2, story.Item3, _ => true).Count), iter: 2000);
        Assert.That(executions, Is.GreaterThan(200));
    }

    /// <summary>Plays a story to its last end.</summary>
    /// <param name="outcomes">What the steps come to, in turn.</param>
    /// <param name="decisions">What a person decides at each end.</param>
    /// <param name="plan">What was approved.</param>
    /// <param name="proves">Whether a step that is done leaves the evidence of it.</param>
    /// <returns>The journal before each execution that the gate let through, and the run.</returns>
    private static List<(IReadOnlyList<JournalEntry> Journal, Run Run)> Executions(int[] outcomes, int[] decisions, Plan plan, Func<Run, bool> proves) =>
        Play(outcomes, decisions, plan, proves).Executions;

    private static (Run Run, List<JournalEntry> Journal, List<(IReadOnlyList<JournalEntry> Journal, Run Run)> Executions) Play(
        int[] outcomes, int[] decisions, Plan plan, Func<Run, bool> proves)
    {
        var run = Run.Start(RunId.From(new byte[12]), plan.Stack, plan.StackId, plan.Fingerprint, Start.AddYears(10), Start);
        var journal = new List<JournalEntry>();
        var executions = new List<(IReadOnlyList<JournalEntry>, Run)>();
        var next = 0;
        foreach (var decision in decisions)
        {
            for (var moves = 0; run.EndedAt is null; moves++)
            {
                Assert.That(moves, Is.LessThan(50_000), "the run does not end");
                var outcome = Outcome(run, outcomes[next++ % outcomes.Length], plan, proves(run), journal);
                if (run.Step == RunStep.ExecuteChangeSet && outcome is StepOutcome.Done)
                {
                    executions.Add(([.. journal], run));
                }

                var judged = RunScript.Judge(run, outcome, run.Due);
                journal.Add(Line(run, judged, journal.Count + 1));
                run = RunScript.Advance(run, outcome, run.Due);
            }

            if (RunCommands.Apply(run, journal, Verbs[decision], "pat", null, "because", run.EndedAt.Value).After is not { EndedAt: null } again)
            {
                break;
            }

            run = again;
        }

        return (run, journal, executions);
    }

    private static StepOutcome Outcome(Run run, int choice, Plan plan, bool proves, List<JournalEntry> journal) => choice switch
    {
        0 => new StepOutcome.NotYet("on its way"),
        1 => new StepOutcome.Faulted(Why, Retryable: true),
        2 => new StepOutcome.Faulted(Why, Retryable: false),
        3 => new StepOutcome.Refused(Why),
        // What Report still does needs no stack.
        12 when run.Step != RunStep.Report => new StepOutcome.Stranded(Why),
        _ when run.Step == RunStep.ExecuteChangeSet => Execute(run, plan, journal),
        _ => new StepOutcome.Done(proves ? Proof(run, plan) : []),
    };

    private static StepOutcome Execute(Run run, Plan plan, List<JournalEntry> journal) =>
        ExecutionGate.Check(plan, new Evidence.ChangeSetConfirmed("arn:set", plan.Fingerprint.Hex), journal, run, TimeSpan.FromHours(1), null, run.Due) is { } no
            ? new StepOutcome.Refused(no)
            : new StepOutcome.Done(new Evidence.ChangeSetExecuted("arn:set", "token"));

    private static IReadOnlyList<Evidence> Proof(Run run, Plan plan) => run.Step switch
    {
        RunStep.ReserveCertificates => [new Evidence.ReservationTaken(plan.CertificateCost, 3)],
        RunStep.StopService when plan.StopsService => [new Evidence.ServiceStopped("i-1", run.Due)],
        RunStep.TakeSnapshots => [.. plan.Snapshots.Select(one =>
            new Evidence.SnapshotTaken(one.Role, one.LogicalId, $"uw-{one.Role}", $"uw-{one.Role}", one.LogicalId, run.Due, ForRestore: true))],
        _ => [],
    };

    private static JournalEntry Line(Run run, StepOutcome outcome, long number)
    {
        var (kind, evidence) = outcome switch
        {
            StepOutcome.Done done => (JournalKind.Done, done.Evidence),
            StepOutcome.NotYet => (JournalKind.Progress, []),
            StepOutcome.Faulted or StepOutcome.Stranded => (JournalKind.Faulted, []),
            _ => (JournalKind.Refused, (IReadOnlyList<Evidence>)[]),
        };
        return new JournalEntry(run.Id, number, run.Generation, run.Step, run.Attempt, run.Due, kind, "", evidence);
    }

    private static Plan SomePlan(bool database, bool cache, bool stops, int cost) => new()
    {
        Fingerprint = new PlanFingerprint(new string('a', 64)),
        Stack = new StackKey("prod"),
        StackId = new StackId("arn:aws:cloudformation:eu-west-1:111122223333:stack/prod/1"),
        RunningVersion = "3.35.0",
        TargetVersion = "3.36.0",
        TemplateSha256 = new string('0', 64),
        UsesCurrentTemplate = false,
        Parameters = [],
        Capabilities = [],
        Changes = [],
        Security = [],
        Snapshots =
        [
            .. database ? [new PlannedSnapshot("database", "Database", true, "DbSnapshot")] : (PlannedSnapshot[])[],
            .. cache ? [new PlannedSnapshot("cache", "Redis", true, "RedisSnapshot")] : (PlannedSnapshot[])[],
        ],
        ReplacedInstances = ["Instance"],
        Instances = ["Instance"],
        Databases = ["Database"],
        Caches = ["Redis"],
        Migrations = [],
        ManualSteps = [],
        CertificateNames = "things.example.com",
        CertificateCost = cost,
        StopsService = stops,
        Notes = [],
        ExpectedDuration = TimeSpan.FromHours(1),
        CreatedAt = Start,
    };
}
