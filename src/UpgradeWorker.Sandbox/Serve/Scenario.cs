using UpgradeWorker.Sandbox.Faults;

namespace UpgradeWorker.Sandbox.Serve;

/// <summary>A named set of things that go wrong, for <c>serve --scenario</c> and the control endpoint.</summary>
public sealed record Scenario(string Name, string Story, Action<FaultPlan> Arrange)
{
    /// <summary>Logical ids are those of the vendor's templates.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("calm", "nothing goes wrong", _ => { }),
        new("throttled", "every third read is throttled for a while", plan => Repeat(plan, 20, n =>
            new RequestFaultRule("cloudformation", null, new RequestFault.Throttled(), First: n * 3))),
        new("unavailable", "the second call of each service is answered with 503", plan =>
        {
            foreach (var service in (string[])["cloudformation", "rds", "elasticache", "ssm"])
            {
                plan.Add(new RequestFaultRule(service, null, new RequestFault.ErrorBefore(), First: 2));
            }
        }),
        new("slow-answers", "ten answers of CloudFormation, RDS and ElastiCache each come five seconds late", plan =>
        {
            foreach (var service in (string[])["cloudformation", "rds", "elasticache"])
            {
                plan.Add(new RequestFaultRule(service, null, new RequestFault.Delayed(TimeSpan.FromSeconds(5)), First: 2, Times: 10));
            }
        }),
        new("exceeded-quota", "the account has no room for another database snapshot", plan =>
            plan.Add(new RequestFaultRule("rds", "CreateDBSnapshot", new RequestFault.Refused("SnapshotQuotaExceeded", "Cannot create more than 100 manual snapshots.")))),
        new("error-after-effect", "snapshots, change set and execution are done, the answer is a 500", plan => Effects(plan, new RequestFault.ErrorAfter())),
        new("reply-lost", "snapshots, change set and execution are done, the connection breaks", plan => Effects(plan, new RequestFault.ReplyLost())),
        new("expired-credentials", "credentials have expired for five calls", plan =>
            plan.Add(new RequestFaultRule(null, null, new RequestFault.ExpiredCredentials(), First: 10, Times: 5))),
        new("clock-skew", "the service's clock is ten minutes ahead for five calls", plan =>
            plan.Add(new RequestFaultRule(null, null, new RequestFault.ClockSkew(TimeSpan.FromMinutes(10)), First: 10, Times: 5))),
        new("slow-snapshots", "snapshots take five times as long", plan =>
        {
            plan.Add(new WorldFault.SnapshotSlow("rds", 5));
            plan.Add(new WorldFault.SnapshotSlow("elasticache", 5));
        }),
        new("stuck-snapshot", "the database snapshot never ends", plan => plan.Add(new WorldFault.SnapshotStuck("rds"))),
        new("failed-snapshot", "the cache backup disappears half-way", plan => plan.Add(new WorldFault.SnapshotFails("elasticache"))),
        new("vanished-snapshot", "the database snapshot is deleted by somebody a second after it was complete", plan =>
            plan.Add(new WorldFault.SnapshotVanishes("rds", TimeSpan.FromSeconds(1)))),
        new("failed-update", "the new instance fails; the stack rolls back", plan => plan.Add(new WorldFault.UpdateFails("Instance"))),
        new("failed-rollback", "the new instance fails and the old one cannot be brought back", plan =>
        {
            plan.Add(new WorldFault.UpdateFails("Instance"));
            plan.Add(new WorldFault.RollbackFails("Instance"));
        }),
        new("failed-cleanup", "the old instance cannot be deleted", plan => plan.Add(new WorldFault.CleanupFails("Instance"))),
        new("never-online", "the agent of the new instance never reports", plan => plan.Add(new WorldFault.InstanceNeverOnline())),
        new("failed-migration", "the first migration ends with exit code 1", plan => plan.Add(new WorldFault.MigrationExits("migrate"))),
        new("slow-update", "the new instance takes ten times as long", plan => plan.Add(new WorldFault.ResourceSlow("Instance", 10))),
        new("stuck-update", "the new instance never settles; CloudFormation gives up after two hours", plan =>
            plan.Add(new WorldFault.ResourceStuck("Instance"))),
        new("failed-before-creation", "the new instance is refused before it exists; the stack rolls back", plan =>
            plan.Add(new WorldFault.UpdateFails("Instance", "We currently do not have sufficient capacity.", BeforeCreation: true))),
        new("failed-validation", "early validation refuses the next change set", plan =>
            plan.Add(new WorldFault.ValidationFails("Instance", "Value of property InstanceType is not valid", "/Properties/InstanceType"))),
        new("failed-change-set", "the next change set fails for a reason of CloudFormation's own", plan =>
            plan.Add(new WorldFault.ChangeSetFails("Internal failure"))),
        new("stuck-change-set", "the next change set is never complete", plan => plan.Add(new WorldFault.ChangeSetStuck())),
        new("slow-migration", "the first migration takes a hundred times as long", plan => plan.Add(new WorldFault.MigrationSlow("migrate", 100))),
        new("hanging-migration", "the first migration never ends by itself", plan => plan.Add(new WorldFault.MigrationHangs("migrate"))),
        new("dead-agent", "the instance's agent falls silent in the first migration", plan => plan.Add(new WorldFault.AgentDies("-db migrate"))),
        new("expired-sessions", "the temporary credentials given so far have ended", plan => plan.Add(new WorldFault.SessionsExpire())),
        new("access-denied", "the next execution of a change set is not allowed", plan =>
            plan.Add(new RequestFaultRule("cloudformation", "ExecuteChangeSet", new RequestFault.AccessDenied()))),
        new("person-after-change-set", "somebody changes the stack as soon as a change set is complete", plan =>
            plan.Add(new WorldFault.PersonUpdatesStack("NetworkTitle", "Changed by hand"))),
        new("person-before-execution", "somebody changes the stack at the moment of the execution", plan =>
            plan.Add(new WorldFault.PersonUpdatesStack("NetworkTitle", "Changed by hand", BeforeExecution: true))),
        new("person-during-snapshot", "somebody changes the stack while a database is saved", plan =>
            plan.Add(new WorldFault.PersonUpdatesStackDuringSnapshot("NetworkTitle", "Changed by hand"))),
        new("person-cancels-update", "somebody cancels the update a minute after its start", plan =>
            plan.Add(new WorldFault.PersonCancelsUpdate(TimeSpan.FromMinutes(1)))),
        new("person-deletes-change-set", "somebody deletes the change set just before its execution", plan =>
            plan.Add(new WorldFault.PersonDeletesChangeSet())),
        new("stuck-drift", "the next drift detection never ends", plan => plan.Add(new WorldFault.DriftStuck())),
        new("unreadable-drift", "drift detection cannot read the database", plan => plan.Add(new WorldFault.DriftUnreadable("Database"))),
    ];

    public static Scenario? Find(string name) => All.FirstOrDefault(s => s.Name == name);

    private static void Effects(FaultPlan plan, RequestFault fault)
    {
        plan.Add(new RequestFaultRule("rds", "CreateDBSnapshot", fault));
        plan.Add(new RequestFaultRule("elasticache", "CreateSnapshot", fault));
        plan.Add(new RequestFaultRule("cloudformation", "CreateChangeSet", fault));
        plan.Add(new RequestFaultRule("cloudformation", "ExecuteChangeSet", fault));
        plan.Add(new RequestFaultRule("ssm", "SendCommand", fault));
    }

    private static void Repeat(FaultPlan plan, int times, Func<int, RequestFaultRule> rule)
    {
        for (var n = 1; n <= times; n++)
        {
            plan.Add(rule(n));
        }
    }
}
