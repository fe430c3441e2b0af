using UpgradeWorker.Aws;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Sandbox.Vendor;

namespace UpgradeWorker.Tests.Aws;

/// <summary>The gateways against the emulated account, over its real wire protocols.</summary>
public sealed class SandboxGatewayTests
{
    private static readonly Dictionary<string, string> Tags = new() { ["upgradeworker:run"] = "r1" };

    private static CancellationToken None => CancellationToken.None;

    [Test]
    public async Task The_worker_knows_as_whom_it_acts()
    {
        using var sandbox = new SandboxAccount();

        var identity = await sandbox.Clients.Identity.WhoAmIAsync(None);

        Assert.That(identity.Account, Is.EqualTo("111122223333"));
    }

    [Test]
    public async Task A_look_finds_the_running_version_and_masked_secrets()
    {
        using var sandbox = new SandboxAccount();

        var reading = await sandbox.Clients.Stacks.LookAsync(new StackKey("prod"), "things-prod", None);

        Assert.That(reading!.Look.Output("VersionTag"), Is.EqualTo("3.35.0"));
        Assert.That(reading.Look.Parameter("DatabasePassword"), Is.EqualTo("****"));
        Assert.That(reading.Look.Resources, Is.Not.Empty.And.All.Property(nameof(StackResource.PhysicalId)).Not.Null);
        Assert.That(reading.TemplateBody, Does.Contain("AWS::CloudFormation::Interface"));
        Assert.That(await sandbox.Clients.Stacks.LookAsync(new StackKey("none"), "no-such-stack", None), Is.Null);
    }

    [Test]
    public async Task A_change_set_is_made_executed_and_followed_by_its_token()
    {
        using var sandbox = new SandboxAccount();
        var clients = sandbox.Clients;
        var began = sandbox.Time.GetUtcNow();

        var arn = await clients.ChangeSets.CreateAsync(await Draft(sandbox), None);
        Assert.That(await clients.ChangeSets.CreateAsync(await Draft(sandbox), None), Is.EqualTo(arn), "the same token is the same change set");
        await sandbox.Until(
            async () => (await clients.ChangeSets.ListAsync(sandbox.StackId, None)).Single(), one => one.ExecutionStatus == "AVAILABLE");
        await clients.ChangeSets.ExecuteAsync(arn, "uw-r1-execute", None);
        var done = await sandbox.Until(
            () => clients.Stacks.StatusAsync(sandbox.StackId, None), progress => !StackStatuses.IsInProgress(progress.Status));

        Assert.That(done.Status, Is.EqualTo("UPDATE_COMPLETE"));
        Assert.That(done.ChangeSetId, Is.EqualTo(arn));
        var events = await clients.Stacks.EventsSinceAsync(sandbox.StackId, null, began, None);
        Assert.That(events.Where(one => one.ClientRequestToken == "uw-r1-execute"), Is.Not.Empty);
        Assert.That(events.Select(one => one.At), Is.Ordered);
        Assert.That(events[^1].Status, Is.EqualTo("UPDATE_COMPLETE"));
        Assert.That(await clients.Stacks.EventsSinceAsync(sandbox.StackId, events[^1].EventId, began, None), Is.Empty);
    }

