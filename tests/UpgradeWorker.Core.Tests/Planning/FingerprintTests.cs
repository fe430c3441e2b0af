using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Core.Tests.Mails;
using static UpgradeWorker.Core.Tests.Planning.SomeChangeSet;

namespace UpgradeWorker.Core.Tests.Planning;

/// <summary>Everything that an approver sees counts, and nothing that differs from one change set of the same proposal to the next.</summary>
internal sealed class FingerprintTests
{
    private static readonly Plan Base = SomeViews.Plan;

    private static readonly object[] Differing =
    [
        Case("the account", Base with { StackId = new StackId(Base.StackId.Arn.Replace("123456789012", "123456789013", StringComparison.Ordinal)) }),
        Case("the stack created anew under its name", Base with { StackId = new StackId(Base.StackId.Arn + "6") }),
        Case("the template", Base with { TemplateSha256 = new string('b', 64) }),
        Case("a parameter more", Base with { Parameters = [.. Base.Parameters, new("New", ParameterSource.Default, "x", false, null)] }),
        Case("a parameter sent instead of kept", With("Domain", one => one with { Source = ParameterSource.Value, ValueHash = "h" })),
        Case("another value", With("InstanceType", one => one with { ValueHash = new string('c', 64) })),
        Case("what an SSM-typed one resolves to", With("Domain", one => one with { ValueHash = "ami" })),
        Case("a snapshot parameter that keeps its value", With("RdsSnapshot", one => one with { Source = ParameterSource.Previous })),
        Case("a capability", Base with { Capabilities = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"] }),
        Case("another resource", Base with { Changes = [.. Base.Changes.Skip(1)] }),
        Case("a replacement", Base with { Changes = [Base.Changes[0] with { Replacement = "no" }, .. Base.Changes.Skip(1)] }),
        Case("what becomes of the old one", Base with { Changes = [Base.Changes[0] with { PolicyAction = "ReplaceAndRetain" }, .. Base.Changes.Skip(1)] }),
        Case("an action", Base with { Changes = [Base.Changes[0] with { Action = "Remove" }, .. Base.Changes.Skip(1)] }),
        Case("a migration", Base with { Migrations = [.. Base.Migrations.Skip(1)] }),
        Case("the order of migrations", Base with { Migrations = [.. Base.Migrations.Reverse()] }),
        Case("a manual step's words", Base with { ManualSteps = [Base.ManualSteps[0] with { Text = "Other." }, .. Base.ManualSteps.Skip(1)] }),
        Case("when a step is due", Base with { ManualSteps = [Base.ManualSteps[0] with { When = "after" }, .. Base.ManualSteps.Skip(1)] }),
        Case("a snapshot for safety only", Base with { Snapshots = [Base.Snapshots[0] with { ForRestore = false }, .. Base.Snapshots.Skip(1)] }),
        Case("a service that keeps running", Base with { StopsService = false }),
        Case("drift brought back", Base with { RevertsDrift = true }),
    ];

    private static readonly object[] Same =
    [
        Case("the instant", Base with { CreatedAt = Base.CreatedAt.AddDays(1) }),
        Case("the order of parameters", Base with { Parameters = [.. Base.Parameters.Reverse()] }),
        Case("the order of changes", Base with { Changes = [.. Base.Changes.Reverse()] }),
        Case("properties and causes", Base with { Changes = [.. Base.Changes.Select(change => change with { Properties = [], Causes = [] })] }),
        Case("notes", Base with { Notes = [] }),
        Case("later hops", Base with { LaterHops = [new("3.37.0", "3.38.0", true, [], 1, [], 0)] }),
        Case("the expected duration", Base with { ExpectedDuration = TimeSpan.FromHours(9) }),
        Case("its own fingerprint", Base with { Fingerprint = default }),
    ];

    [TestCaseSource(nameof(Differing))]
    public void It_differs_with(Plan plan) => Assert.That(FingerprintSource.Of(plan), Is.Not.EqualTo(FingerprintSource.Of(Base)));

    [TestCaseSource(nameof(Same))]
    public void It_is_the_same_whatever(Plan plan) => Assert.That(FingerprintSource.Of(plan), Is.EqualTo(FingerprintSource.Of(Base)));

    [Test]
    public void The_final_change_set_has_that_of_the_analysis_and_another_one_has_not()
    {
        var analysis = Of(Modify("Server", Instance, "True", ByParameter("Image", "ImageId", "Always"))) with { Id = "arn:analysis", Capabilities = ["CAPABILITY_IAM"] };
        var plan = SomeDraft.Of().Plan([], analysis).Plan;
        var final = analysis with { Id = "arn:final", Changes = [analysis.Changes[0] with { PhysicalId = "i-2", Details = [] }] };
        Assert.That(Again(final), Is.EqualTo(plan.Fingerprint));
        Assert.That(Again(final with { Changes = [.. final.Changes, Act("Add", "Topic", "AWS::SNS::Topic")] }), Is.Not.EqualTo(plan.Fingerprint));
        Assert.That(Again(final with { Capabilities = [] }), Is.Not.EqualTo(plan.Fingerprint));

        PlanFingerprint Again(ChangeSetDescription description) =>
            FingerprintSource.Of(plan, description, ChangeSetReader.Read(description, new ChangeSetReadingPolicy()));
    }

    private static Plan With(string key, Func<PlannedParameter, PlannedParameter> change) =>
        Base with { Parameters = [.. Base.Parameters.Select(one => one.Key == key ? change(one) : one)] };

    private static TestCaseData Case(string name, Plan plan) => new TestCaseData(plan).SetArgDisplayNames(name);
}
