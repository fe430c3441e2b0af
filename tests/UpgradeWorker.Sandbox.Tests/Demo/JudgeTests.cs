using UpgradeWorker.Sandbox.Demo;
using UpgradeWorker.Sandbox.Vendor;

namespace UpgradeWorker.Sandbox.Tests.Demo;

public class JudgeTests
{
    [Test]
    public async Task A_story_told_right_is_found_right()
    {
        var story = new OperatorStory();
        await story.Run();

        var failed = Judge.Weigh(story.End(ledgerEntries: 3), OperatorStory.Goal).Where(v => !v.Holds);

        Assert.That(failed, Is.Empty);
    }

    [TestCase(Sabotage.SnapshotParametersBlank, "the database was restored from the snapshot that the stack's parameter names")]
    [TestCase(Sabotage.SnapshotParametersBlank, "Redis was restored from the snapshot that the stack's parameter names")]
    [TestCase(Sabotage.SnapshotParametersBlank, "every acknowledged row is in the database, once")]
    [TestCase(Sabotage.SnapshotParametersBlank, "every acknowledged row is in Redis, once")]
    [TestCase(Sabotage.ServiceLeftRunning, "every acknowledged row is in the database, once")]
    [TestCase(Sabotage.ServiceLeftRunning, "every acknowledged row is in Redis, once")]
    [TestCase(Sabotage.MigrationSkipped, "every migration was applied, once and in order")]
    [TestCase(Sabotage.MigrationSkipped, "the service is active and its databases are migrated")]
    [TestCase(Sabotage.MigrationTwice, "every migration was applied, once and in order")]
    [TestCase(Sabotage.OtherChangeSetExecuted, "what was executed is what people were shown")]
    [TestCase(Sabotage.ServiceNotStarted, "the service is active and its databases are migrated")]
    public async Task A_story_with_something_wrong_is_found_out(Sabotage sabotage, string guarantee)
    {
        var story = new OperatorStory(sabotage);
        await story.Run();

        var verdict = Judge.Weigh(story.End(ledgerEntries: 3), OperatorStory.Goal).Single(v => v.Guarantee == guarantee);

        Assert.That(verdict.Holds, Is.False, verdict.Detail);
    }

    [TestCase(2)]
    [TestCase(4)]
    public async Task A_ledger_that_counts_otherwise_than_Lets_Encrypt_is_found_out(int entries)
    {
        var story = new OperatorStory();
        await story.Run();

        Assert.That(Failed(story.End(entries)), Is.EqualTo(new[] { "the ledger counts what Let's Encrypt issued, and nothing was refused" }));
    }

    [Test]
    public async Task A_story_that_stops_half_way_is_found_out()
    {
        var story = new OperatorStory();
        story.Pass(TimeSpan.FromHours(1));
        await story.UpgradeInstance();

        Assert.That(Failed(story.End(2)), Does.Contain("the new version runs").And.Contain("what was executed is what people were shown"));
    }

    [Test]
    public void A_story_in_which_nothing_happened_is_found_out()
    {
        var story = new OperatorStory();

        Assert.That(Failed(story.End(1)), Has.Length.GreaterThan(4));
    }

    [Test]
    public async Task Changes_that_nobody_was_shown_are_found_out()
    {
        var story = new OperatorStory();
        await story.Run();
        var end = story.End(3);
        end = end with { Upgrades = [end.Upgrades[0] with { Announced = null }, end.Upgrades[1]] };

        Assert.That(Failed(end), Is.EqualTo(new[] { "what was executed is what people were shown" }));
    }

    [TestCase("")]
    [TestCase("another")]
    public async Task Another_plan_than_the_one_that_people_were_shown_is_found_out(string shown)
    {
        var story = new OperatorStory();
        await story.Run();
        var end = story.End(3);
        end = end with { Upgrades = [end.Upgrades[0], end.Upgrades[1] with { AnnouncedPlan = shown }] };

        Assert.That(Failed(end), Is.EqualTo(new[] { "what was executed is what people were shown" }));
    }

    [Test]
    public async Task A_sixth_certificate_in_a_week_is_found_out()
    {
        var story = new OperatorStory();
        await story.Run();
        var end = story.End(3);
        for (var i = 0; i < 3; i++)
        {
            story.Account.Vendor.Application.LetsEncrypt.Order([VendorStack.Domain], "elsewhere", true, story.Account.World.Now);
        }

        Assert.That(Failed(story.End(6)), Does.Contain("the ledger counts what Let's Encrypt issued, and nothing was refused"));
        Assert.That(Failed(end), Is.Empty);
    }

    private static string[] Failed(EndState end) => [.. Judge.Weigh(end, OperatorStory.Goal).Where(v => !v.Holds).Select(v => v.Guarantee)];
}
