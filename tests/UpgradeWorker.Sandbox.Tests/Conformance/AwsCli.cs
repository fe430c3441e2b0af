using System.Diagnostics;
using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Tests.Conformance;

/// <summary>The AWS CLI (https://docs.aws.amazon.com/cli/) pointed at a sandbox on loopback. Where it is not installed, tests
/// are skipped, or fail if the environment says that servers and clients are required.</summary>
internal sealed class AwsCli(string endpoint, string region, string accessKeyId, string secretAccessKey)
{
    private static readonly string? Path = Find();

    public AwsCli(Uri endpoint, SandboxOptions options)
        : this(endpoint.ToString(), options.Region, options.Credentials[0].AccessKeyId, options.Credentials[0].SecretAccessKey)
    {
    }

    /// <summary>Pointed at a sandbox of its own process; <paramref name="ready"/> is the line that it printed.</summary>
    public AwsCli(JsonNode ready)
        : this($"{ready["endpoint"]}", $"{ready["region"]}", $"{ready["accessKeyId"]}", $"{ready["secretAccessKey"]}")
    {
    }

    public static void Require()
    {
        if (Path is not null)
        {
            return;
        }

        const string reason = "The AWS CLI (package awscli) is not installed.";
        if (Environment.GetEnvironmentVariable("UPGRADEWORKER_REQUIRE_SERVERS") == "1")
        {
            Assert.Fail(reason);
        }

        Assert.Ignore(reason);
    }

    /// <summary>The parsed output of a call that must succeed; an empty object when it prints nothing.</summary>
    public async Task<JsonNode> JsonAsync(params string[] arguments)
    {
        var (code, output, error) = await RunAsync(arguments);
        Assert.That(code, Is.Zero, $"aws {string.Join(' ', arguments)}: {error}");
        return output.TrimStart().StartsWith('{') ? JsonNode.Parse(output)! : new JsonObject();
    }

    /// <summary>What the CLI prints on standard error for a call that must fail.</summary>
    public async Task<string> ErrorAsync(params string[] arguments)
    {
        var (code, output, error) = await RunAsync(arguments);
        Assert.That(code, Is.Not.Zero, output);
        return error;
    }

    public async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path!) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["--endpoint-url", endpoint, "--output", "json", .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        start.Environment["HOME"] = System.IO.Path.GetTempPath();
        start.Environment["AWS_ACCESS_KEY_ID"] = accessKeyId;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = secretAccessKey;
        start.Environment["AWS_DEFAULT_REGION"] = region;
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        start.Environment["AWS_PAGER"] = "";
        start.Environment["AWS_MAX_ATTEMPTS"] = "1";
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output, await error);
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .Prepend("/usr/bin")
        .Select(folder => System.IO.Path.Combine(folder, "aws"))
        .FirstOrDefault(File.Exists);
}