    [Test]
    public async Task An_uploaded_template_makes_a_change_set_that_replaces_the_instance()
    {
        using var sandbox = new SandboxAccount();
        var clients = sandbox.Clients;
        var look = (await clients.Stacks.LookAsync(new StackKey("prod"), "things-prod", None))!.Look;
        var template = VendorRelease.All.Single(release => release.Version == "3.36.0").Template;
        var bucket = IdOf(look, "AWS::S3::Bucket");

        var address = await clients.TemplateUploads.UploadAsync(bucket, "templates/", template, None);
        var again = await clients.TemplateUploads.UploadAsync(bucket, "templates/", template, None);
        var arn = await clients.ChangeSets.CreateAsync(await Draft(sandbox) with { Template = TemplateSource.New.OfUrl(address) }, None);
        var described = await sandbox.Until(() => clients.ChangeSets.DescribeAsync(arn, None), one => one.ExecutionStatus == "AVAILABLE");

        Assert.That(again, Is.EqualTo(address));
        Assert.That(sandbox.Account.Aws.Server.Calls.Count(call => call == "s3:PutObject"), Is.EqualTo(1));
        Assert.That(described.Id, Is.EqualTo(arn));
        Assert.That(described.Changes.Single(one => one.ResourceType == "AWS::EC2::Instance").Replacement, Is.EqualTo("True"));
        await clients.ChangeSets.DeleteAsync(arn, None);
        Assert.That(await sandbox.Until(() => clients.ChangeSets.ListAsync(sandbox.StackId, None)!, list => list.Count == 0), Is.Empty);
    }

    [Test]
    public async Task A_template_is_checked_by_AWS()
    {
        using var sandbox = new SandboxAccount();

        var good = await sandbox.Clients.Stacks.ValidateAsync(TemplateSource.New.OfBody(VendorRelease.All[0].Template), None);
        var bad = await sandbox.Clients.Stacks.ValidateAsync(TemplateSource.New.OfBody("Resources: 3"), None);

        Assert.That(good.Refusal, Is.Null);
        Assert.That(good.Capabilities, Does.Contain("CAPABILITY_IAM").Or.Contain("CAPABILITY_NAMED_IAM").Or.Empty);
        Assert.That(bad.Refusal, Is.Not.Null);
    }

    [Test]
    public async Task A_lost_answer_to_an_execution_is_in_doubt_and_the_stack_tells()
    {
        using var sandbox = new SandboxAccount();
        var clients = sandbox.Clients;
        var arn = await clients.ChangeSets.CreateAsync(await Draft(sandbox), None);
        await sandbox.Until(
            async () => (await clients.ChangeSets.ListAsync(sandbox.StackId, None)).Single(), one => one.ExecutionStatus == "AVAILABLE");
        sandbox.Fault("cloudformation", "ExecuteChangeSet", new RequestFault.ReplyLost());

        Assert.That(
            async () => await clients.ChangeSets.ExecuteAsync(arn, "t", None),
            Throws.InstanceOf<AwsFaultException>().With.Property(nameof(AwsFaultException.EffectUnknown)).True);
        Assert.That((await clients.Stacks.StatusAsync(sandbox.StackId, None))!.Status, Is.EqualTo("UPDATE_IN_PROGRESS"));
        Assert.That(sandbox.Account.Aws.Server.Calls.Count(call => call == "cloudformation:ExecuteChangeSet"), Is.EqualTo(1));
    }

