using CsCheck;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Core.Tests.Runs;

public sealed class RunScriptTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);
    private static readonly Finding Why = new("Sample", "Something happened.");

    /// <summary>Seldom a stack that the settings no longer name, for that ends every run.</summary>
    private static readonly Gen<int[]> Outcomes = Gen.Frequency((80, Gen.Int[0, 4]), (1, Gen.Const(5))).Array[400];

    [Test]
    public void Every_step_has_one_row_in_story_order() =>
        Assert.That(RunScript.Steps.Select(row => row.Step), Is.EqualTo(Enum.GetValues<RunStep>()));

    [Test]
    public void When_all_goes_well_every_step_but_the_rollback_happens_once_in_order()
    {
        var (visited, run) = Play(_ => new StepOutcome.Done());
        Assert.That(visited, Is.EqualTo(Enum.GetValues<RunStep>().Where(step => step != RunStep.AwaitRollback)));
        Assert.That(run.Ending, Is.EqualTo(RunEnding.Succeeded));
    }

    [Test]
    public void A_refused_run_never_reaches_execution_and_starts_the_service_again(
        [Values(RunStep.Preflight, RunStep.ReserveCertificates, RunStep.StopService, RunStep.TakeSnapshots, RunStep.ConfirmChangeSet)] RunStep step)
    {
        var (visited, run) = Play(present => present.Step == step ? new StepOutcome.Refused(Why) : new StepOutcome.Done());
        Assert.That(visited, Does.Not.Contain(RunStep.ExecuteChangeSet));
        Assert.That(run.Ending, Is.EqualTo(RunEnding.Refused));
        Assert.That(run.Why, Is.EqualTo(Why));
        if (step >= RunStep.StopService)
        {
            Assert.That(visited, Does.Contain(RunStep.StartService));
        }
    }

    [Test]
    public void A_fault_before_execution_that_does_not_heal_ends_refused_with_the_service_started()
    {
        var (visited, run) = Play(
            present => present.Step == RunStep.TakeSnapshots ? new StepOutcome.Faulted(Why, Retryable: true) : new StepOutcome.Done());
        Assert.That(run.Ending, Is.EqualTo(RunEnding.Refused));
        Assert.That(visited.Count(step => step == RunStep.TakeSnapshots), Is.EqualTo(RunScript.Of(RunStep.TakeSnapshots).Attempts));
        Assert.That(visited, Does.Contain(RunStep.StartService));
    }

    [Test]
    public void When_AWS_undoes_the_update_the_run_ends_rolled_back_after_the_service_was_started()
    {
        var (visited, run) = Play(
            present => present.Step == RunStep.AwaitStack ? new StepOutcome.Refused(Why) : new StepOutcome.Done());
        Assert.That(visited.SkipWhile(step => step != RunStep.AwaitStack), Is.EqualTo(new[]
        {
            RunStep.AwaitStack, RunStep.AwaitRollback, RunStep.StartService, RunStep.Settle, RunStep.Report,
        }));
        Assert.That(run.Ending, Is.EqualTo(RunEnding.RolledBack));
    }

    [Test]
    public void What_fails_after_execution_needs_a_person(
        [Values(RunStep.AwaitInstance, RunStep.Migrate, RunStep.Verify, RunStep.AwaitRollback)] RunStep step)
    {
        var (visited, run) = Play(present => present.Step switch
        {
            RunStep.AwaitStack when step == RunStep.AwaitRollback => new StepOutcome.Refused(Why),
            var now when now == step => new StepOutcome.Faulted(Why, Retryable: false),
            _ => new StepOutcome.Done(),
        });
        Assert.That(run.Ending, Is.EqualTo(RunEnding.NeedsAttention));
        Assert.That(visited[^1], Is.EqualTo(RunStep.Report));
        Assert.That(visited.SkipWhile(present => present != step).Skip(1), Is.EqualTo(new[] { RunStep.Report }), "nothing more is touched");
    }

    [Test]
    public void A_stranded_run_ends_where_it_stands_for_a_person_to_decide([Values] RunStep step)
    {
        var run = RunScript.Advance(NewRun() with { Step = step }, new StepOutcome.Stranded(Why), Start);
        Assert.That((run.Step, run.Ending, run.EndedAt, run.Why), Is.EqualTo((step, RunEnding.NeedsAttention as RunEnding?, Start as DateTimeOffset?, Why)));
        var abandoned = RunScript.Advance(NewRun() with { Step = step, Ending = RunEnding.Abandoned }, new StepOutcome.Stranded(Why), Start);
        Assert.That((abandoned.Ending, abandoned.EndedAt), Is.EqualTo((RunEnding.Abandoned as RunEnding?, Start as DateTimeOffset?)), "that was decided");
    }

    [Test]
    public void What_calls_for_a_person_is_told_before_what_it_began_with()
    {
        var (_, run) = Play(present => present.Step switch
        {
            RunStep.AwaitStack => new StepOutcome.Refused(new Finding("UpdateFailed", "Database failed.")),
            RunStep.AwaitRollback => new StepOutcome.Faulted(new Finding("RollbackFailed", "Instance is stuck."), Retryable: false),
            _ => new StepOutcome.Done(),
        });
        Assert.That(run.Why, Is.EqualTo(new Finding("RollbackFailed", "Instance is stuck. It began with this: Database failed.")));
    }

    [Test]
    public void A_service_that_does_not_start_on_the_way_back_needs_a_person()
    {
        var (visited, run) = Play(present => present.Step switch
        {
            RunStep.TakeSnapshots => new StepOutcome.Refused(new Finding("SnapshotFailed", "It failed.")),
            RunStep.StartService => new StepOutcome.Faulted(new Finding("ScriptFailed", "It is down."), Retryable: false),
            _ => new StepOutcome.Done(),
        });
        Assert.That((run.Ending, run.Why), Is.EqualTo((
            RunEnding.NeedsAttention as RunEnding?, new Finding("ScriptFailed", "It is down. It began with this: It failed.") as Finding)));
        Assert.That(visited.TakeLast(2), Is.EqualTo(new[] { RunStep.Settle, RunStep.Report }));
    }

    [Test]
    public void What_a_person_gave_up_stays_given_up_when_the_cleaning_up_fails() => Assert.That(
        RunScript.Advance(NewRun() with { Step = RunStep.Settle, Ending = RunEnding.Abandoned }, new StepOutcome.Faulted(Why, Retryable: false), Start).Ending,
        Is.EqualTo(RunEnding.Abandoned));

    [Test]
    public void A_clean_up_that_fails_too_does_not_cover_up_what_calls_for_a_person()
    {
        var first = new Finding("ScriptFailed", "It is down.");
        var run = NewRun() with { Step = RunStep.Settle, Ending = RunEnding.NeedsAttention, Why = first };
        Assert.That(RunScript.Advance(run, new StepOutcome.Faulted(Why, Retryable: false), Start).Why, Is.EqualTo(first));
    }

    [Test]
    public void A_permission_that_is_missing_for_a_while_is_waited_for_where_stopping_would_leave_users_without_service() => Assert.That(
        RunScript.Steps.Select(row => row.Step).Where(RunScript.GoesOn),
        Is.EqualTo(new[] { RunStep.AwaitStack, RunStep.AwaitRollback, RunStep.AwaitInstance, RunStep.StartService, RunStep.Settle }));

    [Test]
    public void A_run_ends_under_random_outcomes_and_never_executes_after_it_turned_away() => Outcomes.Sample(
        choices =>
        {
            var next = 0;
            var (visited, run) = Play(_ => Outcome(choices[next++ % choices.Length]));
            Assert.That(run.EndedAt, Is.Not.Null);
            Assert.That(run.Ending, Is.Not.Null);
            if (run.Ending == RunEnding.Refused)
            {
                var leave = visited.FindIndex(step => step is RunStep.Settle or RunStep.StartService);
                Assert.That(visited.Skip(leave), Does.Not.Contain(RunStep.ExecuteChangeSet));
            }

            if (run.Ending is RunEnding.Succeeded or RunEnding.RolledBack)
            {
                Assert.That(visited, Does.Contain(RunStep.ExecuteChangeSet));
            }
        },
        iter: 2000);

    [Test]
    public void A_run_ends_under_the_same_outcome_for_ever([Range(0, 5)] int choice)
    {
        var (_, run) = Play(_ => Outcome(choice));
        Assert.That(run.EndedAt, Is.Not.Null);
    }

    [Test]
    public void A_fault_whose_next_attempt_would_come_too_late_ends_the_step_with_its_own_reason()
    {
        var fault = new StepOutcome.Faulted(new Finding("Sample", "Something happened."), Retryable: true);
        var starting = NewRun() with { Step = RunStep.StartService, Attempt = 11, StepBegan = Start };
        var after = RunScript.Advance(starting, fault, Start.AddMinutes(25));
        Assert.That((after.Step, after.Why?.Reason), Is.EqualTo((RunStep.Settle, "Sample")));
        Assert.That(RunScript.Advance(starting, fault, Start.AddMinutes(24)).Step, Is.EqualTo(RunStep.StartService));
    }

    [Test]
    public void A_deadline_that_passes_in_a_later_attempt_tells_why_the_one_before_had_failed()
    {
        var run = NewRun() with { Step = RunStep.StartService, Attempt = 2, StepBegan = Start };
        var failed = new JournalEntry(run.Id, 1, 1, run.Step, 1, Start, JournalKind.Faulted, Why.ToString(), []);
        var judged = RunScript.Judge(run, new StepOutcome.NotYet("sent"), Start.AddHours(1), [failed]);
        Assert.That(((StepOutcome.Faulted)judged).Why.Message, Is.EqualTo("StartService did not end within 00:30:00: sent. The attempt before had failed: Sample: Something happened."));
    }

    [Test]
    public void What_keeps_a_change_set_from_being_sent_refuses_the_run_and_what_leaves_a_doubt_calls_a_person()
    {
        var run = NewRun() with { Step = RunStep.ExecuteChangeSet, Attempt = RunScript.Of(RunStep.ExecuteChangeSet).Attempts };
        var fault = new StepOutcome.Faulted(Why, Retryable: true);
        var begun = new JournalEntry(run.Id, 1, 1, run.Step, 1, Start, JournalKind.Begun, "", []);
        var doubt = begun with { Seq = 2, Kind = JournalKind.Progress, Evidence = [new Evidence.ExecutionUncertain(Start)] };
        Assert.That(RunScript.Judge(run, fault, Start, [begun]), Is.EqualTo(new StepOutcome.Refused(Why)));
        Assert.That(RunScript.Judge(run, new StepOutcome.NotYet("slow"), Start.AddHours(1), [begun]), Is.TypeOf<StepOutcome.Refused>());
        Assert.That(RunScript.Judge(run with { Attempt = 1 }, fault, Start, [begun]), Is.EqualTo(fault), "it is tried again");
        Assert.That(RunScript.Judge(run, fault, Start, [begun, doubt]), Is.EqualTo(fault));
        Assert.That(RunScript.Judge(run with { Step = RunStep.AwaitStack, Attempt = 200 }, fault, Start, [begun]), Is.EqualTo(fault));
    }

    [TestCase(19, 0)]
    [TestCase(20, 20)]
    [TestCase(720, 720)]
    public void Time_in_which_nobody_looked_after_a_run_does_not_count_for_the_deadline(int minutes, int uncounted)
    {
        var saved = NewRun() with { Step = RunStep.StartService, Due = Start.AddMinutes(1) };
        var back = saved.Due.AddMinutes(minutes);
        var (run, alone) = RunScript.TakeUp(saved, back);
        Assert.That(run, Is.EqualTo(saved with { StepBegan = saved.StepBegan.AddMinutes(uncounted) }));
        Assert.That(alone, Is.EqualTo(uncounted == 0 ? null : new Evidence.LeftAlone(saved.Due, back)));
        Assert.That(RunScript.Judge(run, new StepOutcome.NotYet("it starts"), back), Is.TypeOf<StepOutcome.NotYet>());
        Assert.That(RunScript.Judge(run, new StepOutcome.NotYet("it starts"), back + RunScript.Of(run.Step).Deadline), Is.TypeOf<StepOutcome.Faulted>());
    }

    [Test]
    public void An_attempt_is_told_from_an_earlier_one_by_the_order_of_the_lines_and_not_by_the_clock()
    {
        // The clock is set back in the middle; a person closes a step of another kind meanwhile.
        var run = NewRun() with { Step = RunStep.Migrate, Attempt = 1, StepBegan = Start.AddHours(3) };
        JournalEntry[] lines =
        [
            Line(1, RunStep.Migrate, 1, JournalKind.Begun, 0), Line(2, RunStep.Migrate, 1, JournalKind.Faulted, 0), Line(3, RunStep.Report, 1, JournalKind.Done, 0),
            Line(4, RunStep.Migrate, 1, JournalKind.Operator, 180), Line(5, RunStep.Migrate, 1, JournalKind.Begun, 120), Line(6, RunStep.Migrate, 1, JournalKind.Progress, 121),
            Line(7, RunStep.Migrate, 1, JournalKind.Operator, 122), Line(8, RunStep.Migrate, 1, JournalKind.Progress, 123),
        ];
        Assert.That(Journal.OfAttempt(lines, run).Select(line => line.Seq), Is.EqualTo(new[] { 5, 6, 8 }));
        Assert.That(Journal.OfAttempt(lines, run with { Attempt = 2 }), Is.Empty);
        Assert.That(Journal.SinceEntered(lines, run with { Attempt = 2 }).Select(line => line.Seq), Is.EqualTo(new[] { 5, 6, 8 }));
        Assert.That(Journal.SinceEntered(lines, run with { Generation = 2 }), Is.Empty);

        JournalEntry Line(long seq, RunStep step, int attempt, JournalKind kind, int minutes) =>
            new(run.Id, seq, 1, step, attempt, Start.AddMinutes(minutes), kind, "", []);
    }

    [Test]
    public void An_ended_run_does_not_move()
    {
        var (_, run) = Play(_ => new StepOutcome.Done());
        Assert.That(RunScript.Advance(run, new StepOutcome.Faulted(Why, true), Start.AddDays(1)), Is.EqualTo(run));
    }

    [Test]
    public void Names_fit_the_services_and_a_token_leads_back_to_its_run()
    {
        var run = RunId.From([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255]);
        Assert.That(RunNames.Snapshot(run, 999, 99), Has.Length.LessThanOrEqualTo(40).And.Match("^[a-z](?:-?[a-z0-9])*$"));
        Assert.That(RunNames.RunOfToken(RunNames.ExecutionToken(run, 3)), Is.EqualTo(run));
        Assert.That(RunNames.RunOfToken("Console-CreateStack-5f1"), Is.Null);
        Assert.That(RunNames.RunOfToken(null), Is.Null);
        Assert.That(RunNames.Marker(run, "3.36.0", "is-db migrate"), Is.EqualTo($"{run}-3.36.0-is-db-migrate"));
    }

    private static StepOutcome Outcome(int choice) => choice switch
    {
        0 => new StepOutcome.NotYet("on its way"),
        1 => new StepOutcome.Faulted(Why, Retryable: true),
        2 => new StepOutcome.Faulted(Why, Retryable: false),
        3 => new StepOutcome.Refused(Why),
        5 => new StepOutcome.Stranded(Why),
        _ => new StepOutcome.Done(),
    };

    private static Run NewRun() => Run.Start(
        RunId.From(new byte[12]), new StackKey("prod"), new StackId("arn:aws:cloudformation:eu-west-1:1:stack/prod/1"),
        new PlanFingerprint("00"), Start.AddHours(4), Start);

    private static (List<RunStep> Visited, Run Run) Play(Func<Run, StepOutcome> outcome)
    {
        var run = NewRun();
        var visited = new List<RunStep>();
        for (var moves = 0; run.EndedAt is null; moves++)
        {
            Assert.That(moves, Is.LessThan(50_000), "the run does not end");
            var result = outcome(run);
            if (result is not StepOutcome.NotYet)
            {
                visited.Add(run.Step);
            }

            run = RunScript.Advance(run, result, run.Due);
        }

        return (visited, run);
    }
}
