using System.Globalization;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Core.Templates;

namespace UpgradeWorker.Core.Tests.Templates;

/// <summary>Templates of our own in the shapes that vendors publish: nested, transformed, full of conditions and parameters.</summary>
internal sealed class VendorShapesTests
{
    /// <summary>An entry stack whose parts are stacks of their own, as quick starts are built.</summary>
    private const string Nested = """
        AWSTemplateFormatVersion: 2010-09-09
        Description: "Entry point, version v2.4.1 (qs-1abcdef)"
        Parameters:
          PartsBucket: { Type: String, Default: vendor-parts, AllowedPattern: '^[0-9a-zA-Z]+([0-9a-zA-Z-]*[0-9a-zA-Z])*$' }
          PartsPrefix: { Type: String, Default: v2.4.1/ }
          RestoreFrom: { Type: String, Default: "" }
        Rules:
          Supported: { Assertions: [{ Assert: { "Fn::Contains": [[eu-west-1], !Ref AWS::Region] } }] }
        Conditions:
          OwnBucket: !Not [!Equals [!Ref PartsBucket, vendor-parts]]
        Resources:
          Network:
            Type: AWS::CloudFormation::Stack
            Properties:
              TemplateURL: !Sub
                - https://${Bucket}.s3.${Region}.${AWS::URLSuffix}/${PartsPrefix}network.yaml
                - Bucket: !If [OwnBucket, !Ref PartsBucket, !Sub 'vendor-${AWS::Region}']
                  Region: !If [OwnBucket, !Ref AWS::Region, us-east-1]
              Parameters: { Zones: !Join [",", !GetAZs ""] }
          Storage:
            Type: AWS::CloudFormation::Stack
            DependsOn: Network
            Properties:
              TemplateURL: !Sub https://${PartsBucket}.s3.amazonaws.com/${PartsPrefix}storage.yaml
              Parameters:
                SnapshotToRestore: !Ref RestoreFrom
                Subnets: !GetAtt Network.Outputs.Subnets
        Outputs:
          Endpoint: { Value: !GetAtt [Storage, Outputs.Endpoint], Export: { Name: !Sub '${AWS::StackName}-endpoint' } }
        """;

    /// <summary>A serverless application with the sections that only its transform knows.</summary>
    private const string Serverless = """
        Transform: [AWS::Serverless-2016-10-31, { Name: AWS::Include, Parameters: { Location: s3://parts/more.yaml } }]
        Globals:
          Function: { Runtime: python3.13, Timeout: 30, Environment: { Variables: { LEVEL: !Ref Level } } }
        Metadata:
          AWS::ServerlessRepo::Application: { Name: app, SemanticVersion: 4.4.0 }
        Parameters:
          Level: { Type: String, Default: info }
        Resources:
          Handler:
            Type: AWS::Serverless::Function
            Connectors: { Write: { Properties: { Destination: { Id: Rows }, Permissions: [Write] } } }
            Properties:
              Handler: app.run
              InlineCode: |
                import os
                def run(event, context):
                    return {"level": os.environ["LEVEL"]}   # "!Ref" in code is text
              Events: { Timer: { Type: Schedule, Properties: { Schedule: rate(5 minutes) } } }
              Policies: [{ DynamoDBCrudPolicy: { TableName: !Ref Rows } }]
          Rows: { Type: AWS::Serverless::SimpleTable }
          Fn::ForEach::Queues: [Name, [In, Out], { "Queue${Name}": { Type: AWS::SQS::Queue } }]
        """;

