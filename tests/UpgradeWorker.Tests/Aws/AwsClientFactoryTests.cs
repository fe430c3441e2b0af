using UpgradeWorker.Aws;

namespace UpgradeWorker.Tests.Aws;

public sealed class AwsClientFactoryTests
{
    [Test]
    public void Equal_connections_share_their_clients_and_others_do_not()
    {
        using var factory = new AwsClientFactory(TimeProvider.System);
        var connection = new StackConnection { Region = "eu-west-1", AssumeRole = new AssumeRole("arn:aws:iam::1:role/r", "x") };

        Assert.That(factory.For(connection with { }), Is.SameAs(factory.For(connection)));
        Assert.That(factory.For(connection with { AssumeRole = new AssumeRole("arn:aws:iam::1:role/r", "y") }), Is.Not.SameAs(factory.For(connection)));
    }

    [Test]
    public void Secrets_do_not_show_in_a_connections_text()
    {
        var connection = new StackConnection { Region = "eu-west-1", Credentials = new StaticCredentials("AKID", "hush", "token-hush") };

        Assert.That(connection.ToString(), Does.Not.Contain("hush").And.Contain("AKID"));
    }

    [Test]
    public void A_profile_that_does_not_exist_is_told_by_its_name()
    {
        using var factory = new AwsClientFactory(TimeProvider.System, random: () => 0);
        var clients = factory.For(new StackConnection { Region = "eu-west-1", AwsProfile = "no-such-profile-here" });

        Assert.That(
            async () => await clients.Identity.WhoAmIAsync(CancellationToken.None),
            Throws.InstanceOf<AwsFaultException>()
                .With.Property(nameof(AwsFaultException.Kind)).EqualTo(AwsFaultKind.NoCredentials)
                .And.Message.Contains("no-such-profile-here"));
    }

    [Test]
    public async Task A_role_is_assumed_once_with_its_external_id_and_signs_what_follows()
    {
        using var aws = new ScriptedAws(connection => connection with { AssumeRole = new AssumeRole("arn:aws:iam::1:role/r", "ext", "worker-1") })
            .Answers("AssumeRole", Role("ASIATEMPORARY"))
            .Answers("DescribeAccountAttributes", "").Answers("DescribeAccountAttributes", "");

        await aws.Run(aws.Clients.Databases.QuotaAsync(CancellationToken.None));
        await aws.Run(aws.Clients.Databases.QuotaAsync(CancellationToken.None));

        Assert.That(aws.Actions, Is.EqualTo(new[] { "AssumeRole", "DescribeAccountAttributes", "DescribeAccountAttributes" }));
        Assert.That(aws.Requests[0]["ExternalId"], Is.EqualTo("ext"));
        Assert.That(aws.Requests[0]["RoleSessionName"], Is.EqualTo("worker-1"));
        Assert.That(aws.LastHeaders!.GetValues("x-amz-security-token"), Is.EqualTo(new[] { "session" }));
        Assert.That(aws.Authorization, Does.Contain("ASIATEMPORARY").And.Contain("/eu-west-1/rds/"));
    }

    [Test]
    public async Task A_role_that_may_not_be_assumed_is_told_as_that()
    {
        using var aws = new ScriptedAws(connection => connection with { AssumeRole = new AssumeRole("arn:aws:iam::1:role/r") })
            .Refuses("AccessDenied", "not authorized to perform: sts:AssumeRole", System.Net.HttpStatusCode.Forbidden);

        var fault = await aws.Fault(aws.Clients.ChangeSets.ExecuteAsync("arn:set", "t", CancellationToken.None));

        Assert.That(fault.MissingAction, Is.EqualTo("sts:AssumeRole"));
        Assert.That(fault.Message, Does.Contain("Needed for cloudformation:ExecuteChangeSet"));
        Assert.That(fault.EffectUnknown, Is.False);
    }

    [Test]
    public async Task Expired_credentials_of_a_role_are_renewed_within_the_call()
    {
        using var aws = new ScriptedAws(connection => connection with { AssumeRole = new AssumeRole("arn:aws:iam::1:role/r") })
            .Answers("AssumeRole", Role("ASIAFIRST")).Refuses("ExpiredToken").Answers("AssumeRole", Role("ASIASECOND"))
            .Answers("DescribeAccountAttributes", "");

        await aws.Run(aws.Clients.Databases.QuotaAsync(CancellationToken.None));

        Assert.That(aws.Authorization, Does.Contain("ASIASECOND"));
    }

    [Test]
    public async Task Expired_credentials_are_renewed_for_the_next_call_when_a_call_has_one_attempt_only()
    {
        using var aws = new ScriptedAws(
                connection => connection with { AssumeRole = new AssumeRole("arn:aws:iam::1:role/r") }, new CallLimits(TimeSpan.FromMinutes(1), 1))
            .Answers("AssumeRole", Role("ASIAFIRST")).Refuses("ExpiredToken").Answers("AssumeRole", Role("ASIASECOND"))
            .Answers("DescribeAccountAttributes", "");

        var fault = await aws.Fault(aws.Clients.Databases.QuotaAsync(CancellationToken.None));
        await aws.Run(aws.Clients.Databases.QuotaAsync(CancellationToken.None));

        Assert.That(fault.Kind, Is.EqualTo(AwsFaultKind.ExpiredCredentials));
        Assert.That(aws.Authorization, Does.Contain("ASIASECOND"));
    }

