using CsCheck;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Core.Templates;

namespace UpgradeWorker.Core.Tests.Templates;

internal sealed class ParameterReconciliationTests
{
    private static readonly Template Old = Some.With(
        "Kept: { Type: String, Default: a }", "AtDefault: { Type: String, Default: a }", "Gone: { Type: String }",
        "Image: { Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>' }", "Secret: { Type: String, NoEcho: true }");

    private static readonly Template New = Some.With(
        "Kept: { Type: String, Default: b }", "AtDefault: { Type: String, Default: b }", "Added: { Type: String, Default: d }",
        "Image: { Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>' }", "Secret: { Type: String, NoEcho: true }");

    private static readonly StackParameter[] Present =
        [new("Kept", "x"), new("AtDefault", "a"), new("Gone", "y"), new("Image", "/images/latest", "ami-1"), new("Secret", "****")];

    [Test]
    public void Live_values_are_carried_and_everything_else_is_told()
    {
        var result = Reconcile(New, Old, Present);
        Assert.That(result.Choices.Select(choice => $"{choice.GetType().Name} {choice.Key}"),
            Is.EqualTo(["UsePrevious Kept", "UsePrevious AtDefault", "LeftToDefault Added", "UsePrevious Image", "UsePrevious Secret"]));
        Assert.That(result.Dropped, Is.EqualTo(["Gone"]));
        Assert.That(result.ChangedDefaults, Is.EqualTo([new ChangedDefault("AtDefault", "a", "b")]));
        Assert.That(result.ResolvedAnew, Is.EqualTo([new ResolvedAnew("Image", "/images/latest", "ami-1")]));
        Assert.That(result.Blocked, Is.Empty);
    }

    [Test]
    public void Values_asked_for_override()
    {
        var result = Reconcile(New, Old, Present, ("AtDefault", "z"), ("Added", "e"), ("Kept", "x"), ("Secret", "s3cret"));
        Assert.That(result.Choices.OfType<ParameterChoice.Value>().Select(choice => choice.ToString()),
            Is.EqualTo(["Value { Key = AtDefault, Text = z }", "Value { Key = Added, Text = e }", "Value { Key = Secret, Text = **** }"]));
        Assert.That(result.ChangedDefaults, Is.Empty);
        Assert.That(result.Choices.OfType<ParameterChoice.UsePrevious>().Select(choice => choice.Key), Does.Contain("Kept"), "it has that value already");
    }

    [Test]
    public void What_stands_in_the_way_blocks()
    {
        var target = Some.With("Kept: { Type: String, AllowedValues: [q] }", "Bare: { Type: String }", "Image: { Type: String }", "Secret: { Type: String, NoEcho: true }");
        var result = Reconcile(target, Old, Present, ("Nowhere", "1"), ("Secret", "****"));
        Assert.That(result.Blocked.Select(blocked => $"{blocked.Name} {blocked.Finding.Reason}"), Is.EqualTo([
            "Kept NotAllowed", "Bare NoValue", "Image TypeChanged", "Secret NotAllowed", "Nowhere UnknownParameter",
        ]));
        Assert.That(result.Choices.Select(choice => choice.Key), Does.Not.Contain("Bare"));
    }

    [Test]
    public void A_snapshot_parameter_is_neither_lost_nor_cleared()
    {
        var old = Some.Template(Some.Stack);
        StackParameter[] present = [new("HostName", "h"), new("DbSnapshot", "arn"), new("RedisSnapshot", ""), new("TLSCertificateSecretARN", ""), new("Password", "****")];
        var renamed = Some.Template(Some.Stack.Replace("DbSnapshot", "Renamed", StringComparison.Ordinal));
        var roles = Some.Roles(old).Roles;
        Assert.That(ParameterReconciliation.Reconcile(renamed, old, present, new Dictionary<string, string>(), roles).Blocked.Single().Finding.Reason,
            Is.EqualTo("RoleParameterGone"));
        var cleared = new Dictionary<string, string> { ["DbSnapshot"] = "", ["RedisSnapshot"] = "name" };
        Assert.That(ParameterReconciliation.Reconcile(old, old, present, cleared, roles).Blocked.Single().Finding.Reason, Is.EqualTo("SnapshotParameterCleared"));
    }

    private static readonly Gen<string> Names = Gen.OneOf("A", "B", "C", "D", "E", "F");

    private static readonly Gen<Template> Templates = Gen.Select(Names, Gen.Bool, Gen.OneOf("p", "q")).List[0, 6]
        .Select(parameters => Some.With([
            "Z: { Type: String, Default: z }",
            .. parameters.DistinctBy(parameter => parameter.Item1)
                .Select(parameter => $"{parameter.Item1}: {{ Type: String{(parameter.Item2 ? $", Default: {parameter.Item3}" : "")} }}"),
        ]));

    [Test]
    public void No_unknown_key_is_sent_no_key_dropped_in_silence_no_default_put_over_a_live_value() =>
        Gen.Select(Templates, Templates, Gen.Dictionary(Names, Gen.OneOf("p", "q", "", "****"))[0, 4], Gen.OneOf("p", "q", "", "****").Array[7])
            .Sample((old, target, desired, values) =>
            {
                var present = old.Parameters.Select((parameter, index) => new StackParameter(parameter.Name, values[index])).ToList();
                var result = ParameterReconciliation.Reconcile(target, old, present, desired, Some.NoRoles);
                var chosen = result.Choices.Select(choice => choice.Key).ToList();
                var live = present.Select(parameter => parameter.Key).ToList();
                var blocked = result.Blocked.Select(blocked => blocked.Name).ToList();
                var known = chosen.All(key => target.Parameter(key) is not null) && chosen.Distinct().Count() == chosen.Count;
                var previousIsLive = result.Choices.OfType<ParameterChoice.UsePrevious>().All(choice => live.Contains(choice.Key));
                var told = live.All(key => chosen.Contains(key) != result.Dropped.Contains(key))
                    && target.Parameters.All(parameter => chosen.Contains(parameter.Name) || blocked.Contains(parameter.Name))
                    && desired.Keys.All(key => target.Parameter(key) is not null || blocked.Contains(key));
                var noDefaultOverLive = result.Choices.OfType<ParameterChoice.LeftToDefault>().All(choice => !live.Contains(choice.Key));
                var onlyAskedValues = result.Choices.OfType<ParameterChoice.Value>().All(choice => desired[choice.Key] == choice.Text && choice.Text != ParameterRules.Masked);
                return known && previousIsLive && told && noDefaultOverLive && onlyAskedValues;
            });

    private static ParameterReconciliation Reconcile(Template target, Template old, StackParameter[] present, params (string Key, string Value)[] desired) =>
        ParameterReconciliation.Reconcile(target, old, present, desired.ToDictionary(pair => pair.Key, pair => pair.Value), Some.NoRoles);
}
