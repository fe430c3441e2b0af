using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Mails;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Core.Windows;

namespace UpgradeWorker.Core.Tests.Mails;

/// <summary>One upgrade that replaces everything, told by every kind of mail.</summary>
internal static class SomeViews
{
    public const string Token = "UW-0123456789abcdefghjkmnpqrs";

    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    public static readonly StackKey Stack = new("production");

    public static readonly Plan Plan = new()
    {
        Fingerprint = new PlanFingerprint("4fe1c0a92b7d" + new string('0', 52)),
        Stack = Stack,
        StackId = new StackId("arn:aws:cloudformation:eu-west-1:123456789012:stack/tts-production/11111111-2222-3333-4444-555555555555"),
        RunningVersion = "3.36.0",
        TargetVersion = "3.37.0",
        TemplateSha256 = new string('a', 64),
        UsesCurrentTemplate = false,
        Parameters =
        [
            new("AdminPassword", ParameterSource.Previous, null, true, null),
            new("Domain", ParameterSource.Previous, "lora.corp.example", false, null),
            new("InstanceType", ParameterSource.Value, "t3.large", false, new string('b', 64)),
            new("LogRetention", ParameterSource.Default, "30", false, null),
            new("RdsSnapshot", ParameterSource.Snapshot, null, false, null),
            new("CacheSnapshot", ParameterSource.Snapshot, null, false, null),
        ],
        Capabilities = ["CAPABILITY_IAM"],
        Changes =
        [
            new("Instance", "AWS::EC2::Instance", "Modify", "yes", "ReplaceAndDelete", ["parameter InstanceAmi"], ["ImageId", "UserData"]),
            new("Database", "AWS::RDS::DBInstance", "Modify", "yes", "ReplaceAndSnapshot", ["parameter RdsSnapshot"], ["DBSnapshotIdentifier"]),
            new("Cache", "AWS::ElastiCache::ReplicationGroup", "Modify", "yes", "ReplaceAndDelete", ["parameter CacheSnapshot"], ["SnapshotName"]),
            new("InstanceRole", "AWS::IAM::Role", "Modify", "no", null, ["direct"], ["Policies"]),
            new("Alarm", "AWS::CloudWatch::Alarm", "Add", "no", null, [], []),
        ],
        Security = ["InstanceRole may now read the parameter /tts/production/license (ssm:GetParameter)."],
        Snapshots = [new("database", "Database", true, "RdsSnapshot"), new("cache", "Cache", true, "CacheSnapshot")],
        ReplacedInstances = ["Instance"],
        Instances = ["Instance"],
        Databases = ["Database"],
        Caches = ["Cache"],
        Migrations = [new("is-db migrate", ["3.37.0"], null), new("ns-db migrate", ["3.37.0"], "Frame counters of devices that joined during the migration may be lost.")],
        ManualSteps =
        [
            new("M1", "3.37.0", "before", "Tell integrators that webhooks pause during the upgrade."),
            new("M2", "3.37.0", "after", "Rotate the cluster keys in the console."),
        ],
        CertificateNames = "lora.corp.example,*.lora.corp.example",
        CertificateCost = 1,
        StopsService = true,
        Notes = [new Finding("ParameterDropped", "The parameter OldMetrics is gone from the template and is dropped.")],
        ReleaseNotes =
        [
            "3.37.0, Added: Support for class B multicast groups; Webhooks retry with backoff; Search for devices by location; and 4 more",
            "3.37.0, Fixed: Gateways that disappear from the overview after an hour",
        ],
        ExpectedDuration = TimeSpan.FromMinutes(45),
        CreatedAt = Now.AddHours(-1),
    };

    public static readonly ApprovalRequest Request = new()
    {
        Id = "UW-0042",
        Stack = Stack,
        Plan = Plan.Fingerprint,
        Approvers = ["jane@corp.example", "omar@corp.example"],
        NeedsSecondFactor = true,
        StepsToAcknowledge = ["M1"],
        IssuedAt = Now,
        ExpiresAt = Now.AddDays(3),
        State = ApprovalState.Pending,
    };

    public static readonly CertificateWeek Week = new("lora.corp.example, *.lora.corp.example", 5, 2, 1, 1, null);

    public static readonly DriftReport Drift = new(Stack, "drift-1", Now.AddHours(-6), true, "DRIFTED",
    [
        new("SecurityGroup", "AWS::EC2::SecurityGroup", "MODIFIED", null,
            [new DriftDifference("/SecurityGroupIngress/0/CidrIp", "\"10.0.0.0/8\"", "\"0.0.0.0/0\"", "NOT_EQUAL")]),
        new("Alarm2", "AWS::CloudWatch::Alarm", "DELETED", null, []),
    ]);

    public static readonly ApprovalView Approval = new()
    {
        Plan = Plan,
        Request = Request,
        Recipient = "jane@corp.example",
        Token = Token,
        Enrolled = true,
        ReplyTo = "upgrades+0123456789abcdefghjkmnpqrs@worker.example",
        Zone = Zone,
        Window = new Opening(new(2026, 3, 4, 1, 0, 0, TimeSpan.Zero), new(2026, 3, 4, 5, 0, 0, TimeSpan.Zero)),
        CoolOff = TimeSpan.FromMinutes(10),
        Week = Week,
        Drift = Drift,
    };

