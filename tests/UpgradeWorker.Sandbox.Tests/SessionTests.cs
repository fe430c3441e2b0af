using System.Xml.Linq;
using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Sandbox.Tests.Support;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Tests;

/// <summary>Roles taken on with STS, and what their temporary credentials are good for.</summary>
[TestFixture]
public sealed class SessionTests
{
    private static readonly string Role = SandboxRole.Worker.Arn;
    private static readonly string External = SandboxRole.Worker.ExternalId!;

    [Test]
    public void A_role_is_taken_on_from_another_account_and_its_credentials_sign_what_follows()
    {
        var cloud = Cloud.WithHouse();
        cloud.As = SandboxCredentials.OfAnotherAccount;
        Assert.That(cloud.Call("sts", "GetCallerIdentity").Element("Account")!.Value, Is.EqualTo("444455556666"));
        var (status, code, message) = cloud.Fail("cloudformation", "DescribeStacks");
        Assert.That((status, code), Is.EqualTo((403, "AccessDenied")));
        Assert.That(message, Does.Contain("arn:aws:iam::444455556666:user/operations").And.Contain("111122223333"));

        var given = Assume(cloud);
        Assert.That(given.Arn, Is.EqualTo("arn:aws:sts::111122223333:assumed-role/upgradeworker/night"));
        cloud.As = given;
        var identity = cloud.Call("sts", "GetCallerIdentity");
        Assert.That(identity.Element("Arn")!.Value, Is.EqualTo(given.Arn));
        Assert.That(identity.Element("Account")!.Value, Is.EqualTo("111122223333"));
        Assert.That(identity.Element("UserId")!.Value, Does.StartWith("AROA").And.EndsWith(":night"));
        Assert.That(cloud.Call("cloudformation", "DescribeStacks").Descendants("StackName").Single().Value, Is.EqualTo("house"));
    }

    [Test]
    public void Temporary_credentials_end_by_the_clock_and_are_then_told_to_be_expired()
    {
        var cloud = Cloud.WithHouse();
        cloud.As = Assume(cloud, ("DurationSeconds", "900"));
        cloud.Pass(TimeSpan.FromSeconds(899));
        cloud.Call("cloudformation", "DescribeStacks");
        cloud.Pass(TimeSpan.FromSeconds(1));
        Assert.That(cloud.Fail("cloudformation", "DescribeStacks").Code, Is.EqualTo("ExpiredToken"));
    }

    [Test]
    public void Sessions_can_be_made_to_end_at_once_and_a_new_one_works_again()
    {
        var cloud = Cloud.WithHouse();
        cloud.As = Assume(cloud);
        cloud.World.Faults.Add(new WorldFault.SessionsExpire());
        Assert.That(cloud.Fail("cloudformation", "DescribeStacks").Code, Is.EqualTo("ExpiredToken"));
        Assert.That(cloud.Fail("rds", "DescribeDBInstances").Code, Is.EqualTo("ExpiredToken"));
        cloud.As = null;
        cloud.As = Assume(cloud);
        cloud.Call("cloudformation", "DescribeStacks");
    }

    [Test]
    public void Without_its_token_a_temporary_key_is_unknown()
    {
        var cloud = Cloud.WithHouse();
        cloud.As = Assume(cloud) with { SessionToken = "another" };
        Assert.That(cloud.Fail("cloudformation", "DescribeStacks").Code, Is.EqualTo("InvalidClientTokenId"));
    }

    [TestCase("arn:aws:iam::111122223333:role/nobody", "xx", "AccessDenied", "is not authorized to perform: sts:AssumeRole on resource")]
    [TestCase(null, "wrong", "AccessDenied", "is not authorized to perform: sts:AssumeRole on resource")]
    [TestCase(null, null, "AccessDenied", "is not authorized to perform: sts:AssumeRole on resource")]
    [TestCase("not-an-arn", "x", "ValidationError", "'roleArn'")]
    public void A_role_that_does_not_trust_the_caller_is_refused(string? role, string? external, string code, string says)
    {
        var cloud = Cloud.WithHouse();
        List<(string, string)> members = [("RoleArn", role ?? Role), ("RoleSessionName", "night")];
        if (external is not null)
        {
            members.Add(("ExternalId", external));
        }

        var answer = cloud.Fail("sts", "AssumeRole", [.. members]);
        Assert.That(answer.Code, Is.EqualTo(code));
        Assert.That(answer.Message, Does.Contain(says));
    }

