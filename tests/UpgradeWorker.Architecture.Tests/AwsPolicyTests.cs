using System.Text.Json;
using System.Text.RegularExpressions;
using UpgradeWorker.Aws;

namespace UpgradeWorker.Architecture.Tests;

/// <summary>The worker is allowed exactly what it calls.</summary>
internal sealed partial class AwsPolicyTests
{
    // Where the client's method is not called like the operation (Amazon S3 API Reference).
    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.Ordinal) { ["GetObjectMetadata"] = "HeadObject" };

    [Test]
    public void The_policy_allows_every_action_that_a_call_needs_and_no_other() =>
        Assert.That(Actions("iam-policy.json"), Is.EquivalentTo(AwsOperations.IamActions));

    [Test]
    public void Every_call_in_the_sources_is_in_the_table_of_operations_and_the_reverse()
    {
        var called = Repository.Sources("src", "UpgradeWorker")
            .SelectMany(source => ClientCall().Matches(source.Text))
            .Select(match => match.Groups["operation"].Value)
            .Select(name => OtherNames.GetValueOrDefault(name, name))
            .Distinct()
            .ToList();
        Assert.That(called, Is.EquivalentTo(AwsOperations.All.Select(operation => operation.Name).Distinct()));
    }

    [TestCase("iam-policy.json")]
    [TestCase("drift-read-policy.json")]
    [TestCase("service-role-policy.json")]
    public void A_policy_is_well_formed_and_fits_IAM(string file)
    {
        var text = File.ReadAllText(PathOf(file));
        using var policy = JsonDocument.Parse(text);
        Assert.That(policy.RootElement.GetProperty("Version").GetString(), Is.EqualTo("2012-10-17"));
        // Managed policies hold 6,144 characters, white space not counted (IAM User Guide, "IAM and AWS STS quotas").
        Assert.That(text.Count(character => !char.IsWhiteSpace(character)), Is.LessThanOrEqualTo(6144));
        Assert.That(Actions(file), Is.Unique);
    }

    [Test]
    public void What_drift_detection_reads_is_read_only() => Assert.That(
        Actions("drift-read-policy.json").Select(action => action.Split(':')[1]),
        Has.All.Match("^(Describe|Get|List)"));

    private static List<string> Actions(string file)
    {
        using var policy = JsonDocument.Parse(File.ReadAllText(PathOf(file)));
        return policy.RootElement.GetProperty("Statement").EnumerateArray()
            .Select(statement => statement.GetProperty("Action"))
            .SelectMany(action => action.ValueKind == JsonValueKind.Array ? action.EnumerateArray().Select(one => one.GetString()!) : [action.GetString()!])
            .ToList();
    }

    private static string PathOf(string file) => Path.Combine(Repository.Root, "deploy", "aws", file);

    [GeneratedRegex(@"\.(CloudFormation|Rds|ElastiCache|Ssm|S3|Marketplace|Sts|sts)\s*\.(?<operation>[A-Z][A-Za-z0-9]+)Async\(|\bsts\.(?<operation>[A-Z][A-Za-z]+)Async\(")]
    private static partial Regex ClientCall();
}