    /// <summary>Databases behind conditions in conditions, and machines by every road.</summary>
    private const string Conditional = """
        Parameters:
          Snapshot: { Type: String, Default: "" }
          ClusterSnapshot: { Type: String, Default: "" }
          CacheBackup: { Type: CommaDelimitedList, Default: "" }
          Engine: { Type: String, Default: postgres, AllowedValues: [postgres, aurora] }
          Stage: { Type: String, Default: prod }
        Mappings:
          Sizes: { prod: { Db: db.r6g.large }, test: { Db: db.t4g.small } }
        Conditions:
          IsAurora: !Equals [!Ref Engine, aurora]
          IsPlain: !Not [!Condition IsAurora]
          HasSnapshot: !Not [!Equals [!Ref Snapshot, ""]]
          IsProd: !Equals [!Ref Stage, prod]
          RestoresPlain: !And [!Condition IsPlain, !Condition HasSnapshot, !Or [!Condition IsProd, !Equals [!Ref Stage, stage]]]
        Resources:
          Plain:
            Type: AWS::RDS::DBInstance
            Condition: IsPlain
            Properties:
              DBInstanceClass: !FindInMap [Sizes, !Ref Stage, Db]
              DBSnapshotIdentifier: !If [RestoresPlain, !If [IsProd, !Ref Snapshot, !Sub "${Snapshot}"], !Ref AWS::NoValue]
          Aurora:
            Type: AWS::RDS::DBCluster
            Condition: IsAurora
            Properties: { SnapshotIdentifier: !If [IsProd, !Ref ClusterSnapshot, !Ref AWS::NoValue] }
          Reader: { Type: AWS::RDS::DBInstance, Condition: IsAurora, Properties: { DBClusterIdentifier: !Ref Aurora } }
          Cache:
            Type: AWS::ElastiCache::ReplicationGroup
            Properties: { SnapshotName: !Select [0, !Ref CacheBackup] }
          Workers:
            Type: AWS::AutoScaling::AutoScalingGroup
            UpdatePolicy: !If [IsProd, { AutoScalingRollingUpdate: { MaxBatchSize: 1 } }, !Ref AWS::NoValue]
            Properties:
              MixedInstancesPolicy:
                LaunchTemplate:
                  LaunchTemplateSpecification: { LaunchTemplateId: !Ref Machine, Version: !GetAtt Machine.LatestVersionNumber }
          Machine:
            Type: AWS::EC2::LaunchTemplate
            Properties:
              LaunchTemplateData: { UserData: { "Fn::Base64": !Sub "#!/bin/sh\necho ${Stage}\n" } }
          Keeps: { Type: AWS::AutoScaling::AutoScalingGroup, Properties: { LaunchTemplate: { LaunchTemplateId: !Ref Other } } }
          Other: { Type: AWS::EC2::LaunchTemplate }
          Bastion: { Type: AWS::EC2::Instance, Condition: IsProd }
        """;

