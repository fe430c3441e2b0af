using UpgradeWorker.Core.Planning;

namespace UpgradeWorker.Core.Tests.Planning;

public sealed class ChangeSetJsonTests
{
    [Test]
    public void What_the_AWS_CLI_prints_is_read()
    {
        const string text = """
            {
              "ChangeSetName": "upgrade", "ChangeSetId": "arn:set", "StackId": "arn:stack", "StackName": "demo", "Description": null,
              "Parameters": [{"ParameterKey": "Ami", "ParameterValue": "/aws/ami", "ResolvedValue": "ami-1"}],
              "CreationTime": "2026-11-22T10:00:00+00:00", "ExecutionStatus": "AVAILABLE", "Status": "CREATE_COMPLETE",
              "NotificationARNs": [], "RollbackConfiguration": {}, "Capabilities": ["CAPABILITY_IAM"], "Tags": null,
              "Changes": [
                {"Type": "Hook"},
                {"Type": "Resource", "ResourceChange": {
                  "PolicyAction": "ReplaceAndDelete", "Action": "Modify", "LogicalResourceId": "Machine", "PhysicalResourceId": "i-1",
                  "ResourceType": "AWS::EC2::Instance", "Replacement": "True", "Scope": ["Properties"],
                  "BeforeContext": "{}", "AfterContext": "{}",
                  "Details": [{"Target": {"Attribute": "Properties", "Name": "ImageId", "RequiresRecreation": "Always", "Path": "/Properties/ImageId"},
                    "Evaluation": "Static", "ChangeSource": "ParameterReference", "CausingEntity": "Ami"}]}}
              ],
              "NextToken": "more"
            }
            """;

        Assert.That(ChangeSetJson.TryRead("\uFEFF" + text, "page.json", out var read, out _), Is.True);

        Assert.That((read!.Id, read.Status, read.ExecutionStatus, read.HasMore), Is.EqualTo(("arn:set", "CREATE_COMPLETE", "AVAILABLE", true)));
        Assert.That(read.Parameters, Is.EqualTo(new[] { new ChangeSetParameter("Ami", "/aws/ami", "ami-1") }));
        var change = read.Changes.Single();
        Assert.That((change.LogicalId, change.ResourceType, change.Action, change.Replacement, change.PolicyAction, change.PhysicalId),
            Is.EqualTo(("Machine", "AWS::EC2::Instance", "Modify", "True", "ReplaceAndDelete", "i-1")));
        Assert.That(change.Details, Is.EqualTo(new[]
        {
            new ResourceChangeDetail
            {
                Attribute = "Properties",
                Property = "ImageId",
                RequiresRecreation = "Always",
                Path = "/Properties/ImageId",
                Evaluation = "Static",
                ChangeSource = "ParameterReference",
                CausingEntity = "Ami",
            },
        }));
    }

    [TestCase("", "line 1")]
    [TestCase("{\n\"Status\": ", "line 2")]
    [TestCase("[]", "the document is a list")]
    [TestCase("{}", "neither Changes nor Status")]
    [TestCase("""{"Stacks":[]}""", "neither Changes nor Status")]
    [TestCase("""{"Changes":{}}""", "Changes is an object, not a list")]
    [TestCase("""{"Changes":[{"Type":"Resource"}]}""", "Changes[0] has no ResourceChange")]
    [TestCase("""{"Changes":[{"ResourceChange":{"ResourceType":"T","Action":"Add"}}]}""", "Changes[0].ResourceChange has no LogicalResourceId")]
    [TestCase("""{"Changes":[{"ResourceChange":{"LogicalResourceId":7,"ResourceType":"T","Action":"Add"}}]}""", "LogicalResourceId is a number")]
    [TestCase("""{"Changes":[1]}""", "Changes[0] is a number")]
    [TestCase("""{"Status":"FAILED","Status":"CREATE_COMPLETE"}""", "twice")]
    [TestCase("""{"Status":"\ud800"}""", "no Unicode")]
    public void What_is_no_answer_says_the_file_and_the_place(string text, string place)
    {
        Assert.That(ChangeSetJson.TryRead(text, "page.json", out _, out var finding), Is.False);
        Assert.That(finding!.Reason, Is.EqualTo("BadChangeSet"));
        Assert.That(finding.Message, Does.StartWith("page.json: ").And.Contain(place));
    }

    [Test]
    public void Depth_is_bounded() =>
        Assert.That(ChangeSetJson.TryRead(new string('[', 100_000), "deep.json", out _, out _), Is.False);
}
