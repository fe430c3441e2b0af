using System.Net;
using UpgradeWorker.Aws;

namespace UpgradeWorker.Tests.Aws;

public sealed class AwsFaultsTests
{
    private const string StackArn = "arn:aws:cloudformation:eu-west-1:123456789012:stack/tts/1";

    private static IEnumerable<TestCaseData> Rows() =>
        AwsFaults.Table.Select(row => new TestCaseData(row.Code, row.Kind).SetName($"{row.Code} is {row.Kind}"));

    [TestCaseSource(nameof(Rows))]
    public async Task A_code_of_the_table_means_its_kind_on_the_wire(string code, AwsFaultKind kind)
    {
        using var aws = new ScriptedAws(new CallLimits(TimeSpan.FromMinutes(1), 1)).Refuses(code);

        var fault = await aws.Fault(aws.Clients.Drift.StartAsync(StackArn, CancellationToken.None));

        Assert.That(fault.Kind, Is.EqualTo(kind));
        Assert.That(fault.ErrorCode, Is.EqualTo(code));
        Assert.That(fault.RequestId, Is.EqualTo("r-1"));
        Assert.That(fault.EffectUnknown, Is.EqualTo(kind == AwsFaultKind.Transient));
    }

    [Test]
    public void A_code_stands_in_the_table_once_and_every_kind_has_one()
    {
        Assert.That(AwsFaults.Table.Select(row => row.Code), Is.Unique);
        Assert.That(
            AwsFaults.Table.Select(row => row.Kind).Distinct(),
            Is.EquivalentTo(Enum.GetValues<AwsFaultKind>().Except([AwsFaultKind.Unreachable])));
    }

    [TestCase("Stack with id tts does not exist")]
    [TestCase("Stack [arn:aws:cloudformation:eu-west-1:123456789012:stack/tts/1] does not exist")]
    [TestCase("Stack 'tts' does not exist")]
    public void A_missing_stack_is_told_by_its_text(string message) =>
        Assert.That(AwsFaults.KindOf("ValidationError", HttpStatusCode.BadRequest, message), Is.EqualTo(AwsFaultKind.Gone));

    [Test]
    public void A_second_drift_detection_at_a_time_is_told_by_its_text() => Assert.That(
        AwsFaults.KindOf("ValidationError", HttpStatusCode.BadRequest, "Drift detection is already in progress for stack [arn:aws:cloudformation:eu-west-1:123456789012:stack/tts/1]."),
        Is.EqualTo(AwsFaultKind.Conflict));

    [TestCase("ValidationError", "Template error: the mapping Images does not exist in Stack template section")]
    [TestCase("ValidationError", "Parameter value key-1 for parameter name SSHKey does not exist. Rollback requested by user.")]
    [TestCase("InvalidParameterValue", "Stack with id tts does not exist")]
    public void Other_things_that_do_not_exist_are_validation_faults(string code, string message) =>
        Assert.That(AwsFaults.KindOf(code, HttpStatusCode.BadRequest, message), Is.EqualTo(AwsFaultKind.Validation));

    [TestCase(429, AwsFaultKind.Throttled)]
    [TestCase(500, AwsFaultKind.Transient)]
    [TestCase(504, AwsFaultKind.Transient)]
    [TestCase(403, AwsFaultKind.AccessDenied)]
    [TestCase(404, AwsFaultKind.Validation)]
    [TestCase(400, AwsFaultKind.Validation)]
    public void A_code_that_nobody_knows_goes_by_its_status(int status, AwsFaultKind kind) =>
        Assert.That(AwsFaults.KindOf("SomethingNew", (HttpStatusCode)status, "…"), Is.EqualTo(kind));

    [Test]
    public async Task A_denied_call_names_the_missing_action()
    {
        using var aws = new ScriptedAws().Refuses(
            "AccessDenied", "User: arn:aws:iam::123456789012:user/w is not authorized to perform: cloudformation:DetectStackDrift", HttpStatusCode.Forbidden);

        var fault = await aws.Fault(aws.Clients.Drift.StartAsync(StackArn, CancellationToken.None));

        Assert.That(fault.MissingAction, Is.EqualTo("cloudformation:DetectStackDrift"));
        Assert.That(fault.Message, Does.Contain("allow cloudformation:DetectStackDrift").And.Contain("user/w"));
        Assert.That(fault.ToFinding().Reason, Is.EqualTo("AwsAccessDenied"));
    }

    [Test]
    public async Task No_message_repeats_a_parameters_value()
    {
        using var aws = new ScriptedAws().Refuses("ValidationError", "Parameter Password value hunter22 is no good: hunter22");

        var fault = await aws.Fault(aws.Clients.ChangeSets.CreateAsync(
            Some.Draft() with { Parameters = [new("Password", "hunter22", false), new("Other", "hunter", false)] }, CancellationToken.None));

        Assert.That(fault.ToString(), Does.Not.Contain("hunter").And.Contain("****"));
    }

    [Test]
    public async Task What_AWS_says_to_a_wrong_signature_is_not_repeated()
    {
        using var aws = new ScriptedAws().Refuses("SignatureDoesNotMatch", "The Canonical String should have been x-amz-security-token:IQoJ", HttpStatusCode.Forbidden);

        var fault = await aws.Fault(aws.Clients.Identity.WhoAmIAsync(CancellationToken.None));

        Assert.That(fault.Kind, Is.EqualTo(AwsFaultKind.NoCredentials));
        Assert.That(fault.ToString(), Does.Not.Contain("IQoJ"));
    }

    [Test]
    public void Every_row_of_the_operations_is_listed_once_and_names_actions()
    {
        var fields = typeof(AwsOperations).GetFields().Select(field => field.GetValue(null)).OfType<AwsOperation>().ToList();

        Assert.That(AwsOperations.All, Is.EquivalentTo(fields));
        Assert.That(AwsOperations.All, Is.Unique);
        Assert.That(AwsOperations.IamActions, Has.All.Match("^[a-z0-9-]+:[A-Z][A-Za-z]+$"));
        Assert.That(AwsOperations.IamActions, Is.Unique.And.Ordered);
    }
}
