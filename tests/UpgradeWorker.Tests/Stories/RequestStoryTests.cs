using UpgradeWorker.Aws;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Sandbox.Vendor;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Tests.Stories;

/// <summary>What people ask for, hold back, or do themselves.</summary>
internal sealed class RequestStoryTests
{
    [Test]
    public async Task Values_asked_for_are_planned_on_the_current_template_also_where_no_newer_release_is_known()
    {
        await using var story = await Story.BeginAsync();
        Assert.That((await CurrentAsync(story)).Findings.Single().Reason, Is.EqualTo("UpToDate"));
        await story.AskAsync(("set:InstanceName", "things-two"));
        var mail = await story.RequestAsync();
        Assert.That(mail.TextBody, Does.Contain("InstanceName").And.Contain("things-two"));
        var plan = await PlanAsync(story);
        Assert.That((plan.UsesCurrentTemplate, plan.RunningVersion, plan.TargetVersion, plan.Migrations.Count), Is.EqualTo((true, "3.35.0", "3.35.0", 0)));
        story.Reply(mail, "APPROVE");
        Assert.That((await story.EndedRunAsync()).Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
        Assert.That(story.Account.World.Do(_ => story.Account.Stack.Parameters.Single(parameter => parameter.Key == "InstanceName").Value), Is.EqualTo("things-two"));
        await story.PassAsync(TimeSpan.FromHours(1));
        Assert.That(story.Mails("request"), Has.Count.EqualTo(1), "the request is fulfilled");
    }

    [Test]
    public async Task A_value_that_the_template_does_not_allow_or_a_hidden_one_is_told_and_asks_nobody()
    {
        await using var story = await Story.BeginAsync();
        await story.AskAsync(("set:Nonsense", "1"), ("set:CidrBlock", "everything"));
        await story.PassAsync(TimeSpan.FromMinutes(30));
        Assert.That(story.Mails("request"), Is.Empty);
        Assert.That((await CurrentAsync(story)).Findings.Select(finding => finding.Reason), Does.Contain("UnknownParameter"));
    }

    [Test]
    public async Task A_plan_that_was_declined_is_asked_about_again_when_an_operator_asks_for_it()
    {
        await using var story = await Story.BeginAsync();
        story.Publish("3.36.0");
        story.Reply(await story.RequestAsync(), "REJECT audit week");
        await story.PassAsync(TimeSpan.FromHours(1));
        Assert.That(story.Mails("request"), Has.Count.EqualTo(1), "a no is a no");
        await story.AskAsync();
        Assert.That((await story.RequestAsync(2)).Subject, Does.Contain("3.35.0 to 3.36.0"));
    }

    [Test]
    public async Task Versions_that_the_settings_skip_or_pin_decide_what_is_proposed()
    {
        await using var skipping = await Story.BeginAsync(""", "SkippedVersions": ["3.37.0"] """);
        skipping.Publish("3.36.0");
        skipping.Publish("3.37.0");
        Assert.That((await skipping.RequestAsync()).Subject, Does.Contain("3.36.0"));
        Assert.That(await skipping.WaitingAsync(), Is.EqualTo(["3.37.0 ReleaseSkipped"]));
        await using var pinned = await Story.BeginAsync(""", "PinnedVersion": "3.36.0" """);
        pinned.Publish("3.37.0");
        await pinned.PassAsync(TimeSpan.FromMinutes(30));
        Assert.That((await CurrentAsync(pinned)).Findings.Single().Reason, Is.EqualTo("ReleaseMissing"));
        Assert.That(pinned.Mails("request"), Is.Empty);
    }

    [Test]
    public async Task Only_what_is_harmless_runs_without_a_person_and_only_where_the_settings_say_so()
    {
        await using var story = await Story.BeginAsync(""", "RunWithoutApproval": "WhenHarmless" """);
        await story.AskAsync(("set:InstanceName", "things-two"));
        var run = await story.EndedRunAsync();
        Assert.That(run.Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
        Assert.That(story.Mails("request"), Is.Empty);
        story.Publish("3.36.0");
        await story.RequestAsync();
        await story.PassAsync(TimeSpan.FromHours(1));
        Assert.That((await story.LatestRunAsync())!.Id, Is.EqualTo(run.Id), "what replaces the instance waits for a person");
    }

    [Test]
    public async Task A_plan_that_fits_no_window_is_blocked_and_asks_nobody()
    {
        await using var story = await Story.BeginAsync(window: "");
        story.Publish("3.36.0");
        await story.PassAsync(TimeSpan.FromMinutes(30));
        Assert.That((await CurrentAsync(story)).Findings.Select(finding => finding.Reason), Is.EqualTo(["NoWindow"]));
        Assert.That(story.Mails("request"), Is.Empty);
    }

    [Test]
    public async Task What_somebody_upgraded_by_hand_is_to_be_acknowledged_and_the_way_goes_on_from_where_it_began()
    {
        await using var story = await Story.BeginAsync();
        story.AddNotes("3.36.0", """
            {{< note "Direct upgrades from versions prior to `v3.36.0` to later versions are not supported. You must first upgrade to v3.36.0. If you come from an earlier version, run `as-db migrate` with the `v3.36.0` binary, then repeat with a `v3.37.0` or later binary." />}}
            """);
        await UpgradeByHandAsync(story, "3.36.0");
        story.Publish("3.37.0");
        var mail = await story.RequestAsync();
        Assert.That(mail.Subject, Does.Contain("3.36.0 to 3.37.0"));
        var plan = await PlanAsync(story);
        Assert.That(plan.StepsToAcknowledge, Is.EqualTo(["M0"]));
        Assert.That(plan.ManualSteps[0].Text, Does.Contain("from 3.35.0 to 3.36.0 outside the worker").And.Contain("noc-db migrate").And.Contain("is-db migrate"));
        Assert.That(plan.Migrations.Select(migration => migration.Command), Does.Contain("as-db migrate"), "the waypoint wants it again");
        Assert.That(mail.TextBody, Does.Contain("ACK M0"));
        story.Reply(mail, "APPROVE ACK M0");
        Assert.That((await story.EndedRunAsync()).Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
    }

    private static async Task UpgradeByHandAsync(Story story, string version)
    {
        var sets = (await story.ClientsAsync()).ChangeSets;
        var keys = story.Account.World.Do(_ => story.Account.Stack.Parameters.Select(parameter => parameter.Key).ToList());
        var body = VendorRelease.All.Single(release => release.Version == version).Template;
        var arn = await sets.CreateAsync(
            new ChangeSetDraft
            {
                StackName = VendorStack.Name,
                Name = "by-hand",
                Description = "by hand",
                Token = "by-hand",
                Template = TemplateSource.New.OfBody(body),
                Parameters = [.. keys.Where(key => body.Contains($"\n  {key}:", StringComparison.Ordinal)).Select(key => new ParameterSetting(key, null, UsePrevious: true))],
                Capabilities = ["CAPABILITY_NAMED_IAM"],
            },
            CancellationToken.None);
        await story.UntilAsync(async () => (await sets.DescribeAsync(arn, CancellationToken.None))?.Status == "CREATE_COMPLETE", "the change set");
        await sets.ExecuteAsync(arn, "by-hand", CancellationToken.None);
        await story.UntilAsync(() => Task.FromResult(story.Account.World.Do(_ => story.Account.Stack.Output("VersionTag")) == version), "the end of the update");
    }

    private static async Task<CurrentPlan> CurrentAsync(Story story) =>
        (await story.Database.ReadAsync(session => PlanStore.CurrentAsync(session, new StackKey(Story.Key)), CancellationToken.None))!;

    private static async Task<Plan> PlanAsync(Story story)
    {
        var fingerprint = (await CurrentAsync(story)).Plan ?? throw new AssertionException(await story.TellAsync());
        return (await story.Database.ReadAsync(session => PlanStore.PlanAsync(session, fingerprint), CancellationToken.None))!;
    }
}