    [Test]
    public void A_stack_of_stacks_is_read_and_its_parts_are_opened_when_it_is_planned()
    {
        var template = Some.Template(Nested, "entry.template.yaml");
        Assert.That(TemplateVersion.Find(template), Is.EqualTo(new TemplateVersion("2.4.1", "description")));
        var reading = Some.Roles(template);
        Assert.That(reading.Findings, Is.Empty);
        Assert.That(reading.Roles.Databases.Concat(reading.Roles.Instances), Is.Empty, "they lie in the parts");
        Assert.That(NeededCapabilities.Of(template, []), Is.EqualTo(["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]));
        Assert.That((Planning.SomeDraft.Of() with { Target = template }).IncludesNestedStacks);
        Assert.That((Planning.SomeDraft.Of() with { Target = template, RevertsDrift = true }).IncludesNestedStacks, Is.False);
    }

    [Test]
    public void A_template_for_a_transform_is_read_as_it_stands()
    {
        var template = Some.Template(Serverless);
        Assert.That(template.Transforms, Is.EqualTo(["AWS::Serverless-2016-10-31", "AWS::Include"]));
        Assert.That(template.Resources.Select(resource => resource.LogicalId), Is.EqualTo(["Handler", "Rows"]));
        Assert.That(template.Resources[0].Properties.At("InlineCode")!.AsText, Does.Contain("\"!Ref\" in code"));
        Assert.That(TemplateVersion.Find(template)!.Text, Is.EqualTo("4.4.0"));
        Assert.That(NeededCapabilities.Of(template, []), Is.EqualTo(["CAPABILITY_AUTO_EXPAND", "CAPABILITY_IAM"]));
    }

    [Test]
    public void Conditions_in_conditions_hide_no_role()
    {
        var roles = Some.Roles(Some.Template(Conditional)).Roles;
        Assert.That(roles.Databases, Is.EqualTo(["Plain", "Aurora"]));
        Assert.That(roles.SnapshotParameters, Is.EquivalentTo(new Dictionary<string, string>
        {
            ["Plain"] = "Snapshot",
            ["Aurora"] = "ClusterSnapshot",
            ["Cache"] = "CacheBackup",
        }));
        Assert.That(roles.DatabaseSnapshotParameter, Is.Null, "two databases, two parameters");
        Assert.That(roles.CacheSnapshotParameter, Is.EqualTo("CacheBackup"));
        Assert.That(roles.Instances, Is.EquivalentTo(["Workers", "Machine", "Bastion"]), "a group without an update policy keeps its machines");
        Assert.That(roles.Restoring, Is.EquivalentTo(["CacheBackup", "Snapshot", "ClusterSnapshot"]));
    }

    [Test]
    public void Two_hundred_parameters_of_every_kind_are_carried_over()
    {
        string[] kinds =
        [
            "Type: String", "Type: String, Default: d", "Type: Number, Default: 5, MinValue: 1, MaxValue: 9", "Type: CommaDelimitedList, Default: 'a,b'",
            "Type: 'List<AWS::EC2::Subnet::Id>'", "Type: 'AWS::SSM::Parameter::Value<String>', Default: /a/b", "Type: String, NoEcho: yes, Default: x",
            "Type: 'AWS::EC2::KeyPair::KeyName'", "Type: String, AllowedValues: [p, q, ''], Default: ''", "Type: 'List<Number>', Default: '1, 2', MinValue: 0",
        ];
        string[] live = ["text", "d", "7", "a,b,c", "subnet-1,subnet-2", "/a/b", "****", "key", "q", "1,2,3"];
        string Parameters(string prefix) => string.Concat(Enumerable.Range(0, 200).Select(number =>
            string.Create(CultureInfo.InvariantCulture, $"  {prefix}{number}: {{ {kinds[number % 10]} }}\n")));
        var old = Some.Template("Parameters:\n" + Parameters("P") + "Resources: { T: { Type: AWS::SNS::Topic } }");
        var present = old.Parameters.Select((parameter, index) => new StackParameter(parameter.Name, live[index % 10], index % 10 == 5 ? "value" : null)).ToList();
        var same = ParameterReconciliation.Reconcile(old, old, present, new Dictionary<string, string>(), Some.NoRoles);
        Assert.That(same.Blocked, Is.Empty);
        Assert.That(same.Choices, Has.Count.EqualTo(200).And.All.TypeOf<ParameterChoice.UsePrevious>());
        Assert.That(same.ResolvedAnew, Has.Count.EqualTo(20));
        Assert.That(old.Parameters.Count(parameter => parameter.NoEcho), Is.EqualTo(20), "yes is true in YAML 1.1, which CloudFormation reads");
        var renamed = Some.Template("Parameters:\n" + Parameters("Q") + "Resources: { T: { Type: AWS::SNS::Topic } }");
        var other = ParameterReconciliation.Reconcile(renamed, old, present, new Dictionary<string, string>(), Some.NoRoles);
        Assert.That(other.Dropped, Has.Count.EqualTo(200));
        Assert.That(other.Blocked.Select(blocked => blocked.Finding.Reason), Has.Exactly(60).EqualTo("NoValue"), "those without a default");
        Assert.That(other.Choices, Has.Count.EqualTo(140).And.All.TypeOf<ParameterChoice.LeftToDefault>());
    }

    [TestCase("!Ref A", """{"Ref":"A"}""")]
    [TestCase("!Ref 'AWS::NoValue'", """{"Ref":"AWS::NoValue"}""")]
    [TestCase("!GetAtt A.B", """{"Fn::GetAtt":["A","B"]}""")]
    [TestCase("!GetAtt A.Outputs.B", """{"Fn::GetAtt":["A","Outputs.B"]}""")]
    [TestCase("!GetAtt [A, Outputs.B]", """{"Fn::GetAtt":["A","Outputs.B"]}""")]
    [TestCase("!Sub 'a ${B} ${!C}'", """{"Fn::Sub":"a ${B} ${!C}"}""")]
    [TestCase("!Sub ['${x}', { x: !Ref A }]", """{"Fn::Sub":["${x}",{"x":{"Ref":"A"}}]}""")]
    [TestCase("!If [C, !Ref A, !Ref 'AWS::NoValue']", """{"Fn::If":["C",{"Ref":"A"},{"Ref":"AWS::NoValue"}]}""")]
    [TestCase("!Equals [!Ref A, '']", """{"Fn::Equals":[{"Ref":"A"},""]}""")]
    [TestCase("!Not [!Condition C]", """{"Fn::Not":[{"Condition":"C"}]}""")]
    [TestCase("!And [!Condition C, !Condition D]", """{"Fn::And":[{"Condition":"C"},{"Condition":"D"}]}""")]
    [TestCase("!Or [!Condition C, !Not [!Condition D]]", """{"Fn::Or":[{"Condition":"C"},{"Fn::Not":[{"Condition":"D"}]}]}""")]
    [TestCase("!FindInMap [M, !Ref 'AWS::Region', x]", """{"Fn::FindInMap":["M",{"Ref":"AWS::Region"},"x"]}""")]
    [TestCase("!Join ['', [a, !Ref B]]", """{"Fn::Join":["",["a",{"Ref":"B"}]]}""")]
    [TestCase("!Select [0, !Split [',', !Ref A]]", """{"Fn::Select":[0,{"Fn::Split":[",",{"Ref":"A"}]}]}""")]
    [TestCase("!Base64 text", """{"Fn::Base64":"text"}""")]
    [TestCase("{ Fn::Base64: !Sub '${A}' }", """{"Fn::Base64":{"Fn::Sub":"${A}"}}""")]
    [TestCase("!Cidr [!GetAtt V.CidrBlock, 6, 8]", """{"Fn::Cidr":[{"Fn::GetAtt":["V","CidrBlock"]},6,8]}""")]
    [TestCase("!GetAZs ''", """{"Fn::GetAZs":""}""")]
    [TestCase("!GetAZs { Ref: 'AWS::Region' }", """{"Fn::GetAZs":{"Ref":"AWS::Region"}}""")]
    [TestCase("!ImportValue a-b", """{"Fn::ImportValue":"a-b"}""")]
    [TestCase("{ Fn::ImportValue: !Sub '${A}-b' }", """{"Fn::ImportValue":{"Fn::Sub":"${A}-b"}}""")]
    [TestCase("!Transform { Name: AWS::Include, Parameters: { Location: l } }", """{"Fn::Transform":{"Name":"AWS::Include","Parameters":{"Location":"l"}}}""")]
    [TestCase("!Length [a, b]", """{"Fn::Length":["a","b"]}""")]
    [TestCase("!ToJsonString { a: !Ref B }", """{"Fn::ToJsonString":{"a":{"Ref":"B"}}}""")]
    [TestCase("!!str 010", "\"010\"")]
    [TestCase(">-\n        one\n        two", "\"one two\"")]
    public void Each_short_tag_means_its_function(string yaml, string json)
    {
        var tagged = Some.Template($"Resources:\n  T:\n    Type: AWS::SNS::Topic\n    Properties:\n      Value: {yaml}\n");
        var written = Some.Template("""{"Resources":{"T":{"Type":"AWS::SNS::Topic","Properties":{"Value":""" + json + "}}}}");
        Assert.That(Text(tagged.Resources[0].Properties.At("Value")!), Is.EqualTo(Text(written.Resources[0].Properties.At("Value")!)));
    }

    private static string Text(TemplateNode node) => node switch
    {
        TemplateNode.Scalar scalar => $"'{scalar.Text}'",
        TemplateNode.Sequence sequence => $"[{string.Join(',', sequence.Items.Select(Text))}]",
        TemplateNode.Map map => $"{{{string.Join(',', map.Entries.Select(entry => $"{entry.Key}:{Text(entry.Value)}"))}}}",
        _ => "null",
    };
}
