using System.Globalization;
using System.Text;
using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Core.Releases;

namespace UpgradeWorker.Benchmarks;

/// <summary>Inputs as large as they come: the quota of resources in a template, a changelog of years.</summary>
internal static class Inputs
{
    public static DateTimeOffset Now { get; } = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    /// <summary>An answer to DescribeChangeSet; every fifth resource is a database that parameters replace.</summary>
    public static string ChangeSet(int resources)
    {
        var changes = Enumerable.Range(0, resources).Select(index => string.Create(CultureInfo.InvariantCulture, $$$"""
            {"Type":"Resource","ResourceChange":{"Action":"Modify","LogicalResourceId":"Resource{{{index}}}","ResourceType":"{{{(index % 5 == 0 ? "AWS::RDS::DBInstance" : "AWS::SQS::Queue")}}}","Replacement":"True","PolicyAction":"ReplaceAndRetain","Scope":["Properties"],"Details":[
            {"Target":{"Attribute":"Properties","Name":"DBName","RequiresRecreation":"Always"},"Evaluation":"Static","ChangeSource":"ParameterReference","CausingEntity":"Name{{{index}}}"},
            {"Target":{"Attribute":"Properties","Name":"DBName","RequiresRecreation":"Always"},"Evaluation":"Dynamic","ChangeSource":"DirectModification"}]}}
            """));
        return $$"""{"Status":"CREATE_COMPLETE","ExecutionStatus":"AVAILABLE","Changes":[{{string.Join(',', changes)}}]}""";
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
