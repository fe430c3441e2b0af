using UpgradeWorker.Sandbox.Faults;

namespace UpgradeWorker.Sandbox.Tests.Faults;

/// <summary>One thing that goes wrong, in the three ways in which it can be asked for, and what a client of the account sees of it.</summary>
/// <param name="Scenario">Its name for <c>serve --scenario</c>.</param>
/// <param name="Faults">What a test adds to the plan: a <see cref="RequestFaultRule"/> or a <see cref="WorldFault"/>.</param>
/// <param name="Control">The same for the control endpoint, without braces.</param>
/// <param name="Look">Does something in the account and says what came of it.</param>
/// <param name="Seen">What <paramref name="Look"/> must say.</param>
internal sealed record FaultWay(string Scenario, object Faults, string Control, Func<Troubles, string> Look, string Seen)
{
    public static IReadOnlyList<FaultWay> All { get; } =
    [
        new(
            "throttled", new RequestFaultRule("cloudformation", null, new RequestFault.Throttled(), First: 3),
            "'fault':'Throttled','service':'cloudformation','first':3",
            t => t.Reads(4, tell: 4), "200 200 Throttling 200"),
        new(
            "unavailable", new RequestFaultRule("rds", null, new RequestFault.ErrorBefore(), First: 2),
            "'fault':'ErrorBefore','service':'rds','first':2",
            t => $"{t.Ask("rds", "DescribeDBInstances")}, {t.SaveDatabase()}", "200, ServiceUnavailable and 0 snapshots"),
        new(
            "error-after-effect", new RequestFaultRule("rds", "CreateDBSnapshot", new RequestFault.ErrorAfter()),
            "'fault':'ErrorAfter','service':'rds','operation':'CreateDBSnapshot'",
            t => t.SaveDatabase(), "InternalFailure and 1 snapshots"),
        new(
            "reply-lost", new RequestFaultRule("rds", "CreateDBSnapshot", new RequestFault.ReplyLost()),
            "'fault':'ReplyLost','service':'rds','operation':'CreateDBSnapshot'",
            t => t.SaveDatabase(), "no answer and 1 snapshots"),
        new(
            "slow-answers", new RequestFaultRule("rds", null, new RequestFault.Delayed(TimeSpan.FromSeconds(5)), First: 2),
            "'fault':'Delayed','service':'rds','first':2,'by':5",
            t => $"{t.Ask("rds", "DescribeDBInstances")}, {t.AnsweredWithin(4.9)}, {t.AnsweredWithin(5)}", "200, False, True"),
        new(
            "exceeded-quota", new RequestFaultRule("rds", "CreateDBSnapshot", new RequestFault.Refused("SnapshotQuotaExceeded", "No more.")),
            "'fault':'Refused','service':'rds','operation':'CreateDBSnapshot','code':'SnapshotQuotaExceeded','message':'No more.'",
            t => t.SaveDatabase(), "SnapshotQuotaExceeded and 0 snapshots"),
        new(
            "expired-credentials", new RequestFaultRule(null, null, new RequestFault.ExpiredCredentials(), First: 10, Times: 5),
            "'fault':'ExpiredCredentials','first':10,'times':5",
            t => t.Reads(15, tell: 7), "200 ExpiredToken ExpiredToken ExpiredToken ExpiredToken ExpiredToken 200"),
        new(
            "expired-sessions", new WorldFault.SessionsExpire(), "'fault':'SessionsExpire'",
            t => t.AsSession(), "200, ExpiredToken, 200"),
        new(
            "clock-skew", new RequestFaultRule(null, null, new RequestFault.ClockSkew(TimeSpan.FromMinutes(10)), First: 10),
            "'fault':'ClockSkew','first':10,'by':600",
            t => t.Reads(10, tell: 2), "200 SignatureDoesNotMatch"),
        new(
            "access-denied", new RequestFaultRule("cloudformation", "ExecuteChangeSet", new RequestFault.AccessDenied()),
            "'fault':'AccessDenied','service':'cloudformation','operation':'ExecuteChangeSet'",
            t => t.Execute(), "AccessDenied"),
        new(
            "slow-snapshots", new WorldFault.SnapshotSlow("rds", 5), "'fault':'SnapshotSlow','service':'rds','factor':5",
            t => t.SnapshotAfter(34, 36), "creating, available"),
        new(
            "stuck-snapshot", new WorldFault.SnapshotStuck("rds"), "'fault':'SnapshotStuck','service':'rds'",
            t => t.SnapshotAfter(8, 600), "creating, creating"),
        new(
            "failed-snapshot", new WorldFault.SnapshotFails("elasticache"), "'fault':'SnapshotFails','service':'elasticache'",
            t => t.BackupAfter(3, 5), "creating, SnapshotNotFoundFault"),
        new(
            "vanished-snapshot", new WorldFault.SnapshotVanishes("rds", TimeSpan.FromSeconds(1)),
            "'fault':'SnapshotVanishes','service':'rds','after':1",
            t => t.SnapshotAfter(7, 8), "available, DBSnapshotNotFound"),
        new(
            "failed-change-set", new WorldFault.ChangeSetFails("Internal failure"), "'fault':'ChangeSetFails','reason':'Internal failure'",
            t => t.SetAfter(1), "FAILED Internal failure"),
        new(
            "failed-validation", new WorldFault.ValidationFails("Instance", "Not valid"),
            "'fault':'ValidationFails','logicalId':'Instance','message':'Not valid'",
            t => t.SetAfter(1).Split(". ")[0], "FAILED The following hook(s)/validation failed: [AWS::EarlyValidation::PropertyValidation]"),
        new(
            "stuck-change-set", new WorldFault.ChangeSetStuck(), "'fault':'ChangeSetStuck'",
            t => t.SetAfter(300), "CREATE_IN_PROGRESS"),
        new(
            "failed-update", new WorldFault.UpdateFails("Instance"), "'fault':'UpdateFails','logicalId':'Instance'",
            t => $"{t.UpdateAfter(180)}, {t.Instances()}", "UPDATE_ROLLBACK_COMPLETE, 2 instances"),
        new(
            "failed-before-creation", new WorldFault.UpdateFails("Instance", "No capacity", BeforeCreation: true),
            "'fault':'UpdateFails','logicalId':'Instance','reason':'No capacity','beforeCreation':true",
            t => $"{t.UpdateAfter(180)}, {t.Instances()}", "UPDATE_ROLLBACK_COMPLETE, 1 instances"),
        new(
            "failed-rollback", new object[] { new WorldFault.UpdateFails("Instance"), new WorldFault.RollbackFails("Instance") },
            "'fault':'UpdateFails','logicalId':'Instance'};{'fault':'RollbackFails','logicalId':'Instance'",
            t => t.UpdateAfter(180), "UPDATE_ROLLBACK_FAILED"),
        new(
            "failed-cleanup", new WorldFault.CleanupFails("Instance"), "'fault':'CleanupFails','logicalId':'Instance'",
            t => $"{t.UpdateAfter(180)}, {t.Failures()}", "UPDATE_COMPLETE, DELETE_FAILED Instance"),
        new(
            "slow-update", new WorldFault.ResourceSlow("Instance", 10), "'fault':'ResourceSlow','logicalId':'Instance','factor':10",
            t => t.UpdateAfter(19, 60), "UPDATE_IN_PROGRESS, UPDATE_COMPLETE"),
        new(
            "stuck-update", new WorldFault.ResourceStuck("Instance"), "'fault':'ResourceStuck','logicalId':'Instance'",
            t => t.UpdateAfter(119, 180), "UPDATE_IN_PROGRESS, UPDATE_ROLLBACK_COMPLETE"),
        new(
            "never-online", new WorldFault.InstanceNeverOnline(), "'fault':'InstanceNeverOnline'",
            t => $"{t.UpdateAfter(180)}, {t.Agents()}", "UPDATE_COMPLETE, agents: "),
        new(
            "failed-migration", new WorldFault.MigrationExits("migrate"), "'fault':'MigrationExits','command':'migrate'",
            t => t.MigrationAfter(5), "Failed 1"),
        new(
            "slow-migration", new WorldFault.MigrationSlow("migrate", 100), "'fault':'MigrationSlow','command':'migrate','factor':100",
            t => t.MigrationAfter(5, 300), "InProgress -1, Success 0"),
        new(
            "hanging-migration", new WorldFault.MigrationHangs("migrate"), "'fault':'MigrationHangs','command':'migrate'",
            t => t.MigrationAfter(300, 2900), "InProgress -1, TimedOut -1"),
        new(
            "dead-agent", new WorldFault.AgentDies("-db migrate"), "'fault':'AgentDies','script':'-db migrate'",
            t => $"{t.MigrationAfter(5)}, {t.Agents()}", "InProgress -1, agents: ConnectionLost"),
        new(
            "person-after-change-set", new WorldFault.PersonUpdatesStack("NetworkTitle", "Changed by hand"),
            "'fault':'PersonUpdatesStack','parameterKey':'NetworkTitle','value':'Changed by hand'",
            t => $"{t.SetAfter(60)}, {t.Title()}", "CREATE_COMPLETE OBSOLETE, Changed by hand"),
        new(
            "person-before-execution", new WorldFault.PersonUpdatesStack("NetworkTitle", "Changed by hand", BeforeExecution: true),
            "'fault':'PersonUpdatesStack','parameterKey':'NetworkTitle','value':'Changed by hand','beforeExecution':true",
            t => $"{t.Execute()}, {t.Title()}", "InvalidChangeSetStatus, Changed by hand"),
        new(
            "person-during-snapshot", new WorldFault.PersonUpdatesStackDuringSnapshot("NetworkTitle", "Changed by hand"),
            "'fault':'PersonUpdatesStackDuringSnapshot','parameterKey':'NetworkTitle','value':'Changed by hand'",
            t => $"{t.SaveDatabase()}, {t.Title()}", "200 and 1 snapshots, Changed by hand"),
        new(
            "person-cancels-update", new WorldFault.PersonCancelsUpdate(TimeSpan.FromMinutes(1)), "'fault':'PersonCancelsUpdate','after':60",
            t => t.UpdateAfter(180), "UPDATE_ROLLBACK_COMPLETE"),
        new(
            "person-deletes-change-set", new WorldFault.PersonDeletesChangeSet(), "'fault':'PersonDeletesChangeSet'",
            t => t.Execute(), "ChangeSetNotFound"),
        new(
            "stuck-drift", new WorldFault.DriftStuck(), "'fault':'DriftStuck'", t => t.DriftAfter(300), "DETECTION_IN_PROGRESS"),
        new(
            "unreadable-drift", new WorldFault.DriftUnreadable("Database"), "'fault':'DriftUnreadable','logicalId':'Database'",
            t => t.DriftAfter(10), "DETECTION_FAILED"),
    ];
}
