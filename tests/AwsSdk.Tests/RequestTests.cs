using System.Globalization;
using Amazon.CloudFormation;
using Amazon.CloudFormation.Model;
using Amazon.RDS.Model;
using Ec = Amazon.ElastiCache.Model;
using Rds = Amazon.RDS.Model;

namespace AwsSdk.Tests;

/// <summary>
/// What goes over the wire. The expected pairs were compared by hand with what AWS CLI 2.9 sends for the same call; the
/// order of the pairs has no meaning in the protocol.
/// </summary>
public class RequestTests
{
    private Wire _wire = null!;

    [SetUp]
    public void Start() => _wire = new Wire();

    [TearDown]
    public void End() => _wire.Dispose();

    [Test]
    public async Task Create_change_set_sends_what_the_AWS_CLI_sends()
    {
        await SendAsync(new CreateChangeSetRequest
        {
            StackName = "tts",
            ChangeSetName = "upgrade-1",
            ChangeSetType = ChangeSetType.UPDATE,
            ClientToken = "token-1",
            Description = "ANALYSIS, DO NOT EXECUTE",
            Capabilities = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"],
            UsePreviousTemplate = true,
            IncludeNestedStacks = false,
            ResourceTypes = ["AWS::EC2::Instance"],
            RoleARN = "arn:aws:iam::123456789012:role/cfn",
            Parameters =
            [
                new Parameter { ParameterKey = "Domain", UsePreviousValue = true },
                new Parameter { ParameterKey = "Size", ParameterValue = "m5 & more=ü" },
            ],
            Tags = [new Amazon.CloudFormation.Model.Tag { Key = "team", Value = "lora" }],
            RollbackConfiguration = new RollbackConfiguration
            {
                MonitoringTimeInMinutes = 30,
                RollbackTriggers = [new RollbackTrigger { Arn = "arn:alarm", Type = "AWS::CloudWatch::Alarm" }],
            },
            ResourcesToImport =
            [
                new ResourceToImport
                {
                    ResourceType = "AWS::S3::Bucket",
                    LogicalResourceId = "B",
                    ResourceIdentifier = new Dictionary<string, string> { ["BucketName"] = "x" },
                },
            ],
        });
        Expect(
            "Action=CreateChangeSet", "Version=2010-05-15", "StackName=tts", "UsePreviousTemplate=true",
            "Parameters.member.1.ParameterKey=Domain", "Parameters.member.1.UsePreviousValue=true",
            "Parameters.member.2.ParameterKey=Size", "Parameters.member.2.ParameterValue=m5 & more=ü",
            "Capabilities.member.1=CAPABILITY_IAM", "Capabilities.member.2=CAPABILITY_NAMED_IAM",
            "ResourceTypes.member.1=AWS::EC2::Instance", "RoleARN=arn:aws:iam::123456789012:role/cfn",
            "RollbackConfiguration.MonitoringTimeInMinutes=30",
            "RollbackConfiguration.RollbackTriggers.member.1.Arn=arn:alarm",
            "RollbackConfiguration.RollbackTriggers.member.1.Type=AWS::CloudWatch::Alarm",
            "Tags.member.1.Key=team", "Tags.member.1.Value=lora", "ChangeSetName=upgrade-1", "ClientToken=token-1",
            "Description=ANALYSIS, DO NOT EXECUTE", "ChangeSetType=UPDATE",
            "ResourcesToImport.member.1.ResourceType=AWS::S3::Bucket", "ResourcesToImport.member.1.LogicalResourceId=B",
            "ResourcesToImport.member.1.ResourceIdentifier.entry.1.key=BucketName",
            "ResourcesToImport.member.1.ResourceIdentifier.entry.1.value=x", "IncludeNestedStacks=false");
    }

    [Test]
    public async Task A_null_list_is_not_sent_and_an_empty_one_is_sent_as_nothing_which_clears()
    {
        await SendAsync(new CreateChangeSetRequest { StackName = "tts", ChangeSetName = "upgrade-2", NotificationARNs = [], Tags = [], Parameters = null });
        Expect("Action=CreateChangeSet", "Version=2010-05-15", "StackName=tts", "ChangeSetName=upgrade-2", "NotificationARNs=", "Tags=");
    }

    [Test]
    public async Task An_empty_string_is_sent_and_a_null_one_is_not()
    {
        await SendAsync(new CreateChangeSetRequest
        {
            Description = "",
            StackName = null,
            Parameters = [new Parameter { ParameterKey = "Snapshot", ParameterValue = "" }],
        });
        Expect(
            "Action=CreateChangeSet", "Version=2010-05-15", "Description=",
            "Parameters.member.1.ParameterKey=Snapshot", "Parameters.member.1.ParameterValue=");
    }

    [Test]
    public async Task Newlines_and_every_kind_of_character_of_a_template_arrive_unchanged()
    {
        const string template = "{\r\n\t\"Description\": \"100 % ~ 'quoted' + plus / slash = € 🛰\"\n}";
        await SendAsync(new CreateChangeSetRequest { TemplateBody = template });
        Assert.That(_wire.Sent[0].Form, Does.Contain("TemplateBody=" + template));
    }

