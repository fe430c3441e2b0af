using System.Diagnostics;
using System.Text.RegularExpressions;
using Amazon.CloudFormation;
using Amazon.Query;

namespace AwsSdk.Tests;

/// <summary>
/// Every operation with every member set, sent by our clients and by the AWS CLI (https://docs.aws.amazon.com/cli/): the same pairs go over
/// the wire. The Discovery API of AWS Marketplace is not among them: no AWS CLI of Debian knows that service.
/// </summary>
public sealed partial class AwsCliComparisonTests
{
    // Debian 12 has AWS CLI 2.9, whose description of the services is of January 2023. What AWS has added since then is compared only where
    // a newer CLI is installed.
    private static readonly string[] YoungerOperations = ["DescribeEvents"];
    private static readonly string[] YoungerMembers =
    [
        "DeploymentConfig", "DeploymentMode", "DisableValidation", "ForceRollback", "ImportExistingResources", "IncludePropertyValues",
        "OnStackFailure", "RetainExceptOnCreate", "TemplateSummaryConfig",
    ];

    private static readonly string? Cli = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Prepend("/usr/bin")
        .Select(folder => Path.Combine(folder, "aws")).FirstOrDefault(File.Exists);

    private RequestRecorder recorder = null!;

    private static IEnumerable<TestCaseData> Requests() => typeof(AmazonCloudFormationClient).Assembly.GetExportedTypes()
        .Where(type => typeof(IWireShape).IsAssignableFrom(type) && !type.IsAbstract && type.Name.EndsWith("Request", StringComparison.Ordinal))
        .Select(type => new TestCaseData(type) { TestName = $"The_AWS_CLI_sends_the_same {Service(type)} {Operation(type)}" });

    [OneTimeSetUp]
    public void Listen()
    {
        if (Cli is null)
        {
            const string reason = "The AWS CLI (package awscli) is not installed.";
            Assert.That(Environment.GetEnvironmentVariable("UPGRADEWORKER_REQUIRE_SERVERS"), Is.Not.EqualTo("1"), reason);
            Assert.Ignore(reason);
        }

        recorder = new RequestRecorder();
    }

    [OneTimeTearDown]
    public void Close() => recorder?.Dispose();

    [TestCaseSource(nameof(Requests))]
    public async Task The_AWS_CLI_sends_the_same(Type type)
    {
        var leaves = 0;
        var request = Filled.Shape(type, ref leaves);

        // The CLI asks for at least 20 characters.
        type.GetProperty("RoleARN")?.SetValue(request, "arn:aws:iam::123456789012:role/service");
        recorder.Forms.TryRemove(Operation(type), out _);
        var said = await SendAsync(type, request);
        if (YoungerOperations.Contains(Operation(type)) && said.Contains("invalid choice", StringComparison.OrdinalIgnoreCase))
        {
            Assert.Ignore($"This AWS CLI is older than {Operation(type)}: nothing was compared.");
        }

        while (UnknownMembers().Matches(said) is { Count: > 0 } unknown)
        {
            foreach (var member in unknown.Select(match => match.Groups[1].Value))
            {
                Assert.That(YoungerMembers, Does.Contain(member), said);
                type.GetProperty(member)!.SetValue(request, null);
            }

            said = await SendAsync(type, request);
        }

        Assert.That(recorder.Forms, Does.ContainKey(Operation(type)), said);
        var sent = recorder.Forms[Operation(type)];
        Assert.That(sent.Where(pair => pair.Key is not ("Action" or "Version")), Is.EquivalentTo(Filled.Form(request)));
    }

    [Test]
    public void No_operation_is_left_out() => Assert.That(Requests().Count(), Is.EqualTo(29));

    /// <summary>What the CLI says on standard error.</summary>
    private async Task<string> SendAsync(Type type, IWireShape request)
    {
        var start = new ProcessStartInfo(
            Cli!,
            [
                Service(type), Words().Replace(Operation(type), "-").ToLowerInvariant(), "--endpoint-url", recorder.Endpoint.ToString(), "--no-paginate",
                "--cli-input-json", Filled.Json(request).ToJsonString(),
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        start.Environment["HOME"] = Path.GetTempPath();
        start.Environment["AWS_ACCESS_KEY_ID"] = "AKIAIOSFODNN7EXAMPLE";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
        start.Environment["AWS_DEFAULT_REGION"] = "eu-west-1";
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        start.Environment["AWS_PAGER"] = "";
        start.Environment["AWS_MAX_ATTEMPTS"] = "1";
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        await output;
        return await error;
    }

    private static string Operation(Type type) => type.Name[..^"Request".Length];

    private static string Service(Type type) => type.Namespace!.Split('.')[1].ToLowerInvariant();

    [GeneratedRegex("Unknown parameter in input: \"(\\w+)\"")]
    private static partial Regex UnknownMembers();

    // CreateDBSnapshot is create-db-snapshot.
    [GeneratedRegex("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")]
    private static partial Regex Words();
}
