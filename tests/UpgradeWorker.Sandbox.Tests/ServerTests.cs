using System.Text;
using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Sandbox.Server;
using UpgradeWorker.Sandbox.Tests.Support;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Tests;

/// <summary>Signatures, protocols and faults of the endpoint itself.</summary>
[TestFixture]
public sealed class ServerTests
{
    private static readonly byte[] Identity = Encoding.UTF8.GetBytes("Action=GetCallerIdentity&Version=2011-06-15");
    private const string FormType = "application/x-www-form-urlencoded; charset=utf-8";

    [Test]
    public void A_good_signature_is_answered_with_the_account() =>
        Assert.That(new Cloud().Call("sts", "GetCallerIdentity").Element("Account")!.Value, Is.EqualTo("111122223333"));

    [Test]
    public void A_wrong_secret_is_told_so()
    {
        var cloud = new Cloud();
        var response = Send(cloud, cloud.Sign("sts", "POST", "/", "", Identity, FormType, secret: "wrong"));
        Assert.That((response.Status, response.Text.Contains("SignatureDoesNotMatch", StringComparison.Ordinal)), Is.EqualTo((403, true)));
    }

    [Test]
    public void A_body_changed_on_the_way_is_told_so()
    {
        var cloud = new Cloud();
        var request = cloud.Sign("sts", "POST", "/", "", Identity, FormType) with { Body = Encoding.UTF8.GetBytes("Action=Other") };
        Assert.That(Send(cloud, request).Text, Does.Contain("SignatureDoesNotMatch"));
    }

    [Test]
    public void An_unsigned_request_is_told_so()
    {
        var cloud = new Cloud();
        Dictionary<string, string> headers = new() { ["content-type"] = FormType, ["host"] = "sandbox.test" };
        var response = Send(cloud, new SandboxRequest("POST", "/", "", headers, Encoding.UTF8.GetBytes("Action=DescribeStacks")));
        Assert.That(response.Text, Does.Contain("MissingAuthenticationToken"));
    }

    [TestCase(-6)]
    [TestCase(6)]
    public void A_signature_more_than_five_minutes_off_is_refused(int minutes)
    {
        var cloud = new Cloud();
        var at = TimeProvider.System.GetUtcNow().AddMinutes(minutes);
        Assert.That(Send(cloud, cloud.Sign("sts", "POST", "/", "", Identity, FormType, at: at)).Text, Does.Contain("Signature "));
    }

    [TestCase("cloudformation", "DescribeTypeHaiku", "DescribeTypeHaiku")]
    [TestCase("rds", "DeleteDBInstance", "DeleteDBInstance")]
    public void An_unknown_action_is_named(string service, string action, string named) =>
        Assert.That(new Cloud().Fail(service, action).Message, Does.Contain(named));

    [Test]
    public void An_unknown_member_is_named_rather_than_ignored()
    {
        var (_, _, message) = new Cloud().Fail("cloudformation", "DescribeStacks", ("StackNom", "x"));
        Assert.That(message, Is.EqualTo("The sandbox does not emulate the member 'StackNom' of DescribeStacks."));
    }

    [Test]
    public void An_unknown_service_is_named()
    {
        var cloud = new Cloud();
        var response = Send(cloud, cloud.Sign("lambda", "POST", "/", "", Identity, FormType));
        Assert.That(response.Status, Is.EqualTo(501));
        Assert.That(response.Text, Does.Contain("The sandbox does not emulate the service 'lambda'."));
    }

    [Test]
    public void A_fault_hits_the_calls_it_names_and_no_others()
    {
        var cloud = new Cloud();
        cloud.World.Faults.Add(new RequestFaultRule("sts", "GetCallerIdentity", new RequestFault.Throttled(), First: 2));
        cloud.Call("sts", "GetCallerIdentity");
        Assert.That(cloud.Fail("sts", "GetCallerIdentity"), Is.EqualTo((400, "Throttling", "Rate exceeded")));
        cloud.Call("sts", "GetCallerIdentity");
    }

    [Test]
    public void A_5xx_before_the_effect_does_nothing_and_one_after_it_has_done_everything()
    {
        var cloud = Cloud.WithHouse();
        cloud.World.Faults.Add(new RequestFaultRule("rds", "CreateDBSnapshot", new RequestFault.ErrorBefore()));
        cloud.World.Faults.Add(new RequestFaultRule("rds", "CreateDBSnapshot", new RequestFault.ErrorAfter(), First: 2));
        (string, string)[] members =
            [("DBInstanceIdentifier", cloud.World.Resources.Of<DbInstance>().Single().PhysicalId), ("DBSnapshotIdentifier", "s")];
        Assert.That(cloud.Fail("rds", "CreateDBSnapshot", members).Status, Is.EqualTo(503));
        Assert.That(cloud.World.Resources.DatabaseSnapshots, Is.Empty);
        Assert.That(cloud.Fail("rds", "CreateDBSnapshot", members).Status, Is.EqualTo(500));
        Assert.That(cloud.World.Resources.DatabaseSnapshots, Contains.Key("s"));
    }

