using UpgradeWorker.Core.Planning;
using static UpgradeWorker.Core.Tests.Planning.SomeChangeSet;

namespace UpgradeWorker.Core.Tests.Planning;

public sealed class ChangeSetPagesTests
{
    [Test]
    public void Pages_become_one_set_and_what_is_there_twice_counts_once()
    {
        var first = Of(Modify("A", Instance, "False", Direct("Tags", "Never"))) with { Id = "arn", HasMore = true, Capabilities = ["CAPABILITY_IAM"] };
        var second = Of(Modify("A", Instance, "False", Direct("Tags", "Never")), Act("Add", "B", "AWS::SNS::Topic")) with
        { Id = "arn", Capabilities = ["CAPABILITY_IAM"] };

        var whole = Merge(first, second);

        Assert.That(whole.Changes.Select(change => change.LogicalId), Is.EqualTo(new[] { "A", "B" }));
        Assert.That(whole.Changes[0].Details, Has.Count.EqualTo(1));
        Assert.That(whole.Capabilities, Is.EqualTo(new[] { "CAPABILITY_IAM" }));
        Assert.That(whole.HasMore, Is.False);
    }

    [Test]
    public void An_answer_with_values_adds_places_and_one_without_adds_what_it_lacks()
    {
        var without = Of(
            Modify("A", "AWS::SNS::Topic", "False", Direct("DisplayName", "Never"), Direct("Tags", "Never")),
            Modify("B", Database, "True", Direct("KmsKeyId", "Always")));
        var with = Of(Modify("A", "AWS::SNS::Topic", "False",
            Direct("Tags", "Never") with { Path = "/Properties/Tags/0/Value" }, Direct("Tags", "Never") with { Path = "/Properties/Tags/1/Value" }));

        foreach (var whole in new[] { Merge(without, with), Merge(with, without) })
        {
            Assert.That(whole.Changes.Select(change => change.LogicalId), Is.EquivalentTo(new[] { "A", "B" }));
            Assert.That(whole.Changes.Single(change => change.LogicalId == "A").Details.Select(detail => detail.Path ?? detail.Property),
                Is.EquivalentTo(new[] { "DisplayName", "/Properties/Tags/0/Value", "/Properties/Tags/1/Value" }));
        }
    }

    [Test]
    public void Of_two_answers_the_worse_counts()
    {
        var mild = Of(Modify("Store", Database, "False"));
        var grave = Of(Modify("Store", Database, "True"));

        Assert.That(Merge(mild, grave).Changes.Single().Replacement, Is.EqualTo("True"));
        Assert.That(Merge(grave, mild).Changes.Single().Replacement, Is.EqualTo("True"));
        Assert.That(Merge(mild, grave).Changes.Single().PolicyAction, Is.EqualTo("ReplaceAndDelete"));
    }

    [Test]
    public void Answers_about_different_sets_or_states_are_not_merged()
    {
        Assert.That(Reason(Of() with { Id = "arn:1" }, Of() with { Id = "arn:2" }), Is.EqualTo("DifferentChangeSets"));
        Assert.That(Reason(Of(), Of() with { ExecutionStatus = "OBSOLETE" }), Is.EqualTo("DifferentChangeSets"));
    }

    [Test]
    public void A_set_without_its_last_page_is_not_read()
    {
        Assert.That(Reason(Of() with { HasMore = true }), Is.EqualTo("PageMissing"));
        Assert.That(Reason(), Is.EqualTo("PageMissing"));
    }

    private static ChangeSetDescription Merge(params ChangeSetDescription[] answers) =>
        ChangeSetPages.TryMerge(answers, out var whole, out var finding) ? whole : throw new AssertionException(finding.Message);

    private static string? Reason(params ChangeSetDescription[] answers) =>
        ChangeSetPages.TryMerge(answers, out _, out var finding) ? null : finding.Reason;
}
