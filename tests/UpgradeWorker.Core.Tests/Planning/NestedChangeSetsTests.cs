using UpgradeWorker.Core.Planning;

namespace UpgradeWorker.Core.Tests.Planning;

internal sealed class NestedChangeSetsTests
{
    private static readonly ResourceChange Storage = new()
    {
        LogicalId = "Storage",
        ResourceType = "AWS::CloudFormation::Stack",
        Action = "Modify",
        Replacement = "False",
        NestedChangeSetId = "arn:aws:cloudformation:eu-west-1:123456789012:changeSet/nested/1",
        Details = [new() { ChangeSource = "Automatic", Evaluation = "Dynamic", Attribute = "Properties" }],
    };

    private static readonly ResourceChange Database = new()
    {
        LogicalId = "Database",
        ResourceType = "AWS::RDS::DBInstance",
        Action = "Modify",
        Replacement = "True",
        PolicyAction = "ReplaceAndDelete",
        Details = [new() { Evaluation = "Static", ChangeSource = "DirectModification", Attribute = "Properties", Property = "DBName", RequiresRecreation = "Always" }],
    };

    private static readonly ResourceChange Machine = new()
    {
        LogicalId = "Machine",
        ResourceType = "AWS::EC2::Instance",
        Action = "Modify",
        Replacement = "True",
    };

    [Test]
    public void A_nested_stack_that_was_not_opened_is_refused() =>
        Assert.That(Reasons(Set(Storage)), Is.EqualTo(["ReplacementUncertain"]));

    [Test]
    public void What_a_nested_stack_loses_is_refused_by_name()
    {
        var reading = Read(NestedChangeSets.With(Set(Storage), "Storage", Set(Database, Machine)));
        Assert.That(reading.Refusals.Select(refusal => refusal.Reason), Is.EqualTo(["DataLoss"]));
        Assert.That(reading.Refusals[0].Message, Does.Contain("Storage.Database"));
        Assert.That(reading.SnapshotsNeeded.Single().LogicalId, Is.EqualTo("Storage.Database"));
    }

    [Test]
    public void A_machine_in_a_nested_stack_counts_although_the_root_template_has_none_of_that_name() =>
        Assert.That(Read(NestedChangeSets.With(Set(Storage), "Storage", Set(Machine)), new() { Instances = new HashSet<string> { "Machine" } }).NewInstances, Is.EqualTo(["Storage.Machine"]));

    [Test]
    public void Deeper_stacks_are_opened_by_their_whole_path()
    {
        var deep = NestedChangeSets.With(Set(Storage), "Storage", Set(Database with { PolicyAction = "ReplaceAndRetain" }));
        var whole = NestedChangeSets.With(Set(Storage with { LogicalId = "Data" }), "Data", deep);
        Assert.That(whole.Changes.Select(change => change.LogicalId), Is.EqualTo(["Data", "Data.Storage", "Data.Storage.Database"]));
        Assert.That(whole.OpenedStacks, Is.EqualTo(["Data", "Data.Storage"]));
        Assert.That(Reasons(whole), Is.Empty);
        Assert.That(Reasons(whole with { OpenedStacks = ["Data"] }), Is.EqualTo(["ReplacementUncertain"]));
    }

    [Test]
    public void A_nested_set_without_changes_opens_the_stack_and_a_failed_one_does_not()
    {
        var empty = Set() with { Status = "FAILED", StatusReason = "The submitted information didn't contain changes. Submit different information to create a change set." };
        Assert.That(Reasons(NestedChangeSets.With(Set(Storage), "Storage", empty)), Is.Empty);
        Assert.That(Reasons(NestedChangeSets.With(Set(Storage), "Storage", empty with { StatusReason = "Template error" })), Is.EqualTo(["ReplacementUncertain"]));
    }

    [Test]
    public void Only_nested_stacks_with_a_set_of_their_own_can_be_opened() => Assert.That(
        NestedChangeSets.In(Set(Storage, Storage with { LogicalId = "Gone", Action = "Remove" }, Storage with { LogicalId = "Bare", NestedChangeSetId = null }, Database))
            .Select(nested => nested.LogicalId),
        Is.EqualTo(["Storage"]));

    private static IEnumerable<string> Reasons(ChangeSetDescription description) => Read(description).Refusals.Select(refusal => refusal.Reason);

    private static ChangeSetReading Read(ChangeSetDescription description, ChangeSetReadingPolicy? policy = null) =>
        ChangeSetReader.Read(description, policy ?? new ChangeSetReadingPolicy());

    private static ChangeSetDescription Set(params ResourceChange[] changes) =>
        new() { Status = "CREATE_COMPLETE", ExecutionStatus = "AVAILABLE", Changes = changes };
}