    [Test]
    public async Task A_lost_answer_to_AssumeRole_leaves_no_doubt_about_the_call_that_needed_it()
    {
        using var aws = new ScriptedAws(connection => connection with { AssumeRole = new AssumeRole("arn:aws:iam::1:role/r") })
            .Throws(HttpRequestError.ResponseEnded).Answers("AssumeRole", Role("ASIAFIRST")).Answers("ExecuteChangeSet", "");

        await aws.Run(aws.Clients.ChangeSets.ExecuteAsync("arn:set", "t", CancellationToken.None));

        Assert.That(aws.Actions, Is.EqualTo(new[] { "AssumeRole", "AssumeRole", "ExecuteChangeSet" }));
    }

    [Test]
    public async Task Overridden_endpoints_are_signed_for_the_stacks_region()
    {
        using var aws = new ScriptedAws(connection => connection with
        {
            Region = "eu-central-1",
            Endpoints = new ServiceEndpoints { All = new Uri("http://127.0.0.1:1234"), Rds = new Uri("http://127.0.0.1:5678") },
        }).Answers("DescribeAccountAttributes", "").Answers("ListChangeSets", "");

        await aws.Run(aws.Clients.Databases.QuotaAsync(CancellationToken.None));
        Assert.That(aws.LastAddress!.Port, Is.EqualTo(5678));
        await aws.Run(aws.Clients.ChangeSets.ListAsync("tts", CancellationToken.None));
        Assert.That(aws.LastAddress!.Port, Is.EqualTo(1234));
        Assert.That(aws.Authorization, Does.Contain("/eu-central-1/cloudformation/"));
    }

    private static readonly Dictionary<string, (Func<Uri, ServiceEndpoints> Endpoint, Func<StackClients, Task> Call)> Overrides = new()
    {
        ["cloudformation"] = (to => new() { CloudFormation = to }, one => one.ChangeSets.ListAsync("tts", CancellationToken.None)),
        ["rds"] = (to => new() { Rds = to }, one => one.Databases.QuotaAsync(CancellationToken.None)),
        ["elasticache"] = (to => new() { ElastiCache = to }, one => one.Caches.FindGroupAsync("redis", CancellationToken.None)),
        ["ssm"] = (to => new() { Ssm = to }, one => one.Secrets.ReadAsync("/secret", CancellationToken.None)),
        ["s3"] = (to => new() { S3 = to }, one => one.TemplateObjects.ReadAsync("bucket", "key", 10, CancellationToken.None)),
        ["sts"] = (to => new() { Sts = to }, one => one.Identity.WhoAmIAsync(CancellationToken.None)),
        ["aws-marketplace"] = (to => new() { MarketplaceDiscovery = to }, one => one.Marketplace.VersionsAsync("prod-x", CancellationToken.None)),
    };

    [TestCaseSource(nameof(OverriddenServices))]
    public async Task The_endpoint_of_each_service_can_be_another(string service)
    {
        var (endpoint, call) = Overrides[service];
        using var aws = new ScriptedAws(connection => connection with { Endpoints = endpoint(new Uri("http://127.0.0.1:5678")) })
            .AnswersText(System.Net.HttpStatusCode.Forbidden, "no");

        await aws.Fault(call(aws.Clients));

        Assert.That(aws.LastAddress!.Port, Is.EqualTo(5678));
        Assert.That(aws.Authorization, Does.Contain($"/eu-west-1/{service}/"));
    }

    [Test]
    public void No_service_with_an_endpoint_is_left_out() => Assert.That(
        Overrides, Has.Count.EqualTo(typeof(ServiceEndpoints).GetProperties().Length - 1), "all but the one for all services");

    private static string[] OverriddenServices() => [.. Overrides.Keys];

    [Test]
    public async Task A_wrong_signature_is_a_wrong_clock_when_the_answer_says_so_by_its_date()
    {
        using var aws = new ScriptedAws(new CallLimits(TimeSpan.FromMinutes(1), 1))
            .Refuses("SignatureDoesNotMatch", status: System.Net.HttpStatusCode.Forbidden, date: TimeProvider.System.GetUtcNow().AddHours(1));

        var fault = await aws.Fault(aws.Clients.Databases.QuotaAsync(CancellationToken.None));

        Assert.That(fault.Kind, Is.EqualTo(AwsFaultKind.ClockSkew));
        Assert.That(aws.Clients.Identity.ClockSkew?.TotalMinutes, Is.EqualTo(60).Within(1));
    }

    private static string Role(string key) =>
        $"<Credentials><AccessKeyId>{key}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>session</SessionToken>"
        + "<Expiration>2099-01-01T00:00:00Z</Expiration></Credentials><AssumedRoleUser><Arn>arn:a</Arn><AssumedRoleId>r:w</AssumedRoleId></AssumedRoleUser>";
}