    [Test]
    public void A_lost_reply_breaks_the_connection_after_the_effect()
    {
        var cloud = Cloud.WithHouse();
        cloud.World.Faults.Add(new RequestFaultRule("rds", "CreateDBSnapshot", new RequestFault.ReplyLost()));
        var database = cloud.World.Resources.Of<DbInstance>().Single().PhysicalId;
        var (response, _) = cloud.Send("rds", "CreateDBSnapshot", ("DBInstanceIdentifier", database), ("DBSnapshotIdentifier", "s"));
        Assert.That(response.Aborted, Is.True);
        Assert.That(cloud.World.Resources.DatabaseSnapshots, Contains.Key("s"));
    }

    [Test]
    public void Expired_credentials_a_skewed_clock_and_missing_rights_have_the_services_own_codes()
    {
        var cloud = new Cloud();
        cloud.World.Faults.Add(new RequestFaultRule("sts", null, new RequestFault.ExpiredCredentials()));
        cloud.World.Faults.Add(new RequestFaultRule("sts", null, new RequestFault.ClockSkew(TimeSpan.FromMinutes(10)), First: 2));
        cloud.World.Faults.Add(new RequestFaultRule("sts", null, new RequestFault.AccessDenied(), First: 3));
        var codes = Enumerable.Range(0, 3).Select(_ => cloud.Fail("sts", "GetCallerIdentity").Code).ToArray();
        Assert.That(codes, Is.EqualTo(new[] { "ExpiredToken", "SignatureDoesNotMatch", "AccessDenied" }));
    }

    [Test]
    public void The_token_bucket_throttles_per_operation_and_refills()
    {
        var cloud = new Cloud(new SandboxOptions { Throttle = new SandboxThrottle(PerSecond: 1, Burst: 2) });
        cloud.Call("cloudformation", "DescribeStacks");
        cloud.Call("cloudformation", "DescribeStacks");
        Assert.That(cloud.Fail("cloudformation", "DescribeStacks").Code, Is.EqualTo("Throttling"));
        cloud.Call("sts", "GetCallerIdentity");
        cloud.Pass(TimeSpan.FromSeconds(1));
        cloud.Call("cloudformation", "DescribeStacks");
    }

    [Test]
    public void An_object_that_was_put_is_found_and_serves_as_a_template()
    {
        var cloud = Cloud.WithHouse();
        var bucket = cloud.World.Resources.Of<S3Bucket>().Single().PhysicalId;
        var body = Encoding.UTF8.GetBytes(HouseTemplate.Text("9.9"));
        Assert.That(Send(cloud, cloud.Sign("s3", "PUT", $"/{bucket}/templates/t.yaml", "", body, "text/yaml")).Status, Is.EqualTo(200));
        Assert.That(Send(cloud, cloud.Sign("s3", "GET", $"/{bucket}/templates/t.yaml", "", [], "")).Body, Is.EqualTo(body));
        Assert.That(
            Send(cloud, cloud.Sign("s3", "GET", $"/{bucket}", "list-type=2&prefix=templates", [], "")).Text, Does.Contain("templates/t.yaml"));
        Assert.That(Send(cloud, cloud.Sign("s3", "GET", $"/{bucket}/none", "", [], "")).Text, Does.Contain("NoSuchKey"));
        foreach (var url in new[] { $"https://{bucket}.s3.eu-west-1.amazonaws.com/templates/t.yaml", $"https://s3.eu-west-1.amazonaws.com/{bucket}/templates/t.yaml" })
        {
            var summary = cloud.Call("cloudformation", "GetTemplateSummary", ("TemplateURL", url));
            Assert.That(summary.Element("Description")!.Value, Is.EqualTo("A house"));
        }

        Assert.That(
            cloud.Fail("cloudformation", "ValidateTemplate", ("TemplateURL", $"https://s3.amazonaws.com/{bucket}/none")).Message,
            Does.StartWith("S3 error: The specified key does not exist."));
    }

    [Test]
    public void Equal_stories_have_equal_ids()
    {
        static string[] Ids() => [.. Cloud.WithHouse().Stack.Resources.Values.Select(r => r.PhysicalId)];
        var first = Ids();
        Assert.That(Ids(), Is.EqualTo(first));
    }

    private static SandboxResponse Send(Cloud cloud, SandboxRequest request) =>
        cloud.Aws.Server.HandleAsync(request, CancellationToken.None).GetAwaiter().GetResult();
}
