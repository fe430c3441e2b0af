using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Tests.Stories;

/// <summary>Ways of several upgrades, steps left to people, and drift, through the whole worker.</summary>
internal sealed class PlanningStoryTests
{
    private static readonly StackKey Stack = new(Story.Key);

    [Test]
    public async Task A_way_through_a_waypoint_is_told_whole_and_the_second_hop_repeats_what_the_waypoint_wants()
    {
        await using var story = await Story.BeginAsync();
        story.AddNotes("3.36.0", """
            {{< note "Direct upgrades from versions prior to `v3.36.0` to later versions are not supported. You must first upgrade to v3.36.0. If you come from an earlier version, run `as-db migrate` with the `v3.36.0` binary, then repeat with a `v3.37.0` or later binary." />}}

            ### Changed

            - Statistics are kept apart.
              - This requires a Network Operations Center migration (`tti-lw-stack noc-db migrate`).
              - To aggregate existing data, connect with `psql` to the database and run `CALL refresh_continuous_aggregate('uplinks_1h', NULL, NULL);`.
            """);
        story.Publish("3.36.0");
        story.Publish("3.37.0");
        var first = await story.RequestAsync();
        Assert.That(first.Subject, Does.Contain("3.35.0 to 3.36.0"));
        Assert.That(first.TextBody, Does.Contain("The whole way").And.Contain("3.36.0 to 3.37.0").And.Contain("at the earliest"));
        Assert.That(first.TextBody, Does.Contain("as-db migrate"));
        story.Reply(first, "APPROVE");
        var run = await story.EndedRunAsync();
        Assert.That(run.Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());

        await story.PassAsync(TimeSpan.FromHours(1));
        Assert.That((await CurrentAsync(story)).Plan, Is.Null, "a step for a person is open");
        var block = (await CurrentAsync(story)).Findings.Single(finding => finding.Reason == "StepsOpen");
        Assert.That(block.Message, Does.Contain($"steps done {run.Id} M1"));
        Assert.That(story.Mails("succeeded")[0].TextBody, Does.Contain("steps done"));
        await story.CommandAsync("step-done", run.Id.Value, ("step", "m1"), ("reason", "refreshed"));

        var second = await story.RequestAsync(2);
        Assert.That(second.Subject, Does.Contain("3.36.0 to 3.37.0"));
        var plan = await PlanAsync(story);
        Assert.That(plan.Origin, Is.EqualTo("3.35.0"));
        Assert.That(plan.Migrations.Select(migration => migration.Command), Does.Contain("as-db migrate"), "although 3.37.0 does not announce it");
        var journal = await story.Database.ReadAsync(session => RunProgressStore.JournalAsync(session, run.Id), CancellationToken.None);
        Assert.That(journal[^1].Message, Is.EqualTo("Step M1 closed by root: refreshed."));
    }

    [Test]
    public async Task What_was_rolled_back_is_offered_again_only_when_asked_for()
    {
        await using var story = await Story.BeginAsync();
        story.Account.Aws.World.Faults.Add(new Sandbox.Faults.WorldFault.UpdateFails("Instance"));
        story.Publish("3.36.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        Assert.That((await story.EndedRunAsync()).Ending, Is.EqualTo(RunEnding.RolledBack), await story.TellAsync());
        await story.PassAsync(TimeSpan.FromHours(6));
        Assert.That(story.Mails("request"), Has.Count.EqualTo(1));
        await story.AskAsync(("release", "3.36.0"));
        await story.RequestAsync(2);
    }

    private static async Task<CurrentPlan> CurrentAsync(Story story) =>
        (await story.Database.ReadAsync(session => PlanStore.CurrentAsync(session, Stack), CancellationToken.None))!;

    private static async Task<Plan> PlanAsync(Story story)
    {
        var fingerprint = (await CurrentAsync(story)).Plan ?? throw new AssertionException(await story.TellAsync());
        return (await story.Database.ReadAsync(session => PlanStore.PlanAsync(session, fingerprint), CancellationToken.None))!;
    }
}
