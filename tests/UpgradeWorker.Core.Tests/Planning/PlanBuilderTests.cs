using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Stacks;
using static UpgradeWorker.Core.Tests.Planning.SomeChangeSet;

namespace UpgradeWorker.Core.Tests.Planning;

internal sealed class PlanBuilderTests
{
    private static readonly ResourceChange NewMachine = Modify("Server", Instance, "True", ByParameter("Image", "ImageId", "Always"));
    private static readonly ResourceChange NewDatabase = Modify("Database", Database, "True", ByParameter("DbSnapshot", "DBSnapshotIdentifier", "Conditionally"));
    private static readonly ResourceChange NewCache = Modify("Cache", Cache, "True", ByParameter("RedisSnapshot", "SnapshotName", "Always"));
    private static readonly ResourceChange Quiet = Modify("Alarm", "AWS::CloudWatch::Alarm", "False", Direct("Threshold", "Never"));

    [Test]
    public void What_is_replaced_gets_its_snapshot_into_its_own_parameter()
    {
        var (plan, blocks) = SomeDraft.Of().Plan(["Database", "Cache"], Quiet, NewMachine, NewCache, NewDatabase);
        Assert.That(blocks, Is.Empty);
        Assert.That(plan.Snapshots, Is.EqualTo(new PlannedSnapshot[] { new("cache", "Cache", true, "RedisSnapshot"), new("database", "Database", true, "DbSnapshot") }));
        Assert.That(plan.Parameters.Where(parameter => parameter.Source == ParameterSource.Snapshot).Select(parameter => parameter.Key), Is.EqualTo(["DbSnapshot", "RedisSnapshot"]));
        Assert.That(plan.Parameters.Where(parameter => parameter.Source != ParameterSource.Snapshot).Select(parameter => parameter.Source), Has.All.EqualTo(ParameterSource.Previous));
        Assert.That(plan.Changes.Select(change => change.LogicalId), Is.EqualTo(["Cache", "Database", "Server", "Alarm"]), "data first");
        Assert.That((plan.StopsService, plan.CertificateCost, plan.ReplacedInstances[0]), Is.EqualTo((true, 1, "Server")));
    }

    [Test]
    public void A_replaced_database_is_refused_while_no_snapshot_of_it_is_meant() =>
        Assert.That(SomeDraft.Of().Plan([], NewDatabase).Blocks, Is.EqualTo(["DataLoss", "NoSnapshotParameter"]));

    [Test]
    public void A_replaced_database_without_a_parameter_for_its_snapshot_blocks()
    {
        var draft = SomeDraft.Of(target: Templates.Some.Stack.Replace("DBSnapshotIdentifier: !If [Restores, !Ref DbSnapshot, !Ref AWS::NoValue]", "DBName: things", StringComparison.Ordinal)
            .Replace("Amazon RDS Snapshot", "Something else", StringComparison.Ordinal));
        Assert.That(draft.Plan(["Database"], NewDatabase).Blocks, Does.Contain("NoSnapshotParameter"));
    }

    [Test]
    public void Certificates_are_those_of_each_new_instance()
    {
        var draft = SomeDraft.Of() with { Policy = SomeDraft.Policy with { CostPerReplacement = 2 } };
        Assert.That(draft.Plan([], NewMachine).Plan.CertificateCost, Is.EqualTo(2));
        Assert.That(draft.Plan([], Quiet).Plan.CertificateCost, Is.Zero);
        Assert.That((draft with { HasOwnCertificate = true }).Plan([], NewMachine).Plan.CertificateCost, Is.Zero);
        Assert.That((draft with { CertificateNames = null }).Plan([], NewMachine).Blocks, Is.EqualTo(["DomainUnknown"]));
        Assert.That((draft with { CertificateNames = null }).Plan([], Quiet).Blocks, Is.Empty);
    }

    [Test]
    public void A_stack_that_Systems_Manager_does_not_reach_keeps_its_databases_and_leaves_migrations_to_people()
    {
        var draft = SomeDraft.Of() with
        {
            HasNoAgent = true,
            Path = SomeDraft.Way("3.36.0", "3.37.0", ("3.37.0", "- This requires a database migration (`is-db migrate`).\n- This requires a database migration (`noc-db migrate`).")),
        };
        Assert.That(draft.Plan(["Database"], NewDatabase).Blocks, Is.EqualTo(["InstanceUnreachable"]));
        var (plan, blocks) = draft.Plan([], NewMachine);
        Assert.That(blocks, Is.Empty);
        Assert.That((plan.Migrations.Count, plan.StopsService), Is.EqualTo((0, false)));
        Assert.That(plan.ManualSteps.Select(step => $"{step.Id} {step.When}"), Is.EqualTo(["D1 after", "D2 after"]));
        Assert.That(plan.ManualSteps[0].Text, Does.Contain("sudo env TTN_LW_CONFIG=/tti/lorawan-stack/config.yml /tti/lorawan-stack/tti-lw-stack is-db migrate").And.Not.Contain("restart"));
        Assert.That(plan.ManualSteps[1].Text, Does.EndWith("noc-db migrate and then sudo systemctl restart lorawan-stack.service"));
    }

