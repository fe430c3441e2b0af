using UpgradeWorker.Core.Templates;

namespace UpgradeWorker.Core.Tests.Templates;

internal sealed class TemplateDifferenceTests
{
    private static readonly Template Old = Some.Template(Some.Stack);

    [Test]
    public void Added_removed_and_changed_parameters_are_told()
    {
        var difference = Between(
            Some.With("A: { Type: String, Default: x, AllowedValues: [x, y], MinLength: 1 }", "Gone: { Type: String }"),
            Some.With("A: { Type: Number, Default: 1, AllowedValues: [1], MaxValue: 5 }", "New: { Type: String, Default: d }", "Bare: { Type: String }"));
        Assert.That(difference.Added.Select(parameter => $"{parameter.Name}={parameter.Default}"), Is.EqualTo(["New=d", "Bare="]));
        Assert.That(difference.Removed.Select(parameter => parameter.Name), Is.EqualTo(["Gone"]));
        Assert.That(difference.Changed.Select(change => $"{change.Name} {change.What} {string.Join('/', change.Old)}>{string.Join('/', change.New)}"), Is.EqualTo([
            "A type String>Number", "A default x>1", "A allowedValues x/y>1", "A minLength 1>", "A maxValue >5",
        ]));
        Assert.That(difference.Blocked.Select(blocked => $"{blocked.Name} {blocked.Finding.Reason}"), Is.EqualTo(["Bare NoValue"]));
    }

    [TestCase("A: { Type: String, AllowedValues: [a] }", "b", "NotAllowed")]
    [TestCase("A: { Type: String, AllowedPattern: '[a-z]' }", "1", "PatternMismatch")]
    [TestCase("A: { Type: Number, MaxValue: 3 }", "4", "OutOfRange")]
    public void A_value_that_is_allowed_no_more_blocks(string declared, string value, string reason)
    {
        var old = Some.With("A: { Type: String }");
        Assert.That(Between(old, Some.With(declared), new() { ["A"] = value }).Blocked.Single().Finding.Reason, Is.EqualTo(reason));
        Assert.That(Between(old, Some.With(declared)).Blocked, Is.Empty, "without values none is judged");
    }

    [TestCase("DbSnapshot", "arn:aws:rds:eu-west-1:123456789012:snapshot:a", true)]
    [TestCase("DbSnapshot", "", false)]
    [TestCase("HostName", "thethings.example.com", true)]
    [TestCase("TLSCertificateSecretARN", "****", true)]
    [TestCase("Password", "****", false)]
    public void A_parameter_with_a_role_must_not_get_lost(string name, string value, bool blocks)
    {
        var target = Some.Template(Some.Stack.Replace(name, "Renamed", StringComparison.Ordinal));
        var blocked = Between(Old, target, new() { [name] = value }).Blocked.Where(blocked => blocked.Finding.Reason == "RoleParameterGone");
        Assert.That(blocked.Select(finding => finding.Name), Is.EqualTo(blocks ? new[] { name } : []));
    }

    private static TemplateDifference Between(Template old, Template target, Dictionary<string, string>? values = null) =>
        TemplateDifference.Between(old, target, values, Some.Roles(old).Roles);
}
