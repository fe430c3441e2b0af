using System.Xml.Linq;
using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Sandbox.Tests.Support;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Tests;

/// <summary>Drift detection (user guide "Detect unmanaged configuration changes").</summary>
[TestFixture]
public sealed class DriftTests
{
    private const string Api = "cloudformation";
    private Cloud cloud = null!;

    [SetUp]
    public void Seed() => cloud = Cloud.WithHouse();

    [Test]
    public void An_untouched_stack_is_in_sync()
    {
        var status = Detect();
        Assert.That(status.Element("StackDriftStatus")!.Value, Is.EqualTo("IN_SYNC"));
        Assert.That(status.Element("DriftedStackResourceCount")!.Value, Is.EqualTo("0"));
    }

    [Test]
    public void A_changed_property_shows_with_path_and_both_values()
    {
        cloud.World.ChangeByHand(cloud.World.Resources.Of<DbInstance>().Single(), "EngineVersion", "14.10");
        Assert.That(Detect().Element("StackDriftStatus")!.Value, Is.EqualTo("DRIFTED"));
        var row = Rows("MODIFIED").Single();
        Assert.That(row.Element("LogicalResourceId")!.Value, Is.EqualTo("Database"));
        var difference = row.Descendants("PropertyDifferences").Single().Elements().Single();
        Assert.That(
            difference.Elements().Select(e => e.Value), Is.EqualTo(new[] { "/EngineVersion", "14.9", "14.10", "NOT_EQUAL" }));
    }

    [Test]
    public void A_deleted_resource_shows_as_deleted_without_properties()
    {
        cloud.World.ChangeByHand(cloud.World.Resources.Of<ReplicationGroup>().Single(), null, null);
        Detect();
        var row = Rows("DELETED").Single();
        Assert.That(row.Element("ExpectedProperties"), Is.Null);
        Assert.That(row.Element("ActualProperties"), Is.Null);
    }

    [Test]
    public void What_nobody_can_read_back_and_what_the_template_leaves_out_is_not_compared()
    {
        var database = cloud.World.Resources.Of<DbInstance>().Single();
        cloud.World.ChangeByHand(database, "MasterUserPassword", "other");
        cloud.World.ChangeByHand(database, "MaxAllocatedStorage", "500");
        Assert.That(Detect().Element("StackDriftStatus")!.Value, Is.EqualTo("IN_SYNC"));
    }

    [Test]
    public void A_resource_that_cannot_be_read_fails_the_detection_and_leaves_the_other_rows()
    {
        cloud.World.Faults.Add(new WorldFault.DriftUnreadable("Database"));
        cloud.World.ChangeByHand(cloud.World.Resources.Of<ReplicationGroup>().Single(), "CacheNodeType", "cache.m5.large");
        var status = Detect();
        Assert.That(status.Element("DetectionStatus")!.Value, Is.EqualTo("DETECTION_FAILED"));
        Assert.That(Rows("UNKNOWN").Single().Element("LogicalResourceId")!.Value, Is.EqualTo("Database"));
        Assert.That(Rows("MODIFIED").Single().Element("LogicalResourceId")!.Value, Is.EqualTo("Cache"));
    }

    [Test]
    public void One_detection_at_a_time_and_the_count_is_absent_until_it_ends()
    {
        var id = cloud.Call(Api, "DetectStackDrift", ("StackName", "house")).Element("StackDriftDetectionId")!.Value;
        var status = cloud.Call(Api, "DescribeStackDriftDetectionStatus", ("StackDriftDetectionId", id));
        Assert.That(status.Element("DetectionStatus")!.Value, Is.EqualTo("DETECTION_IN_PROGRESS"));
        Assert.That(status.Element("DriftedStackResourceCount"), Is.Null);
        Assert.That(cloud.Fail(Api, "DetectStackDrift", ("StackName", "house")).Code, Is.EqualTo("ValidationError"));
    }

    [Test]
    public void Rows_come_in_pages()
    {
        Detect();
        var first = cloud.Call(Api, "DescribeStackResourceDrifts", ("StackName", "house"), ("MaxResults", "5"));
        var second = cloud.Call(
            Api, "DescribeStackResourceDrifts", ("StackName", "house"), ("MaxResults", "5"), ("NextToken", first.Element("NextToken")!.Value));
        string[] Names(XElement page) => [.. page.Descendants("LogicalResourceId").Select(e => e.Value)];
        Assert.That(Names(first), Has.Length.EqualTo(5));
        Assert.That(Names(first).Concat(Names(second)).Distinct().Count(), Is.EqualTo(8));
    }

    private XElement Detect()
    {
        var id = cloud.Call(Api, "DetectStackDrift", ("StackName", "house")).Element("StackDriftDetectionId")!.Value;
        cloud.RunUntilQuiet();
        return cloud.Call(Api, "DescribeStackDriftDetectionStatus", ("StackDriftDetectionId", id));
    }

    private IEnumerable<XElement> Rows(string status) =>
        cloud.Call(Api, "DescribeStackResourceDrifts", ("StackName", "house"), ("StackResourceDriftStatusFilters.member.1", status))
            .Element("StackResourceDrifts")!.Elements();
}