    [Test]
    public async Task Execute_and_describe_change_set_send_what_the_AWS_CLI_sends()
    {
        const string arn = "arn:aws:cloudformation:eu-west-1:123456789012:changeSet/upgrade-1/1";
        using var client = Answered("ExecuteChangeSet", "DescribeChangeSet").CloudFormation();
        await client.ExecuteChangeSetAsync(new ExecuteChangeSetRequest { ChangeSetName = arn, ClientRequestToken = "run-1" });
        await client.DescribeChangeSetAsync(new DescribeChangeSetRequest { ChangeSetName = "upgrade-1", StackName = "tts", NextToken = "t1" });
        Assert.That(_wire.Sent[0].Form, Is.EquivalentTo(new[] { "Action=ExecuteChangeSet", "Version=2010-05-15", "ChangeSetName=" + arn, "ClientRequestToken=run-1" }));
        Assert.That(
            _wire.Sent[1].Form,
            Is.EquivalentTo(new[] { "Action=DescribeChangeSet", "Version=2010-05-15", "ChangeSetName=upgrade-1", "StackName=tts", "NextToken=t1" }));
    }

    [Test]
    public async Task RDS_lists_are_numbered_under_the_name_of_their_entry_as_the_AWS_CLI_does()
    {
        using var client = Answered("CreateDBSnapshot", "DescribeDBSnapshots").Rds();
        await client.CreateDBSnapshotAsync(new CreateDBSnapshotRequest
        {
            DBInstanceIdentifier = "db1",
            DBSnapshotIdentifier = "uw-r1-1",
            Tags = [new Rds.Tag { Key = "upgradeworker:run", Value = "r1" }, new Rds.Tag { Key = "b", Value = "" }],
        });
        await client.DescribeDBSnapshotsAsync(new DescribeDBSnapshotsRequest
        {
            Filters = [new Rds.Filter { Name = "db-instance-id", Values = ["db1", "db2"] }],
            IncludeShared = false,
            IncludePublic = true,
            MaxRecords = 50,
        });
        Assert.That(_wire.Sent[0].Form, Is.EquivalentTo(new[]
        {
            "Action=CreateDBSnapshot", "Version=2014-10-31", "DBSnapshotIdentifier=uw-r1-1", "DBInstanceIdentifier=db1",
            "Tags.Tag.1.Key=upgradeworker:run", "Tags.Tag.1.Value=r1", "Tags.Tag.2.Key=b", "Tags.Tag.2.Value=",
        }));
        Assert.That(_wire.Sent[1].Form, Is.EquivalentTo(new[]
        {
            "Action=DescribeDBSnapshots", "Version=2014-10-31", "Filters.Filter.1.Name=db-instance-id",
            "Filters.Filter.1.Values.Value.1=db1", "Filters.Filter.1.Values.Value.2=db2",
            "IncludeShared=false", "IncludePublic=true", "MaxRecords=50",
        }));
    }

    [Test]
    public async Task ElastiCache_requests_are_what_the_AWS_CLI_sends()
    {
        using var client = Answered("CreateSnapshot", "DescribeSnapshots").ElastiCache();
        await client.CreateSnapshotAsync(new Ec.CreateSnapshotRequest
        {
            ReplicationGroupId = "tts-redis",
            SnapshotName = "uw-r1-1",
            Tags = [new Ec.Tag { Key = "upgradeworker:run", Value = "r1" }],
        });
        await client.DescribeSnapshotsAsync(new Ec.DescribeSnapshotsRequest { ReplicationGroupId = "tts-redis", ShowNodeGroupConfig = true });
        Assert.That(_wire.Sent[0].Form, Is.EquivalentTo(new[]
        {
            "Action=CreateSnapshot", "Version=2015-02-02", "ReplicationGroupId=tts-redis", "SnapshotName=uw-r1-1",
            "Tags.Tag.1.Key=upgradeworker:run", "Tags.Tag.1.Value=r1",
        }));
        Assert.That(_wire.Sent[1].Form, Is.EquivalentTo(new[]
        {
            "Action=DescribeSnapshots", "Version=2015-02-02", "ReplicationGroupId=tts-redis", "ShowNodeGroupConfig=true",
        }));
    }

    [Test]
    public async Task An_overload_without_arguments_sends_nothing_but_its_action()
    {
        using var client = Answered("DescribeStacks").CloudFormation();
        await client.DescribeStacksAsync(CancellationToken.None);
        Expect("Action=DescribeStacks", "Version=2010-05-15");
    }

    [Test]
    [SetCulture("sv-SE")]
    public async Task Numbers_are_the_same_in_every_culture()
    {
        Assert.That((-1).ToString(CultureInfo.CurrentCulture), Is.Not.EqualTo("-1"), "this culture writes a minus of its own");
        using var client = Answered("DescribeStackResourceDrifts").CloudFormation();
        await client.DescribeStackResourceDriftsAsync(new DescribeStackResourceDriftsRequest { StackName = "tts", MaxResults = -1 });
        Expect("Action=DescribeStackResourceDrifts", "Version=2010-05-15", "StackName=tts", "MaxResults=-1");
    }

    [Test]
    public void A_null_entry_of_a_list_is_refused_by_name()
    {
        Assert.That(
            async () => await SendAsync(new CreateChangeSetRequest { Capabilities = ["A", null!] }),
            Throws.ArgumentException.With.Message.Contains("Entry 2 of Capabilities"));
        Assert.That(_wire.Sent, Is.Empty);
    }

    private async Task SendAsync(CreateChangeSetRequest request)
    {
        using var client = Answered("CreateChangeSet").CloudFormation();
        await client.CreateChangeSetAsync(request);
    }

    private Wire Answered(params string[] actions)
    {
        foreach (var action in actions)
        {
            _wire.Answer($"<{action}Response><{action}Result/></{action}Response>");
        }

        return _wire;
    }

    private void Expect(params string[] form) => Assert.That(_wire.Sent.Single().Form, Is.EquivalentTo(form));
}
