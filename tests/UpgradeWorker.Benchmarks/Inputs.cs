using System.Globalization;
using System.Text;
using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Core.Releases;

namespace UpgradeWorker.Benchmarks;

/// <summary>Inputs as large as they come: the quota of resources in a template, a changelog of years.</summary>
internal static class Inputs
{
    public static DateTimeOffset Now { get; } = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    /// <summary>An answer to DescribeChangeSet as it comes over the wire; every fiftieth resource is a database that its snapshot parameter replaces.</summary>
    public static string Answer(int resources, bool withValues)
    {
        var changes = new StringBuilder();
        for (var index = 0; index < resources; index++)
        {
            var (type, property, parameter) = index % 50 == 0 ? ("AWS::RDS::DBInstance", "DBSnapshotIdentifier", $"Snapshot{index}") : ("AWS::SQS::Queue", "QueueName", $"P{index % 190}");
            var values = withValues
                ? "<Path>/Properties/" + property + "</Path><BeforeValue>before</BeforeValue><AfterValue>after</AfterValue><AttributeChangeType>Modify</AttributeChangeType>"
                : "";
            var context = $"{{&quot;Properties&quot;:{{&quot;{property}&quot;:&quot;value&quot;,&quot;Tags&quot;:[{{&quot;Key&quot;:&quot;a&quot;,&quot;Value&quot;:&quot;b&quot;}}]}}}}";
            changes.Append(CultureInfo.InvariantCulture, $"""
                <member><Type>Resource</Type><ResourceChange><PolicyAction>ReplaceAndRetain</PolicyAction><Action>Modify</Action><LogicalResourceId>R{index}</LogicalResourceId>
                <PhysicalResourceId>physical-{index}</PhysicalResourceId><ResourceType>{type}</ResourceType><Replacement>True</Replacement><Scope><member>Properties</member></Scope>
                {(withValues ? $"<BeforeContext>{context}</BeforeContext><AfterContext>{context}</AfterContext>" : "")}<Details>
                <member><Target><Attribute>Properties</Attribute><Name>{property}</Name><RequiresRecreation>Always</RequiresRecreation>{values}</Target><Evaluation>Static</Evaluation><ChangeSource>ParameterReference</ChangeSource><CausingEntity>{parameter}</CausingEntity></member>
                <member><Target><Attribute>Properties</Attribute><Name>{property}</Name><RequiresRecreation>Always</RequiresRecreation>{values}</Target><Evaluation>Dynamic</Evaluation><ChangeSource>DirectModification</ChangeSource></member>
                </Details></ResourceChange></member>
                """);
        }

        return "<DescribeChangeSetResponse><DescribeChangeSetResult><ChangeSetId>arn:analysis</ChangeSetId><Status>CREATE_COMPLETE</Status>"
            + $"<ExecutionStatus>AVAILABLE</ExecutionStatus><Changes>{changes}</Changes></DescribeChangeSetResult></DescribeChangeSetResponse>";
    }

    /// <summary>A template in YAML with as many resources and parameters as CloudFormation takes, and their labels and conditions.</summary>
    public static string Template(string version, int resources, int parameters)
    {
        var text = new StringBuilder("Metadata:\n  AWS::CloudFormation::Interface:\n    ParameterLabels:\n");
        for (var index = 0; index < parameters; index++)
        {
            text.Append(CultureInfo.InvariantCulture, $"      P{index}: {{ default: The parameter number {index} }}\n");
        }

        text.Append("Parameters:\n");
        for (var index = 0; index < parameters; index++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  P{index}:\n    Type: String\n    Default: value\n    AllowedPattern: '[a-z]*'\n    Description: What the resources that take it are called.\n");
        }

        for (var index = 0; index < resources; index += 50)
        {
            text.Append(CultureInfo.InvariantCulture, $"  Snapshot{index}: {{ Type: String, Default: '' }}\n");
        }

        text.Append("Conditions:\n");
        for (var index = 0; index < resources; index += 50)
        {
            text.Append(CultureInfo.InvariantCulture, $"  Restores{index}: !Not [!Equals [!Ref Snapshot{index}, '']]\n");
        }

        text.Append("Resources:\n");
        for (var index = 0; index < resources; index++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  R{index}:\n");
            text.Append(index % 50 == 0
                ? $"    Type: AWS::RDS::DBInstance\n    Properties:\n      DBSnapshotIdentifier: !If [Restores{index}, !Ref Snapshot{index}, !Ref AWS::NoValue]\n"
                : $"    Type: AWS::SQS::Queue\n    Properties:\n      QueueName: !Sub '${{AWS::StackName}}-${{P{index % 190}}}-{index}'\n");
            text.Append("      Tags:\n        - { Key: Name, Value: !Ref AWS::StackName }\n        - { Key: Region, Value: !Join ['-', [a, !Ref AWS::Region]] }\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"Outputs:\n  VersionTag: {{ Value: {version} }}\n").ToString();
    }

    /// <summary>A changelog of 300 KB and more, newest first.</summary>
    public static ChangelogSource Changelog(int versions)
    {
        var text = new StringBuilder();
        for (var minor = versions - 1; minor >= 0; minor--)
        {
            text.Append(CultureInfo.InvariantCulture, $"## [3.{minor}.0] - 2026-01-01\n\n### Added\n\n");
            for (var line = 0; line < 30; line++)
            {
                text.Append(CultureInfo.InvariantCulture, $"- Item {line} of the `component` that people asked for, in a line as long as they are.\n");
            }

            text.Append("\n### Changed\n\n- Columns were added.\n  - This requires a database schema migration (`ttn-lw-stack is-db migrate`).\n\n");
        }

        return new ChangelogSource("CHANGELOG.md", text.ToString());
    }

    /// <summary>Creations of instances, one an hour.</summary>
    public static IReadOnlyList<LedgerEntry> Ledger(int count) =>
        [.. Enumerable.Range(1, count).Select(hours => LedgerEntry.ByHand(NameSet.Of("lora.corp.example"), Now.AddHours(-hours), 1, "benchmark"))];
}