    [Test]
    public void Before_migrations_each_database_that_stays_gets_a_snapshot_for_safety()
    {
        var draft = SomeDraft.Of() with { Path = SomeDraft.Way("3.36.0", "3.37.0", ("3.37.0", "- This requires a database migration (`is-db migrate`).")) };
        Assert.That(draft.Plan([], Quiet).Plan.Snapshots, Is.EqualTo(new PlannedSnapshot[] { new("database", "Database", false, null) }));
        Assert.That((draft with { Policy = SomeDraft.Policy with { SnapshotBeforeMigrations = false } }).Plan([], Quiet).Plan.Snapshots, Is.Empty);
        Assert.That(SomeDraft.Of().Plan([], Quiet).Plan.Snapshots, Is.Empty, "nothing migrates");
    }

    [Test]
    public void Only_the_first_hop_is_planned_and_the_rest_is_told()
    {
        var way = SomeDraft.Way("3.36.0", "3.39.0",
            ("3.37.0", "- This requires a database migration (`is-db migrate`)."),
            ("3.38.0", "- Upgrades from versions prior to v3.37 must be done through v3.37.\n- This requires a database migration (`noc-db migrate`)."),
            ("3.39.0", "- Connect with `psql` to the database and run `CALL refresh_continuous_aggregate('x', NULL, NULL);`."));
        var plan = (SomeDraft.Of() with { Path = way }).Plan([], Quiet).Plan;
        Assert.That(plan.Migrations.Select(migration => migration.Command), Is.EqualTo(["is-db migrate"]));
        Assert.That(plan.ManualSteps, Is.Empty);
        Assert.That(plan.Notes.Single(note => note.Reason == "MoreHops").Message, Does.Contain("3.37.0 to 3.39.0"));
    }

    [Test]
    public void What_a_way_outside_the_worker_left_open_must_be_acknowledged()
    {
        var draft = SomeDraft.Of() with
        {
            ByHand = SomeDraft.Way("3.34.0", "3.36.0",
                ("3.35.0", "- This requires a database migration (`is-db migrate`).\n- Connect with `psql` to the database and run `CALL refresh_continuous_aggregate('x', NULL, NULL);`."),
                ("3.36.0", "- This requires a database migration (`is-db migrate`).")),
        };
        var (plan, blocks) = draft.Plan([], Quiet);
        Assert.That(blocks, Is.Empty);
        Assert.That(plan.StepsToAcknowledge, Is.EqualTo(["M0"]));
        Assert.That(plan.ManualSteps[0].Text, Does.StartWith("Somebody upgraded the stack from 3.34.0 to 3.36.0 outside the worker.").And.Contain("CALL refresh"));
        Assert.That(plan.ManualSteps[0].Text.Split("is-db migrate"), Has.Length.EqualTo(2), "one run of it does for both");
        Assert.That((SomeDraft.Of() with { ByHand = SomeDraft.Way("3.34.0", "3.36.0", ("3.36.0", "- Nothing.")) }).Plan([], Quiet).Plan.ManualSteps, Is.Empty);
    }

    [Test]
    public void Data_in_a_nested_stack_is_left_to_people() =>
        Assert.That(SomeDraft.Of().Plan(["Storage.Database"], NewDatabase with { LogicalId = "Storage.Database" }).Blocks, Does.Contain("NestedData"));

    [Test]
    public void Drift_of_what_the_plan_touches_blocks_it()
    {
        var report = new DriftReport(new StackKey("prod"), "d", SomeDraft.Now, true, "DRIFTED", [new("Alarm", "AWS::CloudWatch::Alarm", "MODIFIED", null, [])]);
        Assert.That((SomeDraft.Of() with { Drift = report }).Plan([], Quiet).Blocks, Is.EqualTo(["Drifted"]));
        Assert.That((SomeDraft.Of() with { Drift = report }).Plan([], NewMachine).Blocks, Is.Empty);
        var (plan, blocks) = (SomeDraft.Of() with { Drift = report, Policy = SomeDraft.Policy with { Drift = DriftEffect.Tell } }).Plan([], Quiet);
        Assert.That(blocks, Is.Empty);
        Assert.That(plan.Notes.Select(note => note.Reason), Does.Contain("Drift"));
    }
}
