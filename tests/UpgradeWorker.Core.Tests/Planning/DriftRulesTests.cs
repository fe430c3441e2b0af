using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Core.Tests.Planning;

internal sealed class DriftRulesTests
{
    private static readonly DriftedResource Firewall = new("Firewall", "AWS::EC2::SecurityGroup", "MODIFIED", null,
        [new("/SecurityGroupIngress/0/CidrIp", "\"10.0.0.0/8\"", "\"0.0.0.0/0\"", "NOT_EQUAL")]);

    [TestCase("MODIFIED", "Firewall", "Drifted")]
    [TestCase("DELETED", "Firewall", "Drifted")]
    [TestCase("MODIFIED", "Other", "")]
    [TestCase("UNKNOWN", "Other", "DriftUnknown")]
    [TestCase("NOT_CHECKED", "Other", "DriftUnknown")]
    [TestCase("UNSUPPORTED", "Firewall", "")]
    [TestCase("SOMETHING_NEW", "Other", "DriftUnknown")]
    public void Every_status_blocks_as_it_must(string status, string touched, string reasons) =>
        Assert.That(string.Join(' ', Blocks(Report(Firewall with { Status = status }), DriftEffect.Block, touched)), Is.EqualTo(reasons));

    [Test]
    public void A_failed_detection_blocks_even_if_it_names_nothing() =>
        Assert.That(Blocks(Report() with { Completed = false, Status = "UNKNOWN" }, DriftEffect.Block, "Other"), Is.EqualTo(["DriftUnknown"]));

    [Test]
    public void The_finding_names_the_difference_and_what_to_do()
    {
        var message = DriftRules.Blocks(Report(Firewall), DriftEffect.Block, new HashSet<string> { "Firewall" }, reverts: false).Single().Message;
        Assert.That(message, Does.Contain("/SecurityGroupIngress/0/CidrIp: \"10.0.0.0/8\" is now \"0.0.0.0/0\"").And.Contain("DriftIgnore"));
    }

    [Test]
    public void Telling_and_no_report_block_nothing()
    {
        Assert.That(Blocks(Report(Firewall with { Status = "UNKNOWN" }), DriftEffect.Tell, "Firewall"), Is.Empty);
        Assert.That(Blocks(null, DriftEffect.Block, "Firewall"), Is.Empty);
    }

    [Test]
    public void Reverting_is_for_what_surely_drifted_and_blocks_on_what_cannot_be_told()
    {
        Assert.That(DriftRules.MustRevert(Report(Firewall), DriftEffect.Revert));
        Assert.That(DriftRules.MustRevert(Report(Firewall), DriftEffect.Block), Is.False);
        Assert.That(DriftRules.MustRevert(Report(Firewall with { Status = "UNKNOWN" }), DriftEffect.Revert), Is.False);
        Assert.That(DriftRules.Blocks(Report(Firewall), DriftEffect.Revert, new HashSet<string> { "Firewall" }, reverts: true), Is.Empty);
        Assert.That(DriftRules.Blocks(Report(Firewall, Firewall with { LogicalId = "Key", Status = "UNKNOWN" }), DriftEffect.Revert, new HashSet<string>(), reverts: true)
            .Select(finding => finding.Reason), Is.EqualTo(["DriftUnknown"]));
    }

    private static IEnumerable<string> Blocks(DriftReport? report, DriftEffect effect, string touched) =>
        DriftRules.Blocks(report, effect, new HashSet<string> { touched }, reverts: false).Select(finding => finding.Reason);

    private static DriftReport Report(params DriftedResource[] resources) =>
        new(new StackKey("prod"), "d", new(2026, 3, 2, 3, 17, 0, TimeSpan.Zero), true, "DRIFTED", resources);
}
