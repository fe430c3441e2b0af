using System.Collections;
using System.Reflection;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Storage.Tests.Support;

namespace UpgradeWorker.Storage.Tests;

[TestFixtureSource(typeof(Dialects), nameof(Dialects.Both))]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PlanStoreTests(DialectName dialect) : IDisposable
{
    private readonly TestDatabase file = new(dialect);

    public void Dispose() => file.Dispose();

    [Test]
    public async Task A_plan_comes_back_whole()
    {
        var plan = Full();

        await file.WriteAsync(session => PlanStore.SavePlanAsync(session, plan));

        var read = await file.ReadAsync(session => PlanStore.PlanAsync(session, plan.Fingerprint));
        Assert.That(Some.Content(read), Is.EqualTo(Some.Content(plan)));
        Assert.That(await file.ReadAsync(session => PlanStore.PlanAsync(session, Some.OtherFingerprint)), Is.Null);
    }

    [Test]
    public void The_plan_of_these_tests_fills_every_field()
    {
        var plan = Full();
        var empty = typeof(Plan).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite)
            .Where(property => property.GetValue(plan) is null or false or 0 or "" or ICollection { Count: 0 }).Select(property => property.Name);

        Assert.That(empty, Is.Empty, "so that a field that is lost on its way is noticed");
    }

    [Test]
    public async Task A_plan_without_certificates_comes_back_without()
    {
        var plan = Full() with { CertificateNames = null, CertificateCost = 0, Snapshots = [] };

        await file.WriteAsync(session => PlanStore.SavePlanAsync(session, plan));

        var read = await file.ReadAsync(session => PlanStore.PlanAsync(session, plan.Fingerprint));
        Assert.That(Some.Content(read), Is.EqualTo(Some.Content(plan)));
    }

    [Test]
    public async Task The_same_proposal_is_one_row_and_keeps_when_it_was_first_made()
    {
        await file.WriteAsync(session => PlanStore.SavePlanAsync(session, Full()));
        await file.WriteAsync(session => PlanStore.SavePlanAsync(session, Full() with { CreatedAt = Some.At(99) }));

        var read = await file.ReadAsync(session => PlanStore.PlanAsync(session, Some.Fingerprint));
        Assert.That(read?.CreatedAt, Is.EqualTo(Full().CreatedAt));
        Assert.That(file.Column("SELECT fingerprint FROM plan"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_planning_came_to_last_stands_with_every_finding()
    {
        var blocked = new CurrentPlan(Some.Stack, "hash-1", Some.At(1), null, [Some.Finding, new("ReplacementUncertain", "Say what it does.")]);
        await file.WriteAsync(session => PlanStore.SaveCurrentAsync(session, blocked));
        Assert.That(
            Some.Content(await file.ReadAsync(session => PlanStore.CurrentAsync(session, Some.Stack))), Is.EqualTo(Some.Content(blocked)));

        var good = new CurrentPlan(Some.Stack, "hash-2", Some.At(2), Some.Fingerprint, []);
        await file.WriteAsync(session => PlanStore.SaveCurrentAsync(session, good));
        Assert.That(Some.Content(await file.ReadAsync(session => PlanStore.CurrentAsync(session, Some.Stack))), Is.EqualTo(Some.Content(good)));
        Assert.That(await file.ReadAsync(session => PlanStore.CurrentAsync(session, Some.OtherStack)), Is.Null);
    }

    [Test]
    public async Task A_stack_has_one_analysis_and_forgets_it_at_its_end()
    {
        var first = new Analysis
        {
            Stack = Some.Stack,
            InputsHash = "hash",
            StartedAt = Some.At(0),
            DueAt = Some.At(1),
            Round = 1,
            Restores = [],
        };
        var second = first with { Round = 2, Restores = ["Database"], ChangeSetId = "arn:set", DueAt = Some.At(2) };

        await file.WriteAsync(session => PlanStore.SaveAnalysisAsync(session, first));
        await file.WriteAsync(session => PlanStore.SaveAnalysisAsync(session, second));
        Assert.That(
            Some.Content(await file.ReadAsync(session => PlanStore.AnalysisAsync(session, Some.Stack))), Is.EqualTo(Some.Content(second)));

        await file.WriteAsync(session => PlanStore.EndAnalysisAsync(session, Some.Stack));
        Assert.That(await file.ReadAsync(session => PlanStore.AnalysisAsync(session, Some.Stack)), Is.Null);
    }

    private static Plan Full() => new()
    {
        Fingerprint = Some.Fingerprint,
        Stack = Some.Stack,
        StackId = Some.StackId,
        RunningVersion = "3.30.0",
        TargetVersion = "3.31.0",
        TemplateSha256 = new string('c', 64),
        UsesCurrentTemplate = true,
        Parameters = [.. Enum.GetValues<ParameterSource>().Select(source => new PlannedParameter($"P{source}", source, "ä <b>", true, "hash"))],
        Capabilities = ["CAPABILITY_IAM"],
        Changes = [new PlannedChange("Instance", "AWS::EC2::Instance", "Modify", "yes", "ReplaceAndDelete", ["parameter InstanceAmi"], ["ImageId"])],
        Security = ["The role Admin gains iam:PassRole."],
        Snapshots = [new PlannedSnapshot("database", "Database", true, "DBSnapshot"), new PlannedSnapshot("cache", "Cache", false, null)],
        ReplacedInstances = ["Instance"],
        Instances = ["Instance", "Spare"],
        Databases = ["Database"],
        Caches = ["Cache"],
        Migrations = [new PlannedMigration("is-db migrate", ["3.30.1", "3.31.0"], "Sessions are lost.")],
        ManualSteps = [new PlannedManualStep("M1", "3.31.0", "before", "Tell the users.")],
        CertificateNames = "*.lab.example.com,lab.example.com",
        CertificateCost = 2,
        StopsService = true,
        HasNoAgent = true,
        Notes = [Some.Finding],
        ReleaseNotes = ["3.36.0, Added: something"],
        RevertsDrift = true,
        IncludesNestedStacks = true,
        Origin = "3.29.0",
        LaterHops = [new PlannedHop("3.31.0", "3.32.1", true, ["Instance (ImageId)"], 1, ["is-db migrate"], 2)],
        ExpectedDuration = TimeSpan.FromMinutes(95.5),
        CreatedAt = Some.At(-3),
    };
}
