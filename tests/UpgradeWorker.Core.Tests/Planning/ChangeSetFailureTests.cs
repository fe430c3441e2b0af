using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Templates;

namespace UpgradeWorker.Core.Tests.Planning;

internal sealed class ChangeSetFailureTests
{
    private const string Nested = "arn:aws:cloudformation:eu-west-1:123456789012:changeSet/Storage-1ABC/8f0c";

    [TestCase("The following hook(s)/validation failed: [AWS::EarlyValidation::PropertyValidation].", "EarlyValidation")]
    [TestCase($"Nested change set {Nested} was not successfully created: Currently in FAILED.", "NestedChangeSetFailed")]
    [TestCase("Requires capabilities : [CAPABILITY_NAMED_IAM]", "CapabilitiesMissing")]
    [TestCase("Stack:arn:aws:cloudformation:eu-west-1:1:stack/s/1 is in UPDATE_IN_PROGRESS state and can not be updated.", "StackBusy")]
    [TestCase("Parameters: [NewKey] must have values", "NoValue")]
    [TestCase("Transform AWS::Serverless-2016-10-31 failed with: Invalid Serverless Application Specification document.", "TransformFailed")]
    [TestCase("The following hook(s) failed: [Corp::Guard::Hook]", "HookFailed")]
    [TestCase("Template format error: Unresolved resource dependencies [X] in the Resources block of the template", "AnalysisFailed")]
    [TestCase(null, "AnalysisFailed")]
    public void Each_reason_has_its_word(string? said, string reason) =>
        Assert.That(ChangeSetFailure.Explain(new ChangeSetDescription { Status = "FAILED", StatusReason = said }, []).Reason, Is.EqualTo(reason));

    [Test]
    public void The_details_are_told()
    {
        var description = new ChangeSetDescription { Status = "FAILED", StatusReason = "failed: [AWS::EarlyValidation::PropertyValidation]" };
        Assert.That(ChangeSetFailure.Explain(description, ["Queue (AWS::SQS::Queue) at /Properties/Dely: no such property"]).Message,
            Does.Contain("Queue (AWS::SQS::Queue) at /Properties/Dely: no such property.").And.Contain("Mend"));
    }

    [Test]
    public void The_set_of_a_run_is_told_with_its_details()
    {
        var description = new ChangeSetDescription { Status = "FAILED", StatusReason = "Use DescribeEvents." };
        Assert.That(ChangeSetFailure.OfFinal(description, []).Message, Is.EqualTo("The final change set is FAILED: Use DescribeEvents."));
        Assert.That(ChangeSetFailure.OfFinal(description, ["Queue: no such property"]).Message, Does.EndWith("Use DescribeEvents. Queue: no such property."));
    }

    [Test]
    public void Details_have_an_end()
    {
        var description = new ChangeSetDescription { Status = "FAILED", StatusReason = "failed: [AWS::EarlyValidation::PropertyValidation]" };
        var details = Enumerable.Range(1, 40).Select(number => $"Queue{number}: {new string('x', 5000)}").ToList();
        foreach (var told in new[] { ChangeSetFailure.Explain(description, details), ChangeSetFailure.OfFinal(description, details) })
        {
            Assert.That(told.Message, Does.Contain("Queue1: ").And.Contain("Queue5: ").And.Not.Contain("Queue6: ").And.Contain("And 35 more."));
            Assert.That(told.Message, Has.Length.LessThan(2500));
        }
    }

    [Test]
    public void The_nested_sets_that_failed_are_named()
    {
        Assert.That(ChangeSetFailure.NestedIn($"Nested change set {Nested} was not successfully created: Currently in FAILED."), Is.EqualTo([Nested]));
        Assert.That(ChangeSetFailure.NestedIn("Something else"), Is.Empty);
        Assert.That(ChangeSetFailure.NestedIn(null), Is.Empty);
    }

    [Test]
    public void A_refusal_that_is_not_known_stays_what_it_is() => Assert.That(ChangeSetFailure.Explain("CreateChangeSet failed: Rate exceeded"), Is.Null);

    [TestCase("R: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } }", "", "", "CAPABILITY_IAM")]
    [TestCase("R: { Type: 'AWS::IAM::Role', Properties: { RoleName: admin } }", "", "CAPABILITY_IAM", "CAPABILITY_IAM CAPABILITY_NAMED_IAM")]
    [TestCase("R: { Type: 'AWS::IAM::Role', Properties: { } }", "", "CAPABILITY_NAMED_IAM", "CAPABILITY_NAMED_IAM")]
    [TestCase("Q: { Type: 'AWS::SQS::Queue' }", "", "CAPABILITY_IAM", "CAPABILITY_IAM")]
    [TestCase("Q: { Type: 'AWS::SQS::Queue' }", "", "", "")]
    [TestCase("Q: { Type: 'AWS::Serverless::Function' }", "Transform: AWS::Serverless-2016-10-31", "", "CAPABILITY_AUTO_EXPAND CAPABILITY_IAM")]
    [TestCase("N: { Type: 'AWS::CloudFormation::Stack' }", "", "", "CAPABILITY_IAM CAPABILITY_AUTO_EXPAND")]
    public void What_a_template_needs_is_sent(string resource, string head, string known, string needed)
    {
        var template = TemplateReader.Read($"{head}\nResources:\n  {resource}\n", "some.yaml") is TemplateReading.Read { Template: var read } ? read : throw new AssertionException("unreadable");
        Assert.That(string.Join(' ', NeededCapabilities.Of(template, known.Split(' ', StringSplitOptions.RemoveEmptyEntries))), Is.EqualTo(needed));
    }
}
