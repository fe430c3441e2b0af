using Amazon.CloudFormation;
using Amazon.CloudFormation.Model;

namespace AwsSdk.Tests;

/// <summary>What goes over the wire: form bodies of the AWS Query protocol.</summary>
public class RequestTests
{
    [Test]
    public async Task Create_change_set_sends_lists_numbered_under_member_and_booleans_in_lower_case()
    {
        var wire = new Wire().Answer("<CreateChangeSetResponse><CreateChangeSetResult><Id>cs</Id></CreateChangeSetResult></CreateChangeSetResponse>");
        using var client = wire.CloudFormation();
        await client.CreateChangeSetAsync(
            new CreateChangeSetRequest
            {
                StackName = "tts",
                ChangeSetName = "upgrade-1",
                ChangeSetType = ChangeSetType.UPDATE,
                ClientToken = "token-1",
                Capabilities = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"],
                IncludeNestedStacks = true,
                UsePreviousTemplate = false,
                Parameters =
                [
                    new Parameter { ParameterKey = "Domain", UsePreviousValue = true },
                    new Parameter { ParameterKey = "Size", ParameterValue = "m5 & more=ü" },
                ],
                RollbackConfiguration = new RollbackConfiguration { MonitoringTimeInMinutes = 30 },
            },
            CancellationToken.None);
        Assert.That(wire.Sent.Single().Form, Is.EquivalentTo(new[]
        {
            "Action=CreateChangeSet", "Version=2010-05-15", "StackName=tts", "ChangeSetName=upgrade-1", "ChangeSetType=UPDATE",
            "ClientToken=token-1", "Capabilities.member.1=CAPABILITY_IAM", "Capabilities.member.2=CAPABILITY_NAMED_IAM",
            "IncludeNestedStacks=true", "UsePreviousTemplate=false",
            "Parameters.member.1.ParameterKey=Domain", "Parameters.member.1.UsePreviousValue=true",
            "Parameters.member.2.ParameterKey=Size", "Parameters.member.2.ParameterValue=m5 & more=ü",
            "RollbackConfiguration.MonitoringTimeInMinutes=30",
        }));
    }
}