    [Test]
    public async Task Both_snapshots_are_taken_found_and_deleted()
    {
        using var sandbox = new SandboxAccount();
        var clients = sandbox.Clients;
        var look = (await clients.Stacks.LookAsync(new StackKey("prod"), "things-prod", None))!.Look;
        var database = (await clients.Databases.FindInstanceAsync(IdOf(look, "AWS::RDS::DBInstance"), None))!;
        var group = (await clients.Caches.FindGroupAsync(IdOf(look, "AWS::ElastiCache::ReplicationGroup"), None))!;

        await clients.Databases.CreateSnapshotAsync("uw-r1", database.Id, Tags, None);
        await clients.Caches.CreateSnapshotAsync("uw-r1", group, Tags, None);
        var again = await clients.Databases.CreateSnapshotAsync("uw-r1", database.Id, Tags, None);
        var databaseSnapshot = await sandbox.Until(() => clients.Databases.FindSnapshotAsync("uw-r1", None), one => one.IsAvailable);
        var cacheSnapshot = await sandbox.Until(() => clients.Caches.FindSnapshotAsync("uw-r1", None), one => one.IsAvailable);

        Assert.That(again.Id, Is.EqualTo("uw-r1"));
        Assert.That(databaseSnapshot.ResourceId, Is.EqualTo(database.ResourceId));
        Assert.That(databaseSnapshot.Tags, Is.EqualTo(Tags));
        Assert.That(databaseSnapshot.Arn, Does.StartWith("arn:aws:rds:eu-west-1:111122223333:snapshot:"));
        Assert.That(await clients.Caches.TagsAsync(cacheSnapshot.Arn, None), Is.EqualTo(Tags));
        Assert.That((await clients.Caches.ListSnapshotsAsync(group, None)).Select(one => one.Name), Is.EqualTo(new[] { "uw-r1" }));
        Assert.That((await clients.Databases.ListSnapshotsAsync(database.Id, None)).Select(one => one.Id), Is.EqualTo(new[] { "uw-r1" }));
        Assert.That((await clients.Databases.QuotaAsync(None))!.Used, Is.EqualTo(1));

        await clients.Databases.DeleteSnapshotAsync("uw-r1", None);
        await clients.Databases.DeleteSnapshotAsync("uw-r1", None);
        await clients.Caches.DeleteSnapshotAsync("uw-r1", None);
        Assert.That(await clients.Databases.FindSnapshotAsync("uw-r1", None), Is.Null);
    }

    [Test]
    public async Task A_script_runs_on_the_instance_and_is_found_again_by_its_comment()
    {
        using var sandbox = new SandboxAccount();
        var instances = sandbox.Clients.Instances;
        var look = (await sandbox.Clients.Stacks.LookAsync(new StackKey("prod"), "things-prod", None))!.Look;
        var id = IdOf(look, "AWS::EC2::Instance");
        var began = sandbox.Time.GetUtcNow();

        Assert.That((await instances.FindAgentAsync(id, None))!.IsOnline, Is.True);
        Assert.That(await instances.FindAgentAsync("i-00000000000000000", None), Is.Null);
        var command = await instances.SendScriptAsync(
            id, "UpgradeWorker r1 try", "set -euo pipefail\necho hello\nexit 3", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), None);
        var result = await sandbox.Until(() => instances.FindInvocationAsync(command, id, None), one => one.IsFinished);

        Assert.That(result.Succeeded, Is.False);
        Assert.That(result.ExitCode, Is.EqualTo(3));
        Assert.That(result.Output, Does.StartWith("hello"));
        Assert.That(await instances.FindCommandAsync("UpgradeWorker r1 try", id, began, None), Is.EqualTo(command));
        Assert.That(await instances.FindCommandAsync("UpgradeWorker r1 other", id, began, None), Is.Null);
    }

    [Test]
    public async Task Drift_detection_reports_a_stack_in_sync()
    {
        using var sandbox = new SandboxAccount();
        var drift = sandbox.Clients.Drift;
        var began = sandbox.Time.GetUtcNow();

        var detection = await drift.StartAsync(sandbox.StackId, None);
        var report = await sandbox.Until(() => drift.ReportAsync(new StackKey("prod"), sandbox.StackId, detection, began, None), _ => true);

        Assert.That(report.Status, Is.EqualTo("IN_SYNC"));
        Assert.That(report.IsInSync, Is.True);
    }

    private static string IdOf(StackLook look, string type) => look.Resources.First(one => one.ResourceType == type).PhysicalId!;

    private static async Task<ChangeSetDraft> Draft(SandboxAccount sandbox)
    {
        var look = (await sandbox.Clients.Stacks.LookAsync(new StackKey("prod"), "things-prod", None))!.Look;
        return Some.Draft() with
        {
            StackName = sandbox.StackId,
            Parameters = [.. look.Parameters.Select(one => one.Key == "NetworkTitle"
                ? new ParameterSetting(one.Key, "Another Network", false)
                : new ParameterSetting(one.Key, null, true))],
        };
    }
}
