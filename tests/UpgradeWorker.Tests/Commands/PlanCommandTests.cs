using System.Text.Json;
using UpgradeWorker.Sandbox.Server;
using UpgradeWorker.Sandbox.Vendor;
using UpgradeWorker.Sandbox.World;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Tests.Commands;

/// <summary>The <c>plan</c> verb of the real executable against an emulated account over HTTP.</summary>
internal sealed class PlanCommandTests
{
    private VendorAccount account = null!;
    private KestrelHost host = null!;
    private string folder = "";

    [SetUp]
    public async Task StartAsync()
    {
        account = VendorAccount.Create(TimeProvider.System, VendorRelease.All.Single(one => one.Version == "3.36.0"), new SandboxOptions { Speed = 1_000 });
        host = await KestrelHost.StartAsync(account.Aws.Server, 0, CancellationToken.None);
        folder = Directory.CreateTempSubdirectory("plan").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "templates"));
        Directory.CreateDirectory(Path.Combine(folder, "notes"));
        foreach (var release in VendorRelease.All)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "notes", release.NotesFileName), release.Notes);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "settings.json"), $$"""
            {
              "Aws": { "Region": "eu-west-1", "Endpoint": "{{host.Endpoint}}" },
              "Stacks": { "prod": {
                "StackName": "{{VendorStack.Name}}", "Approvers": ["ops@example.com"], "TemplateSources": [ { "Folder": "templates" } ], "Changelog": ["notes"],
                "MinimumReleaseAge": "0s", "ExpectedDuration": "1h", "Windows": [ { "Cron": "0 0 * * *", "Duration": "24h" } ] } }
            }
            """);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task It_prints_what_the_approval_mail_would_say_and_leaves_nothing()
    {
        Publish("3.37.0");
        var json = await RunAsync("plan", "prod", "--json");
        Assert.That(json.ExitCode, Is.Zero, json.Error + json.Output);
        using var document = JsonDocument.Parse(json.Output);
        var of = document.RootElement.GetProperty("plans")[0];
        var plan = of.GetProperty("plan");
        Assert.That(Members(of), Is.EqualTo("stack,fault,findings,plan"));
        Assert.That(Members(plan), Is.EqualTo("fingerprint,from,to,usesCurrentTemplate,security,changes,parameters,snapshots,migrations,manualSteps,certificates,laterHops,stopsService,expectedSeconds,notes"));
        Assert.That(Members(plan.GetProperty("changes")[0]), Is.EqualTo("logicalId,resourceType,action,replacement,policyAction,causes,properties"));
        Assert.That(Members(plan.GetProperty("parameters")[0]), Is.EqualTo("key,source,shown"));
        Assert.That(Members(plan.GetProperty("snapshots")[0]), Is.EqualTo("role,logicalId,forRestore,parameter"));
        Assert.That(Members(plan.GetProperty("migrations")[0]), Is.EqualTo("command,versions,dataLossWarning"));
        Assert.That(Members(plan.GetProperty("certificates")), Is.EqualTo("names,cost,roomAfter,nextAt"));
        Assert.That((plan.GetProperty("from").GetString(), plan.GetProperty("to").GetString(), plan.GetProperty("stopsService").GetBoolean()), Is.EqualTo(("3.36.0", "3.37.0", true)));
        Assert.That(plan.GetProperty("snapshots").EnumerateArray().Select(one => one.GetProperty("role").GetString()), Is.EquivalentTo(new[] { "database", "cache" }));
        Assert.That(plan.GetProperty("parameters").EnumerateArray().Count(one => one.GetProperty("source").GetString() == "snapshot"), Is.EqualTo(2));

        var text = await RunAsync("plan");
        Assert.That(text.ExitCode, Is.Zero, text.Error);
        Assert.That(text.Output, Does.Contain("prod: 3.36.0 to 3.37.0").And.Contain("REPLACED").And.Contain("is-db migrate").And.Contain("the service is stopped meanwhile"));
        Assert.That(account.World.Do(_ => account.Stack.ChangeSets.Count), Is.Zero, "its analysis change sets are deleted");
        Assert.That(account.World.Do(_ => account.Stack.Status), Is.EqualTo("CREATE_COMPLETE").Or.EqualTo("UPDATE_COMPLETE"));
        Assert.That(Directory.GetFileSystemEntries(folder).Select(Path.GetFileName), Is.EquivalentTo(new[] { "notes", "settings.json", "templates" }), "nor a database");
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task That_nothing_is_new_is_an_answer_and_what_blocks_exits_1()
    {
        var same = await RunAsync("plan", "--json");
        Assert.That(same.ExitCode, Is.Zero, same.Error);
        Assert.That(same.Output, Does.Contain("\"findings\":[{\"reason\":\"UpToDate\"").And.Contain("\"plan\":null"));
        Publish("3.37.0");
        File.Delete(Path.Combine(folder, "notes", "3.37.0.md"));
        var blocked = await RunAsync("plan");
        Assert.That(blocked.ExitCode, Is.EqualTo(1));
        Assert.That(blocked.Output, Does.Contain("The changelog does not know 3.37.0"));
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task A_template_that_was_copied_just_now_is_waited_for_and_found_though_the_service_looks_later()
    {
        var database = await Database.OpenAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "data")).FullName, "upgradeworker.db"), CancellationToken.None);
        var later = new SourceState(Path.Combine(folder, "templates"), TimeProvider.System.GetUtcNow().AddHours(1), null, null);
        await database.WriteAsync(session => SourceStore.SaveStateAsync(session, new("prod"), later), CancellationToken.None);
        Publish("3.37.0", TimeSpan.Zero);
        var text = await RunAsync("plan");
        Assert.That(text.Output, Does.Contain("prod: 3.36.0 to 3.37.0"), text.Error);
    }

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) => Worker.RunAsync(
        new Dictionary<string, string>
        {
            ["AWS_ACCESS_KEY_ID"] = SandboxCredentials.Default.AccessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = SandboxCredentials.Default.SecretAccessKey,
        },
        [.. arguments, "--config", Path.Combine(folder, "settings.json")]);

    // One just written may not be whole yet, and is waited for.
    private void Publish(string version, TimeSpan? age = null)
    {
        var release = VendorRelease.All.Single(one => one.Version == version);
        var file = Path.Combine(folder, "templates", release.TemplateFileName);
        File.WriteAllText(file, release.Template);
        File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file) - (age ?? TimeSpan.FromMinutes(1)));
    }

    private static string Members(JsonElement element) => string.Join(",", element.EnumerateObject().Select(member => member.Name));
}
