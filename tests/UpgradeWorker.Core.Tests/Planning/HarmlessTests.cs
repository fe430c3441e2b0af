using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Tests.Mails;

namespace UpgradeWorker.Core.Tests.Planning;

internal sealed class HarmlessTests
{
    private static readonly PlannedChange Alarm = new("Alarm", "AWS::CloudWatch::Alarm", "Modify", "no", null, ["direct"], ["Threshold"]);

    private static readonly Plan Quiet = SomeViews.Plan with
    {
        Changes = [Alarm],
        Security = [],
        Snapshots = [],
        ReplacedInstances = [],
        Migrations = [],
        ManualSteps = [],
    };

    [Test]
    public void What_touches_nothing_of_weight_may_run_without_a_person() => Assert.That(Harmless.Check(Quiet), Is.Null);

    public static IEnumerable<TestCaseData> Weighty()
    {
        yield return Case("a replacement", Quiet with { Changes = [Alarm with { Replacement = "yes" }] });
        yield return Case("an uncertain replacement", Quiet with { Changes = [Alarm with { Replacement = "uncertain" }] });
        yield return Case("a removal", Quiet with { Changes = [Alarm with { Action = "Remove" }] });
        yield return Case("a resource brought back to what the template says", Quiet with { Changes = [Alarm with { Action = "SyncWithActual" }] });
        yield return Case("a scaling group that exchanges its machines", Quiet with { ReplacedInstances = ["Group"] });
        yield return Case("a database held in place, which gets a snapshot", Quiet with { Snapshots = [new("database", "Database", false, null)] });
        yield return Case("permissions", Quiet with { Security = ["permissions: Role (AWS::IAM::Role) changes"] });
        yield return Case("a subnet", Quiet with { Changes = [Alarm with { ResourceType = "AWS::EC2::Subnet" }] });
        yield return Case("a listener", Quiet with { Changes = [Alarm with { ResourceType = "AWS::ElasticLoadBalancingV2::Listener" }] });
        yield return Case("a name", Quiet with { Changes = [Alarm with { ResourceType = "AWS::Route53::RecordSet" }] });
        yield return Case("a migration", Quiet with { Migrations = [new("is-db migrate", ["3.37.0"], null)] });
        yield return Case("a step for a person", Quiet with { ManualSteps = [new("M1", "3.37.0", "after", "Rotate the keys.")] });
        yield return Case("no change that is named", Quiet with { Changes = [] });
    }

    [TestCaseSource(nameof(Weighty))]
    public void Everything_else_asks(Plan plan) => Assert.That(Harmless.Check(plan)?.Reason, Is.EqualTo("NotHarmless"));

    [Test]
    public void A_tag_on_the_instance_is_no_network_change() =>
        Assert.That(Harmless.Check(Quiet with { Changes = [Alarm with { ResourceType = "AWS::EC2::Instance", Properties = ["Tags"] }] }), Is.Null);

    private static TestCaseData Case(string name, Plan plan) => new TestCaseData(plan).SetArgDisplayNames(name);
}
