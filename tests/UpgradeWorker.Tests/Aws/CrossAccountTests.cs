using Microsoft.Extensions.Time.Testing;
using UpgradeWorker.Aws;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Sandbox.Vendor;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Tests.Aws;

/// <summary>The worker of one account in charge of a stack in another, over the sandbox's STS.</summary>
public sealed class CrossAccountTests
{
    private FakeTimeProvider time = null!;
    private VendorAccount account = null!;
    private AwsClientFactory factory = null!;

    private static CancellationToken None => CancellationToken.None;

    [SetUp]
    public void Open()
    {
        time = new(new DateTimeOffset(2026, 11, 2, 8, 0, 0, TimeSpan.Zero));
        account = VendorAccount.Create(time, VendorRelease.All[0]);

        // -0.5: backoffs of no length, since nobody moves the clock meanwhile.
        factory = new AwsClientFactory(time, random: () => -0.5);
    }

    [TearDown]
    public void Close() => factory.Dispose();

    [Test]
    public async Task A_stack_of_another_account_is_reached_by_taking_on_its_role()
    {
        var clients = Clients(new AssumeRole(SandboxRole.Worker.Arn, SandboxRole.Worker.ExternalId, "upgrade-worker-7"));

        var identity = await clients.Identity.WhoAmIAsync(None);
        var look = (await clients.Stacks.LookAsync(new StackKey("prod"), VendorStack.Name, None))!.Look;
        var database = look.Resources.First(one => one.ResourceType == "AWS::RDS::DBInstance").PhysicalId!;
        await clients.Databases.CreateSnapshotAsync("uw-r1", database, new Dictionary<string, string>(), None);

        Assert.That(identity.Account, Is.EqualTo("111122223333"));
        Assert.That(identity.Arn, Is.EqualTo("arn:aws:sts::111122223333:assumed-role/upgradeworker/upgrade-worker-7"));
        Assert.That(account.World.Resources.DatabaseSnapshots, Contains.Key("uw-r1"));
        Assert.That(AssumptionsOfRoles, Is.EqualTo(1));
    }

    [Test]
    public void Without_the_role_the_other_account_is_closed()
    {
        Assert.That(
            async () => await Clients(null).Stacks.LookAsync(new StackKey("prod"), VendorStack.Name, None),
            Throws.InstanceOf<AwsFaultException>().With.Property(nameof(AwsFaultException.Kind)).EqualTo(AwsFaultKind.AccessDenied)
                .And.Message.Contains("arn:aws:iam::444455556666:user/operations"));
    }

    [Test]
    public void A_wrong_external_id_is_told_as_a_role_that_may_not_be_assumed()
    {
        var clients = Clients(new AssumeRole(SandboxRole.Worker.Arn, "somebody-else"));

        Assert.That(
            async () => await clients.Identity.WhoAmIAsync(None),
            Throws.InstanceOf<AwsFaultException>().With.Property(nameof(AwsFaultException.MissingAction)).EqualTo("sts:AssumeRole")
                .And.Message.Contains(SandboxRole.Worker.Arn));
    }

    [Test]
    public async Task Temporary_credentials_are_renewed_before_they_end_and_no_call_is_refused()
    {
        var clients = Clients(new AssumeRole(SandboxRole.Worker.Arn, SandboxRole.Worker.ExternalId));

        for (var minute = 0; minute < 180; minute += 10)
        {
            await clients.Databases.QuotaAsync(None);
            time.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.That(AssumptionsOfRoles, Is.EqualTo(3), "an hour each, with five minutes to spare, asked for every ten minutes");
        Assert.That(account.Aws.Server.Calls.Count(call => call == "rds:DescribeAccountAttributes"), Is.EqualTo(18), "each call was made once");
    }

    [Test]
    public async Task Sessions_that_end_early_are_replaced_within_the_call()
    {
        var clients = Clients(new AssumeRole(SandboxRole.Worker.Arn, SandboxRole.Worker.ExternalId));
        await clients.Databases.QuotaAsync(None);
        account.World.Faults.Add(new WorldFault.SessionsExpire());

        Assert.That((await clients.Identity.WhoAmIAsync(None)).Account, Is.EqualTo("111122223333"));
        Assert.That(AssumptionsOfRoles, Is.EqualTo(2));
    }

    [Test]
    public async Task A_named_profile_gives_the_credentials_that_take_on_the_role()
    {
        var alone = factory.For(Connection() with { Credentials = null, AwsProfile = ProfileFile.Name });
        var withRole = factory.For(alone.Connection with { AssumeRole = new AssumeRole(SandboxRole.Worker.Arn, SandboxRole.Worker.ExternalId) });

        Assert.That((await alone.Identity.WhoAmIAsync(None)).Arn, Is.EqualTo(SandboxCredentials.OfAnotherAccount.Arn));
        Assert.That((await withRole.Identity.WhoAmIAsync(None)).Account, Is.EqualTo("111122223333"));
    }

    [Test]
    public async Task A_service_role_is_handed_to_CloudFormation_and_one_that_does_not_trust_it_is_refused()
    {
        var clients = Clients(new AssumeRole(SandboxRole.Worker.Arn, SandboxRole.Worker.ExternalId));
        var look = (await clients.Stacks.LookAsync(new StackKey("prod"), VendorStack.Name, None))!.Look;
        var draft = Some.Draft() with
        {
            StackName = account.Stack.Id,
            Parameters = [.. look.Parameters.Select(one => new ParameterSetting(one.Key, one.Key == "NetworkTitle" ? "Other" : null, one.Key != "NetworkTitle"))],
        };

        Assert.That(
            async () => await clients.ChangeSets.CreateAsync(draft with { RoleArn = SandboxRole.Worker.Arn }, None),
            Throws.InstanceOf<AwsFaultException>().With.Message.Contains("is invalid or cannot be assumed"));
        var arn = await clients.ChangeSets.CreateAsync(draft with { RoleArn = SandboxRole.Service.Arn }, None);
        Settle();
        await clients.ChangeSets.ExecuteAsync(arn, "t", None);
        Settle();

        look = (await clients.Stacks.LookAsync(new StackKey("prod"), VendorStack.Name, None))!.Look;
        Assert.That(look.RoleArn, Is.EqualTo(SandboxRole.Service.Arn));
    }

    private int AssumptionsOfRoles => account.Aws.Server.Calls.Count(call => call == "sts:AssumeRole");

    private StackClients Clients(AssumeRole? role) => factory.For(Connection() with { AssumeRole = role });

    private StackConnection Connection() => new()
    {
        Region = account.World.Options.Region,
        Credentials = new StaticCredentials(SandboxCredentials.OfAnotherAccount.AccessKeyId, SandboxCredentials.OfAnotherAccount.SecretAccessKey),
        Endpoints = new ServiceEndpoints { All = new Uri("http://localhost/") },
        HandlerFactory = account.Aws.Server.CreateHandler,
    };

    private void Settle()
    {
        time.Advance(TimeSpan.FromHours(1));
        account.World.Settle();
    }
}
