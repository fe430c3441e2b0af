using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Core.Tests.Stacks;

internal sealed class DriftIgnoringTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    private static readonly DriftReport Report = new(new StackKey("prod"), "d-1", new(2026, 3, 2, 3, 17, 0, TimeSpan.Zero), true, "DRIFTED",
    [
        new("Firewall", "AWS::EC2::SecurityGroup", "MODIFIED", null,
        [
            new("/SecurityGroupIngress/0/CidrIp", "\"10.0.0.0/8\"", "\"0.0.0.0/0\"", "NOT_EQUAL"),
            new("/SecurityGroupIngress/0/Description", "\"in\"", null, "REMOVE"),
            new("/Tags/0", null, "{}", "ADD"),
        ]),
        new("Alarm", "AWS::CloudWatch::Alarm", "DELETED", null, []),
        new("Key", "AWS::KMS::Key", "UNKNOWN", "Access denied", []),
    ]);

    [TestCase("AWS::EC2::SecurityGroup", null, "/Tags", "Firewall Alarm Key", 2, TestName = "what lies under the pointer is left")]
    [TestCase("AWS::EC2::SecurityGroup", null, "/Tag", "Firewall Alarm Key", 3, TestName = "half a name is no name")]
    [TestCase("AWS::EC2::*", null, "/SecurityGroupIngress/*/Description", "Firewall Alarm Key", 2, TestName = "a star stands for one part")]
    [TestCase("AWS::EC2::*", null, "/*", "Alarm Key", 0, TestName = "a resource without differences left is gone from the report")]
    [TestCase(null, "Alarm", null, "Firewall Key", 3, TestName = "a whole resource by its id")]
    [TestCase(null, "Alarm", "/Threshold", "Firewall Alarm Key", 3, TestName = "a deleted resource has no property to leave")]
    [TestCase("AWS::KMS::Key", "Key", null, "Firewall Alarm", 3, TestName = "one that cannot be read")]
    [TestCase("AWS::KMS::Key", "Firewall", null, "Firewall Alarm Key", 3, TestName = "type and id must both fit")]
    public void A_rule_takes_out(string? type, string? id, string? property, string left, int differences)
    {
        var seen = DriftIgnoring.Apply(Report, [new(type, id, property, null, "agreed")], Today);
        Assert.That(string.Join(' ', seen.Resources.Select(resource => resource.LogicalId)), Is.EqualTo(left));
        Assert.That(seen.Resources.Sum(resource => resource.Differences.Count), Is.EqualTo(differences));
        Assert.That(seen.Ignored.All(ignored => ignored.Reason == "agreed"));
        Assert.That(seen.Ignored.Count(ignored => ignored.Property is null) + seen.Resources.Count + (left.Contains("Firewall", StringComparison.Ordinal) ? 0 : 1), Is.EqualTo(3));
    }

    [Test]
    public void A_rule_holds_to_the_end_of_its_last_day()
    {
        DriftIgnoreRule rule = new(null, "Alarm", null, Today, "until the weekend");
        Assert.That(DriftIgnoring.Apply(Report, [rule], Today).Resources, Has.Count.EqualTo(2));
        Assert.That(DriftIgnoring.Apply(Report, [rule], Today.AddDays(1)).Resources, Has.Count.EqualTo(3));
    }

    [Test]
    public void A_stack_is_in_sync_when_all_drift_is_left_but_only_if_everything_was_seen()
    {
        DriftIgnoreRule[] all = [new("AWS::*", null, null, null, "demo")];
        Assert.That(DriftIgnoring.Apply(Report, all, Today), Has.Property("IsInSync").True);
        Assert.That(DriftIgnoring.Apply(Report with { Completed = false }, all, Today), Has.Property("IsInSync").False);
        Assert.That(DriftIgnoring.Apply(Report with { Status = "UNKNOWN" }, all, Today), Has.Property("IsInSync").False);
    }
}
