using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Stacks;
using static UpgradeWorker.Core.Tests.Planning.SomeChangeSet;

namespace UpgradeWorker.Core.Tests.Planning;

/// <summary>What an approver is told of parameters, certificates and the way, beside the changes.</summary>
internal sealed class PlanNotesTests
{
    private static readonly ResourceChange Machine = Modify("Server", Instance, "True", Direct("ImageId", "Always"));

    private const string Old = """
        Metadata: { "AWS::CloudFormation::Interface": { ParameterLabels: { Keep: { default: Days of logs } } } }
        Parameters:
          Keep: { Type: Number, Default: 7 }
          Gone: { Type: String, Default: x }
          Image: { Type: "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>" }
        Resources: { Server: { Type: "AWS::EC2::Instance" } }
        """;

    private const string New = """
        Metadata: { "AWS::CloudFormation::Interface": { ParameterLabels: { Keep: { default: Days of logs } } } }
        Parameters:
          Keep: { Type: Number, Default: 30 }
          Image: { Type: "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>" }
          Pin: { Type: String, NoEcho: true, Default: 1234 }
          Level: { Type: String, Default: info }
        Resources: { Server: { Type: "AWS::EC2::Instance" } }
        """;

    [Test]
    public void Each_parameter_that_does_not_simply_stay_is_told_by_its_label()
    {
        var notes = Notes(Draft(), "ami-2");
        Assert.That(notes, Is.SupersetOf(new[]
        {
            "NewParameter: Parameter Pin is new and gets its default ****.",
            "NewParameter: Parameter Level is new and gets its default \"info\".",
            "DroppedParameter: Parameter Gone is gone from the new template; its value is dropped.",
            "ChangedDefault: Parameter \"Days of logs\" (Keep) keeps \"7\", which was the default; the new default is \"30\".",
            "ResolvedAnew: Parameter Image names /images/latest, which AWS looks up anew: ami-1 becomes ami-2.",
        }));
    }

    [Test]
    public void What_an_SSM_parameter_leads_to_is_part_of_what_is_approved()
    {
        Assert.That(Notes(Draft(), "ami-1"), Does.Contain("ResolvedAnew: Parameter Image names /images/latest, which AWS looks up anew: it stays ami-1."));
        Assert.That(Notes(Draft(), null), Does.Contain("ResolvedAnew: Parameter Image names /images/latest, which AWS looks up anew: it was ami-1 last."));
        Assert.That(Planned(Draft(), "ami-2").Fingerprint, Is.Not.EqualTo(Planned(Draft(), "ami-1").Fingerprint));
    }

    [Test]
    public void Certificates_are_told_where_a_machine_is_replaced()
    {
        var draft = SomeDraft.Of(SomeDraft.Look with { Parameters = [.. SomeDraft.Look.Parameters.Where(one => one.Key != "TLSCertificateSecretARN"), new("TLSCertificateSecretARN", "****")] });
        Assert.That(Reasons(draft), Does.Contain("MaskedCertificate").And.Contain("CertificateCost"));
        Assert.That(Reasons(draft with { HasOwnCertificate = true }), Does.Contain("OwnCertificate").And.Not.Contain("CertificateCost"));
        Assert.That(Reasons(draft with { Policy = SomeDraft.Policy with { CostPerReplacement = 2 } }), Does.Not.Contain("CertificateCost"));

        static IEnumerable<string> Reasons(PlanDraft draft) => draft.Plan([], Machine).Plan.Notes.Select(note => note.Reason);
    }

    [Test]
    public void A_service_that_keeps_running_while_its_database_is_replaced_is_told_in_capitals()
    {
        var draft = SomeDraft.Of() with { Policy = SomeDraft.Policy with { StopService = false } };
        var plan = draft.Plan(["Database"], Modify("Database", Database, "True", Direct("DBSnapshotIdentifier", "Conditionally"))).Plan;
        Assert.That(plan.StopsService, Is.False);
        Assert.That(plan.Notes.Single(note => note.Reason == "ServiceKeepsRunning").Message, Does.Contain("IS LOST"));
    }

    [Test]
    public void What_the_changelog_offers_or_lacks_and_drift_that_is_let_be_are_told()
    {
        var draft = SomeDraft.Of() with
        {
            Path = SomeDraft.Way("3.36.0", "3.37.0", ("3.37.0", "- Optional Network Server database migration that removes old keys is now available.")),
            Drift = new DriftReport(new StackKey("prod"), "d", SomeDraft.Now, true, "IN_SYNC", [])
            {
                Ignored = [new("Database", "/BackupRetentionPeriod", "kept longer for the audit")],
            },
        };
        var notes = draft.Plan([], Machine).Plan.Notes;
        Assert.That(notes.Select(note => note.Reason), Is.SupersetOf(new[] { "VersionUnknown", "OptionalMigration", "IgnoredDrift" }));
        Assert.That(notes.Single(note => note.Reason == "IgnoredDrift").Message, Does.Contain("Database/BackupRetentionPeriod").And.Contain("audit"));
    }

    private static PlanDraft Draft() => SomeDraft.Of(
        SomeDraft.Look with { Parameters = [new("Keep", "7"), new("Gone", "y"), new("Image", "/images/latest", "ami-1")] }, New) is var draft
        ? draft with
        {
            Current = Templates.Some.Template(Old),
            Parameters = Core.Templates.ParameterReconciliation.Reconcile(
                draft.Target, Templates.Some.Template(Old), draft.Look.Parameters, new Dictionary<string, string>(), Templates.Some.NoRoles),
        }
        : throw new InvalidOperationException();

    private static Plan Planned(PlanDraft draft, string? image) =>
        draft.Plan([], Of(Machine) with { Parameters = [new("Image", "/images/latest", image)] }).Plan;

    private static IReadOnlyList<string> Notes(PlanDraft draft, string? image) => [.. Planned(draft, image).Notes.Select(note => note.ToString())];
}
