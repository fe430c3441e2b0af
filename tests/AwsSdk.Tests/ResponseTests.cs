using System.Net;
using Amazon.CloudFormation;
using Amazon.CloudFormation.Model;

namespace AwsSdk.Tests;

/// <summary>Answers of CloudFormation in the shape that the service gives, written for these tests.</summary>
public class ResponseTests
{
    private const string Ns = "xmlns=\"http://cloudformation.amazonaws.com/doc/2010-05-15/\"";

    [Test]
    public async Task A_described_stack_has_its_members()
    {
        using var client = new Wire().Answer($"""
            <DescribeStacksResponse {Ns}>
              <DescribeStacksResult>
                <Stacks>
                  <member>
                    <StackName>tts</StackName>
                    <StackId>arn:aws:cloudformation:eu-west-1:123456789012:stack/tts/1</StackId>
                    <StackStatus>UPDATE_ROLLBACK_COMPLETE</StackStatus>
                    <CreationTime>2026-03-04T05:06:07.891Z</CreationTime>
                    <DisableRollback>false</DisableRollback>
                    <TimeoutInMinutes>60</TimeoutInMinutes>
                    <NotificationARNs/>
                    <Capabilities><member>CAPABILITY_IAM</member></Capabilities>
                    <Parameters>
                      <member><ParameterKey>Domain</ParameterKey><ParameterValue>tts.example.com</ParameterValue></member>
                      <member><ParameterKey>RDSSnapshot</ParameterKey><ParameterValue/></member>
                      <member><ParameterKey>Ami</ParameterKey><ParameterValue>/aws/ami</ParameterValue><ResolvedValue>ami-1</ResolvedValue></member>
                    </Parameters>
                    <Outputs><member><OutputKey>VersionTag</OutputKey><OutputValue>3.30.0</OutputValue></member></Outputs>
                    <DriftInformation><StackDriftStatus>NOT_CHECKED</StackDriftStatus></DriftInformation>
                    <LastOperations><member><OperationType>UPDATE_STACK</OperationType><OperationId>op-1</OperationId></member></LastOperations>
                    <SomethingOfNextYear><member>1</member></SomethingOfNextYear>
                  </member>
                </Stacks>
              </DescribeStacksResult>
              <ResponseMetadata><RequestId>b1946ac9</RequestId></ResponseMetadata>
            </DescribeStacksResponse>
            """).CloudFormation();
        var answer = await client.DescribeStacksAsync(new DescribeStacksRequest { StackName = "tts" });

        Assert.That((answer.HttpStatusCode, answer.ResponseMetadata.RequestId), Is.EqualTo((HttpStatusCode.OK, "b1946ac9")));
        var stack = answer.Stacks!.Single();
        Assert.That(stack.StackStatus, Is.EqualTo(StackStatus.UPDATE_ROLLBACK_COMPLETE));
        Assert.That(stack.CreationTime, Is.EqualTo(new DateTime(2026, 3, 4, 5, 6, 7, 891, DateTimeKind.Utc)));
        Assert.That(stack.CreationTime!.Value.Kind, Is.EqualTo(DateTimeKind.Utc));
        Assert.That((stack.DisableRollback, stack.TimeoutInMinutes), Is.EqualTo(((bool?)false, (int?)60)));
        Assert.That(stack.EnableTerminationProtection, Is.Null, "absent is null, not false");
        Assert.That(stack.NotificationARNs, Is.Null, "an empty list reads as null, as in AWSSDK v4");
        Assert.That(stack.Capabilities, Is.EqualTo(new[] { "CAPABILITY_IAM" }));
        Assert.That(stack.Parameters!.Select(p => (p.ParameterKey, p.ParameterValue, p.ResolvedValue)), Is.EqualTo(new[]
        {
            ("Domain", "tts.example.com", null), ("RDSSnapshot", "", null), ("Ami", "/aws/ami", "ami-1"),
        }));
        Assert.That(stack.Outputs!.Single().OutputValue, Is.EqualTo("3.30.0"));
        Assert.That(stack.DriftInformation!.StackDriftStatus, Is.EqualTo(StackDriftStatus.NOT_CHECKED));
        Assert.That(stack.LastOperations!.Single().OperationType, Is.EqualTo(OperationType.UPDATE_STACK));
    }