    [TestCase("RoleSessionName", "a", "'roleSessionName'")]
    [TestCase("RoleSessionName", "has space", "'roleSessionName'")]
    [TestCase("DurationSeconds", "60", "'durationSeconds'")]
    [TestCase("DurationSeconds", "7200", "exceeds the MaxSessionDuration set for this role")]
    [TestCase("Policy", "{}", "does not emulate the member 'Policy'")]
    public void What_AssumeRole_does_not_take_is_named(string member, string value, string says)
    {
        var cloud = Cloud.WithHouse();
        var members = new Dictionary<string, string> { ["RoleArn"] = Role, ["RoleSessionName"] = "night", ["ExternalId"] = External, [member] = value };
        Assert.That(cloud.Fail("sts", "AssumeRole", [.. members.Select(m => (m.Key, m.Value))]).Message, Does.Contain(says));
    }

    [Test]
    public void A_session_may_not_take_on_a_role_for_longer_than_an_hour()
    {
        var patient = new SandboxRole("arn:aws:iam::111122223333:role/ops/patient") { LongestSession = TimeSpan.FromHours(12) };
        var cloud = Cloud.WithHouse(new SandboxOptions { Roles = [patient] });
        (string, string)[] members = [("RoleArn", patient.Arn), ("RoleSessionName", "night"), ("DurationSeconds", "43200")];
        cloud.As = Read(cloud.Call("sts", "AssumeRole", members));
        Assert.That(cloud.As.Arn, Is.EqualTo("arn:aws:sts::111122223333:assumed-role/patient/night"));
        Assert.That(cloud.Fail("sts", "AssumeRole", members).Message, Does.Contain("role chaining"));
    }

    [Test]
    public void CloudFormation_acts_only_as_a_role_that_trusts_it()
    {
        var cloud = Cloud.WithHouse();
        (string, string)[] members =
        [
            ("StackName", "house"), ("ChangeSetName", "up"), ("UsePreviousTemplate", "true"), ("Capabilities.member.1", "CAPABILITY_IAM"),
            ("Parameters.member.1.ParameterKey", "DatabasePassword"), ("Parameters.member.1.UsePreviousValue", "true"),
            ("Parameters.member.2.ParameterKey", "KeyName"), ("Parameters.member.2.ParameterValue", "second"),
        ];
        Assert.That(
            cloud.Fail("cloudformation", "CreateChangeSet", [.. members, ("RoleARN", Role)]).Message,
            Is.EqualTo($"Role {Role} is invalid or cannot be assumed"));
        var set = cloud.Call("cloudformation", "CreateChangeSet", [.. members, ("RoleARN", SandboxRole.Service.Arn)]).Element("Id")!.Value;
        cloud.RunUntilQuiet();
        cloud.Call("cloudformation", "ExecuteChangeSet", ("ChangeSetName", set));
        cloud.RunUntilQuiet();
        Assert.That(
            cloud.Call("cloudformation", "DescribeStacks", ("StackName", "house")).Descendants("RoleARN").Single().Value,
            Is.EqualTo(SandboxRole.Service.Arn));
    }

    private static SandboxCredentials Assume(Cloud cloud, params (string, string)[] more) =>
        Read(cloud.Call("sts", "AssumeRole", [("RoleArn", Role), ("RoleSessionName", "night"), ("ExternalId", External), .. more]));

    private static SandboxCredentials Read(XElement result)
    {
        var given = result.Element("Credentials")!;
        return new SandboxCredentials(
            given.Element("AccessKeyId")!.Value,
            given.Element("SecretAccessKey")!.Value,
            given.Element("SessionToken")!.Value,
            result.Element("AssumedRoleUser")!.Element("Arn")!.Value);
    }
}