    /// <summary>An instance-only upgrade, which can be answered with one press.</summary>
    public static readonly ApprovalView SimpleApproval = Approval with
    {
        Plan = Plan with
        {
            Changes = [Plan.Changes[0]],
            Security = [],
            Snapshots = [new("database", "Database", false, null)],
            ManualSteps = [],
            StopsService = false,
            Notes = [],
            Migrations = [Plan.Migrations[0]],
            Parameters = [Plan.Parameters[1]],
        },
        Request = Request with { NeedsSecondFactor = false, StepsToAcknowledge = [] },
        Drift = null,
    };

    /// <summary>The first of three upgrades; a template is missing on the way.</summary>
    public static readonly ApprovalView WayApproval = SimpleApproval with
    {
        Plan = SimpleApproval.Plan with
        {
            LaterHops =
            [
                new("3.37.0", "3.40.1", true, ["Instance (ImageId)", "Database (DBSnapshotIdentifier)"], 1, ["is-db migrate", "noc-db migrate"], 2),
                new("3.40.1", "3.42.0", false, [], 1, [], 0),
            ],
        },
        Week = Week with { Used = 3, NextAt = Now.AddDays(2) },
        HopsFrom = [new(2026, 3, 4, 1, 0, 0, TimeSpan.Zero), new(2026, 3, 5, 9, 30, 0, TimeSpan.Zero), new(2026, 3, 12, 1, 0, 0, TimeSpan.Zero)],
    };

    public static readonly Verdict Agreed = new(VerdictKind.Approve, "UW-0042", Plan.Fingerprint, "jane@corp.example", Now.AddHours(2));
    public static readonly Verdict SaidNo = new(VerdictKind.Reject, "UW-0042", Plan.Fingerprint, "omar@corp.example", Now.AddHours(2), "We have an audit this week.");

    public static RunView Run(RunEnding? ending, RunStep last, Finding? why = null)
    {
        var run = Core.Runs.Run.Start(new RunId("r0123456789ab"), Stack, Plan.StackId, Plan.Fingerprint, Now.AddDays(2), Now.AddDays(1)) with
        {
            Step = ending is null ? last : RunStep.Report,
            Ending = ending,
            Why = why,
            EndedAt = ending is null ? null : Now.AddDays(1).AddMinutes(38),
        };
        var journal = new List<JournalEntry>();
        foreach (var row in RunScript.Steps.Where(row => row.Step <= last && row.Step != RunStep.AwaitRollback))
        {
            var at = Now.AddDays(1).AddMinutes(3 * (int)row.Step);
            journal.Add(Entry(row.Step, at, JournalKind.Begun, "begins"));
            var bad = row.Step == last && ending is not (null or RunEnding.Succeeded);
            if (ending is not null || row.Step != last)
            {
                journal.Add(Entry(row.Step, at.AddMinutes(2), bad ? JournalKind.Faulted : JournalKind.Done, bad ? why!.Message : "done", bad && row.Step == RunStep.AwaitStack ? [] : Facts(row.Step, at)));
            }
        }

        // Both start the service again where it was.
        if (ending is RunEnding.Refused or RunEnding.RolledBack)
        {
            var at = Now.AddDays(1).AddMinutes(35);
            journal.Add(Entry(RunStep.StartService, at, JournalKind.Begun, "begins"));
            journal.Add(Entry(RunStep.StartService, at.AddMinutes(1), JournalKind.Done, "done", new Evidence.ServiceStarted("i-0123456789abcdef0", at)));
        }

        return new RunView
        {
            Run = run,
            Plan = Plan,
            Journal = journal,
            Request = "UW-0042",
            Recipient = "jane@corp.example",
            Zone = Zone,
            Week = Week with { Used = 3, ByUpgrade = 0 },
        };

        JournalEntry Entry(RunStep step, DateTimeOffset at, JournalKind kind, string message, params Evidence[] evidence) =>
            new(run.Id, journal.Count + 1, 1, step, 1, at, kind, message, evidence);
    }

    private static Evidence[] Facts(RunStep step, DateTimeOffset at) => step switch
    {
        RunStep.TakeSnapshots =>
        [
            new Evidence.SnapshotTaken("database", "Database", "uw-r0123456789ab-1-database", "arn:x", "db-1", at, true),
            new Evidence.SnapshotTaken("cache", "Cache", "uw-r0123456789ab-1-cache", "uw-r0123456789ab-1-cache", "cache-1", at, true),
        ],
        RunStep.Preflight => [new Evidence.BeforeUpdate(["i-0123456789abcdef0"], "arn:aws:sts::111122223333:assumed-role/worker/x", [])],
        RunStep.StopService => [new Evidence.ServiceStopped("i-0123456789abcdef0", at)],
        RunStep.AwaitStack => [new Evidence.StackUpdated("UPDATE_COMPLETE", ["i-0fedcba9876543210"], [])],
        RunStep.StartService => [new Evidence.ServiceStarted("i-0fedcba9876543210", at)],
        RunStep.ReserveCertificates => [new Evidence.ReservationTaken(1, 2)],
        RunStep.Migrate => [new Evidence.MigrationDone("is-db migrate", "ok"), new Evidence.MigrationDone("ns-db migrate", "ok")],
        _ => [],
    };
}
