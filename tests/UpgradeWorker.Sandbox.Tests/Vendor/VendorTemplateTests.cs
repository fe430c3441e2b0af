using UpgradeWorker.Sandbox.Demo;
using UpgradeWorker.Sandbox.Tests.Demo;
using UpgradeWorker.Sandbox.Vendor;

namespace UpgradeWorker.Sandbox.Tests.Vendor;

/// <summary>What the templates' changes mean to CloudFormation.</summary>
public class VendorTemplateTests
{
    [Test]
    public async Task From_the_first_to_the_second_version_only_the_instance_is_replaced()
    {
        var set = await new OperatorStory().CreateSet(VendorRelease.All[1], []);

        Assert.That(Replaced(set.Changes), Is.EqualTo(new[] { "AddressAssociation Conditional", "Instance True" }));
    }

    [Test]
    public async Task From_the_second_to_the_third_version_the_databases_are_replaced_too()
    {
        var story = new OperatorStory();
        await story.UpgradeInstance();

        var set = await story.CreateSet(VendorRelease.All[2], []);

        Assert.That(
            Replaced(set.Changes), Is.EqualTo(new[] { "AddressAssociation Conditional", "Database True", "Instance True", "Redis True" }));
    }

    [Test]
    public async Task A_parameter_of_the_second_version_replaces_all_three()
    {
        var story = new OperatorStory();
        await story.UpgradeInstance();

        var set = await story.CreateSet(VendorRelease.All[1], [("NetworkLayout", "tiered")]);

        Assert.That(
            Replaced(set.Changes), Is.EqualTo(new[] { "AddressAssociation Conditional", "Database True", "Instance True", "Redis True" }));
    }

    [Test]
    public async Task A_password_for_Redis_or_another_key_replaces_Redis_alone()
    {
        var story = new OperatorStory();
        await story.UpgradeInstance();

        var set = await story.CreateSet(VendorRelease.All[1], [("RedisKmsKeyId", "alias/mine")]);

        Assert.That(Replaced(set.Changes), Is.SupersetOf(new[] { "Redis True" }).And.No.Member("Database True"));
    }

    private static IEnumerable<string> Replaced(IEnumerable<ChangedResource> changes) => changes
        .Where(c => c.Replacement is "True" or "Conditional")
        .Select(c => $"{c.LogicalId} {c.Replacement}")
        .Order(StringComparer.Ordinal);
}
