using System.Diagnostics;
using System.Text.Json.Nodes;

namespace UpgradeWorker.Sandbox.Tests.Conformance;

/// <summary>AWS's own JavaScript clients (npm <c>@aws-sdk/client-cloudformation</c> and three others) drive a served sandbox through an upgrade;
/// what they made of its answers is asserted. Skipped where node or the packages are not installed.</summary>
[TestFixture]
public sealed class NpmClientTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private JsonNode seen = null!;

    [OneTimeSetUp]
    public async Task Run()
    {
        Require();
        using var sandbox = await ServedSandbox.StartAsync("--speed", "300");
        await sandbox.PostAsync("drift", new JsonObject
        {
            ["stack"] = sandbox.Ready["stack"]!.ToString(),
            ["logicalId"] = "Database",
            ["property"] = "EngineVersion",
            ["value"] = "14.10",
        });
        seen = JsonNode.Parse(await NodeAsync(sandbox.Ready))!;
    }

    [Test]
    public void A_change_set_is_made_once_per_token_and_read_with_its_property_values()
    {
        var set = seen["changeSet"]!;
        Assert.Multiple(() =>
        {
            Assert.That((bool)set["sameId"]!, Is.True);
            AssertTold(set["clash"]!, "AlreadyExistsException", typed: true, says: "mismatch with existing attribute ClientToken");
            Assert.That((Text(set, "status"), Text(set, "executionStatus")), Is.EqualTo(("CREATE_COMPLETE", "AVAILABLE")));
            Assert.That((bool)set["createdIsDate"]!, Is.True);
            Assert.That(Text(set, "password"), Is.EqualTo("****"));
            Assert.That((Text(set, "replaced"), Text(set, "policyAction")), Is.EqualTo(("True", "ReplaceAndDelete")));
            Assert.That(set["scope"]!.AsArray().Select(s => s!.ToString()), Does.Contain("Properties"));
            Assert.That(Text(set["image"]!, "RequiresRecreation"), Is.EqualTo("Always"));
            Assert.That(Text(set["image"]!, "Path"), Is.EqualTo("/Properties/ImageId"));
            Assert.That(Text(set["image"]!, "BeforeValue"), Is.EqualTo(set["contexts"]![0]!.ToString()));
            Assert.That(Text(set["image"]!, "AfterValue"), Is.EqualTo(set["contexts"]![1]!.ToString()).And.Not.EqualTo(set["contexts"]![0]!.ToString()));
        });
    }

    [Test]
    public void An_execution_is_waited_for_and_its_events_tell_the_replacement_in_order()
    {
        var execution = seen["execution"]!;
        Assert.Multiple(() =>
        {
            AssertTold(execution["twice"]!, "InvalidChangeSetStatusException", typed: true, says: "cannot be executed in its current execution status");
            Assert.That(Text(execution, "waited"), Is.EqualTo("SUCCESS"));
            Assert.That(
                execution["instance"]!.AsArray().Select(e => ($"{e![0]}", (bool)e[1]!, $"{e[2]}")),
                Is.EqualTo(new[]
                {
                    ("UPDATE_IN_PROGRESS", false, "Requested update requires the creation of a new physical resource; hence creating one."),
                    ("UPDATE_IN_PROGRESS", true, "Resource creation Initiated"),
                    ("UPDATE_COMPLETE", true, ""),
                    ("DELETE_IN_PROGRESS", false, ""),
                    ("DELETE_COMPLETE", false, ""),
                }));
            Assert.That((bool)execution["timesAreDates"]!, Is.True);
            Assert.That((int)execution["operations"]!, Is.EqualTo(1));
            Assert.That((bool)execution["changeSetId"]!, Is.True);
            Assert.That((bool)execution["disableRollback"]!, Is.False);
            Assert.That(Text(execution, "version"), Is.EqualTo("3.36.0"));
            Assert.That(Text(execution, "lastOperation"), Is.EqualTo("UPDATE_STACK"));
            Assert.That(Text(execution, "operationStatus"), Is.EqualTo("SUCCEEDED"));
        });
    }

    [Test]
    public void Drift_is_detected_and_described()
    {
        var drift = seen["drift"]!;
        Assert.That((Text(drift, "status"), (int)drift["count"]!), Is.EqualTo(("DRIFTED", 1)));
        var row = drift["rows"]!.AsArray().Single()!;
        Assert.That(($"{row[0]}", $"{row[1]}"), Is.EqualTo(("Database", "MODIFIED")));
        Assert.That(
            (Text(row[2]![0]!, "PropertyPath"), Text(row[2]![0]!, "ActualValue"), Text(row[2]![0]!, "DifferenceType")),
            Is.EqualTo(("/EngineVersion", "14.10", "NOT_EQUAL")));
    }

    [Test]
    public void Both_databases_are_saved()
    {
        var snapshots = seen["snapshots"]!;
        Assert.Multiple(() =>
        {
            Assert.That((bool)snapshots["sameDatabase"]!, Is.True);
            Assert.That(Text(snapshots, "tag"), Is.EqualTo("r1"));
            Assert.That(Text(snapshots, "arn"), Is.EqualTo("arn:aws:rds:eu-west-1:111122223333:snapshot:npm-night"));
            AssertTold(snapshots["taken"]!, "DBSnapshotAlreadyExistsFault", typed: true, says: "already exists");
            Assert.That(Text(snapshots, "available"), Is.EqualTo("SUCCESS"));
            Assert.That(Text(snapshots, "backup"), Is.EqualTo("creating"));
            AssertTold(snapshots["again"]!, "SnapshotAlreadyExistsFault", typed: true, says: "already exists");
            Assert.That((bool)snapshots["node"]!, Is.True);
        });
    }

    [Test]
    public void A_command_runs_and_its_exit_code_arrives()
    {
        var command = seen["command"]!;
        Assert.Multiple(() =>
        {
            Assert.That((bool)command["waited"]!, Is.True, "the waiter reports the failure");
            Assert.That((Text(command, "status"), (int)command["code"]!, Text(command, "output")), Is.EqualTo(("Failed", 3, "out\n")));
            Assert.That((bool)command["requestedIsDate"]!, Is.True);
            AssertTold(command["unmanaged"]!, "InvalidInstanceId", typed: true, says: "not in a valid state");
        });
    }

    [Test]
    public void Errors_arrive_as_the_clients_own_exceptions()
    {
        var errors = seen["errors"]!;
        Assert.Multiple(() =>
        {
            AssertTold(errors["noStack"]!, "ValidationError", typed: null, says: "Stack with id nobody does not exist");
            AssertTold(errors["noSet"]!, "ChangeSetNotFoundException", typed: true, says: "ChangeSet [none] does not exist");
            Assert.That((int)errors["noSet"]!["status"]!, Is.EqualTo(404));
            AssertTold(errors["unknownAction"]!, "InvalidAction", typed: null, says: "does not emulate the action 'ListStackSets'");
        });
    }

    private static void AssertTold(JsonNode error, string name, bool? typed, string says)
    {
        Assert.That(Text(error, "name"), Is.EqualTo(name));
        Assert.That((bool?)error["typed"], Is.EqualTo(typed));
        Assert.That(Text(error, "message"), Does.Contain(says));
    }

    private static string Text(JsonNode node, string member) => node[member]!.ToString();

    private static async Task<string> NodeAsync(JsonNode ready)
    {
        var start = new ProcessStartInfo("node", ["conformance.mjs"])
        {
            WorkingDirectory = Folder(),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        start.Environment["HOME"] = Path.GetTempPath();
        start.Environment["SANDBOX"] = ready.ToJsonString();
        start.Environment["AWS_ACCESS_KEY_ID"] = Text(ready, "accessKeyId");
        start.Environment["AWS_SECRET_ACCESS_KEY"] = Text(ready, "secretAccessKey");
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }

        Assert.That(process.ExitCode, Is.Zero, await error);
        return await output;
    }

    private static void Require()
    {
        var node = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "node")));
        var reason = !node ? "node (package nodejs) is not installed."
            : !Directory.Exists(Path.Combine(Folder(), "node_modules", "@aws-sdk")) ? $"The npm packages are not installed: npm ci in {Folder()}."
            : null;
        if (reason is null)
        {
            return;
        }

        if (Environment.GetEnvironmentVariable("UPGRADEWORKER_REQUIRE_SERVERS") == "1")
        {
            Assert.Fail(reason);
        }

        Assert.Ignore(reason);
    }

    // The script and its packages stay in the sources: they are not copied with the tests.
    private static string Folder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "UpgradeWorker.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not lie in their repository.");
        }

        return Path.Combine(folder, "tests", "UpgradeWorker.Sandbox.Tests", "Conformance", "Npm");
    }
}
