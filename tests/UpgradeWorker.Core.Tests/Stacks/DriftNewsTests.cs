using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Core.Tests.Stacks;

internal sealed class DriftNewsTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 3, 17, 0, TimeSpan.Zero);
    private static readonly DriftedResource Open = Firewall("\"0.0.0.0/0\"");
    private static readonly DriftedResource Deleted = new("Alarm", "AWS::CloudWatch::Alarm", "DELETED", null, []);
    private static readonly DriftedResource Unreadable = new("Firewall", "AWS::EC2::SecurityGroup", "UNKNOWN", "Access denied", []);

    [Test]
    public void A_drift_is_told_once_and_once_when_it_is_gone()
    {
        var story = new Telling();
        Assert.That(story.Tell([Open, Deleted]), Is.EqualTo("new Firewall Alarm; gone "));
        Assert.That(story.Tell([Open, Deleted]), Is.EqualTo("nothing"));
        Assert.That(story.Tell([Deleted]), Is.EqualTo("new ; gone Firewall"));
        Assert.That(story.Tell([Deleted]), Is.EqualTo("nothing"));
        Assert.That(story.Tell([Open, Deleted]), Is.EqualTo("new Firewall; gone "), "it came back");
        Assert.That(story.Tell([]), Is.EqualTo("new ; gone Firewall Alarm"));
    }

    [Test]
    public void Another_value_of_the_same_property_is_new_and_nothing_is_gone()
    {
        var story = new Telling();
        story.Tell([Open]);
        Assert.That(story.Tell([Firewall("\"192.0.2.0/24\"")]), Is.EqualTo("new Firewall; gone "));
        Assert.That(story.Tell([Firewall("\"192.0.2.0/24\"")]), Is.EqualTo("nothing"));
    }

    [Test]
    public void Only_the_new_differences_of_a_resource_are_told()
    {
        var story = new Telling();
        story.Tell([Open]);
        var more = Open with { Differences = [.. Open.Differences, new("/Tags/0", null, "{}", "ADD")] };
        var news = DriftNews.Of(Report([more]), story.Known);
        Assert.That(news.New.Single().Differences.Select(difference => difference.PropertyPath), Is.EqualTo(["/Tags/0"]));
    }

    [Test]
    public void What_cannot_be_looked_at_is_told_once_and_proves_nothing_gone()
    {
        var story = new Telling();
        story.Tell([Open]);
        Assert.That(story.Tell([Unreadable]), Is.EqualTo("new Firewall; gone "), "that it cannot be looked at is news");
        Assert.That(story.Tell([Unreadable]), Is.EqualTo("nothing"));
        Assert.That(story.Tell([Open]), Is.EqualTo("nothing"), "the drift was told before");
        Assert.That(story.Tell([]), Is.EqualTo("new ; gone Firewall"));
    }

    [Test]
    public void A_detection_that_failed_is_told_once_and_forgets_nothing()
    {
        var story = new Telling();
        story.Tell([Open]);
        Assert.That(story.Tell([], completed: false), Is.EqualTo("failed"));
        Assert.That(story.Tell([], completed: false), Is.EqualTo("nothing"));
        Assert.That(story.Tell([Open]), Is.EqualTo("nothing"));
        Assert.That(story.Tell([], completed: false), Is.EqualTo("failed"), "it had worked in between");
    }

    [Test]
    public void Types_that_AWS_cannot_look_at_are_no_drift() =>
        Assert.That(new Telling().Tell([Deleted with { Status = "UNSUPPORTED" }]), Is.EqualTo("nothing"));

    private static DriftedResource Firewall(string actual) => new("Firewall", "AWS::EC2::SecurityGroup", "MODIFIED", null,
        [new("/SecurityGroupIngress/0/CidrIp", "\"10.0.0.0/8\"", actual, "NOT_EQUAL")]);

    private static DriftReport Report(IReadOnlyList<DriftedResource> resources, bool completed = true) =>
        new(new StackKey("prod"), "d", At, completed, completed ? "DRIFTED" : "UNKNOWN", resources);

    /// <summary>What was told so far, as the table keeps it.</summary>
    private sealed class Telling
    {
        public IReadOnlyList<KnownDrift> Known { get; private set; } = [];

        public string Tell(IReadOnlyList<DriftedResource> resources, bool completed = true)
        {
            var news = DriftNews.Of(Report(resources, completed), Known);
            Known = news.Known;
            return !news.IsAny ? "nothing" : news.DetectionFailed ? "failed"
                : $"new {string.Join(' ', news.New.Select(resource => resource.LogicalId))}; gone {string.Join(' ', news.Gone.Select(one => one.LogicalId))}";
        }
    }
}