    [Test]
    public async Task A_described_change_set_has_its_changes_down_to_the_details()
    {
        using var client = new Wire().Answer($"""
            <DescribeChangeSetResponse {Ns}>
              <DescribeChangeSetResult>
                <ChangeSetName>upgrade-1</ChangeSetName>
                <Status>CREATE_COMPLETE</Status>
                <ExecutionStatus>AVAILABLE</ExecutionStatus>
                <IncludeNestedStacks>false</IncludeNestedStacks>
                <Changes>
                  <member>
                    <Type>Resource</Type>
                    <ResourceChange>
                      <Action>Modify</Action>
                      <PolicyAction>ReplaceAndDelete</PolicyAction>
                      <LogicalResourceId>Instance</LogicalResourceId>
                      <PhysicalResourceId>i-0123456789abcdef0</PhysicalResourceId>
                      <ResourceType>AWS::EC2::Instance</ResourceType>
                      <Replacement>True</Replacement>
                      <Scope><member>Properties</member><member>Tags</member></Scope>
                      <Details>
                        <member>
                          <Target>
                            <Attribute>Properties</Attribute>
                            <Name>ImageId</Name>
                            <RequiresRecreation>Always</RequiresRecreation>
                            <Path>/Properties/ImageId</Path>
                            <BeforeValue>ami-1</BeforeValue>
                            <AfterValue>ami-2</AfterValue>
                            <AttributeChangeType>Modify</AttributeChangeType>
                          </Target>
                          <Evaluation>Static</Evaluation>
                          <ChangeSource>ParameterReference</ChangeSource>
                          <CausingEntity>Ami</CausingEntity>
                        </member>
                        <member><Target><Attribute>Tags</Attribute><RequiresRecreation>Never</RequiresRecreation></Target><Evaluation>Dynamic</Evaluation></member>
                      </Details>
                    </ResourceChange>
                  </member>
                </Changes>
              </DescribeChangeSetResult>
            </DescribeChangeSetResponse>
            """).CloudFormation();
        var answer = await client.DescribeChangeSetAsync(new DescribeChangeSetRequest { ChangeSetName = "upgrade-1" });

        Assert.That((answer.Status, answer.ExecutionStatus), Is.EqualTo((ChangeSetStatus.CREATE_COMPLETE, ExecutionStatus.AVAILABLE)));
        var change = answer.Changes!.Single().ResourceChange!;
        Assert.That(change.Action, Is.EqualTo(ChangeAction.Modify));
        Assert.That(change.Replacement, Is.EqualTo(Replacement.True));
        Assert.That(change.PolicyAction, Is.EqualTo(PolicyAction.ReplaceAndDelete));
        Assert.That(change.Scope, Is.EqualTo(new[] { "Properties", "Tags" }));
        Assert.That(change.Details!.Select(d => d.Evaluation), Is.EqualTo(new[] { EvaluationType.Static, EvaluationType.Dynamic }));
        var target = change.Details![0].Target!;
        Assert.That((target.Name, target.BeforeValue, target.AfterValue), Is.EqualTo(("ImageId", "ami-1", "ami-2")));
        Assert.That(target.RequiresRecreation, Is.EqualTo(RequiresRecreation.Always));
    }

    [Test]
    public async Task A_value_that_is_not_known_yet_keeps_its_text()
    {
        using var client = new Wire().Answer(
            "<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackStatus>PAUSED_BY_MOONLIGHT</StackStatus></member></Stacks></DescribeStacksResult></DescribeStacksResponse>").CloudFormation();
        var answer = await client.DescribeStacksAsync(new DescribeStacksRequest());
        Assert.That(answer.Stacks!.Single().StackStatus!.Value, Is.EqualTo("PAUSED_BY_MOONLIGHT"));
    }

    [Test]
    public async Task Text_keeps_its_white_space_markup_and_control_characters()
    {
        using var client = new Wire().Answer(
            "<GetTemplateResponse><GetTemplateResult><TemplateBody>  a: &lt;b&gt; &amp;&#xD;\n\tc&#x1B; </TemplateBody></GetTemplateResult></GetTemplateResponse>").CloudFormation();
        var answer = await client.GetTemplateAsync(new GetTemplateRequest { StackName = "tts" });
        Assert.That(answer.TemplateBody, Is.EqualTo("  a: <b> &\r\n\tc\u001b "));
    }

    [Test]
    public async Task White_space_alone_is_a_value()
    {
        using var client = new Wire().Answer(
            "<GetTemplateResponse><GetTemplateResult><TemplateBody> </TemplateBody></GetTemplateResult></GetTemplateResponse>").CloudFormation();
        Assert.That((await client.GetTemplateAsync(new GetTemplateRequest())).TemplateBody, Is.EqualTo(" "));
    }

    [Test]
    public async Task An_operation_that_answers_nothing_succeeds_with_and_without_a_result_element()
    {
        using var client = new Wire()
            .Answer("<ExecuteChangeSetResponse><ExecuteChangeSetResult/><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></ExecuteChangeSetResponse>")
            .Answer("<CancelUpdateStackResponse><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></CancelUpdateStackResponse>")
            .CloudFormation();
        Assert.That((await client.ExecuteChangeSetAsync(new ExecuteChangeSetRequest())).HttpStatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await client.CancelUpdateStackAsync(new CancelUpdateStackRequest())).HttpStatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_failed_validation_is_read_from_DescribeEvents()
    {
        using var client = new Wire().Answer($"""
            <DescribeEventsResponse {Ns}><DescribeEventsResult><OperationEvents><member>
              <EventType>VALIDATION_ERROR</EventType><OperationType>CREATE_CHANGESET</OperationType><ValidationFailureMode>FAIL</ValidationFailureMode>
              <ValidationStatus>FAILED</ValidationStatus><ValidationStatusReason>Port is not a number</ValidationStatusReason>
            </member></OperationEvents></DescribeEventsResult></DescribeEventsResponse>
            """).CloudFormation();
        var e = (await client.DescribeEventsAsync(new DescribeEventsRequest { Filters = new EventFilter { FailedEvents = true } })).OperationEvents!.Single();
        Assert.That(e.EventType, Is.EqualTo(EventType.VALIDATION_ERROR));
        Assert.That(e.ValidationFailureMode, Is.EqualTo(HookFailureMode.FAIL));
        Assert.That(e.ValidationStatusReason, Is.EqualTo("Port is not a number"));
    }
}
