using Amazon.CloudFormation.Model;
using UpgradeWorker.Aws;

namespace UpgradeWorker.Tests.Aws;

public sealed class ChangeSetMergeTests
{
    [Test]
    public void Values_and_contexts_are_added_to_the_same_change()
    {
        var joined = ChangeSetMerge.Join([Change("Server", "True")], [Change("Server", "True", "ami-1", "ami-2")]);

        var change = joined.Single().ResourceChange!;
        Assert.That(change.AfterContext, Is.EqualTo("{}"));
        Assert.That(change.Details!.Single().Target!.BeforeValue, Is.EqualTo("ami-1"));
        Assert.That(change.Details!.Single().Target!.AfterValue, Is.EqualTo("ami-2"));
    }

    [Test]
    public void A_change_that_only_one_description_shows_counts()
    {
        var joined = ChangeSetMerge.Join([Change("Server", "True")], [Change("Database", "Conditional")]);

        Assert.That(joined.Select(one => one.ResourceChange!.LogicalResourceId), Is.EqualTo(new[] { "Server", "Database" }));
    }

    [TestCase("False", "Conditional", "Conditional")]
    [TestCase("True", "Conditional", "True")]
    [TestCase("Conditional", "True", "True")]
    public void Of_two_opinions_on_replacement_the_worse_one_counts(string plain, string valued, string expected) =>
        Assert.That(
            ChangeSetMerge.Join([Change("Server", plain)], [Change("Server", valued)]).Single().ResourceChange!.Replacement!.Value,
            Is.EqualTo(expected));

    [Test]
    public void A_detail_that_only_one_description_shows_counts()
    {
        var other = Change("Server", "True");
        other.ResourceChange!.Details![0].Target!.Name = "UserData";

        var joined = ChangeSetMerge.Join([Change("Server", "True")], [other]);

        Assert.That(joined.Single().ResourceChange!.Details!.Select(one => one.Target!.Name), Is.EqualTo(new[] { "ImageId", "UserData" }));
    }

    private static Change Change(string id, string replacement, string? before = null, string? after = null) => new()
    {
        ResourceChange = new ResourceChange
        {
            LogicalResourceId = id,
            Action = "Modify",
            Replacement = replacement,
            AfterContext = after is null ? null : "{}",
            Details =
            [
                new ResourceChangeDetail
                {
                    ChangeSource = "ParameterReference",
                    CausingEntity = "InstanceAmi",
                    Evaluation = "Static",
                    Target = new ResourceTargetDefinition
                    {
                        Attribute = "Properties", Name = "ImageId", RequiresRecreation = "Always", BeforeValue = before, AfterValue = after,
                    },
                },
            ],
        },
    };
}
