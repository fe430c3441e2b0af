using UpgradeWorker.Core.Runs;
using UpgradeWorker.Sandbox.Faults;

namespace UpgradeWorker.Tests.Stories;

/// <summary>What goes wrong in an upgrade that replaces the databases, and how that ends.</summary>
/// <param name="Name">What happens, as the test's name.</param>
/// <param name="Ending">How the run ends.</param>
/// <param name="Reason">Why, as the run's finding says; null = it went well.</param>
/// <param name="Told">What stands in the closing mail: the decisive words of what happened or what to do.</param>
/// <param name="Rules">Faults of requests.</param>
/// <param name="World">Faults of the account.</param>
internal sealed record FaultStory(
    string Name, RunEnding Ending, string? Reason, string Told, IReadOnlyList<RequestFaultRule> Rules, IReadOnlyList<WorldFault> World)
{
    private const int Always = int.MaxValue;
    private const string Served = "The new version was verified after";

    /// <summary>At least one for every fault that the sandbox knows.</summary>
    public static IReadOnlyList<FaultStory> All { get; } =
    [
        Request("Throttled_calls_are_made_again", RunEnding.Succeeded, null, Served, new RequestFaultRule(null, null, new RequestFault.Throttled(), Times: 3)),
        Request("A_throttled_execution_is_made_again", RunEnding.Succeeded, null, Served, new RequestFaultRule("cloudformation", "ExecuteChangeSet", new RequestFault.Throttled(), Times: 3)),
        Request("An_execution_that_is_throttled_for_ever_leaves_the_service_running", RunEnding.Refused, "ExecutionNotAnswered", "to execute the change set and never began",
            new RequestFaultRule("cloudformation", "ExecuteChangeSet", new RequestFault.Throttled(), Times: Always)),
        Request("An_error_before_a_snapshot_is_outlived", RunEnding.Succeeded, null, Served, new RequestFaultRule("elasticache", "CreateSnapshot", new RequestFault.ErrorBefore())),
        Request("An_error_after_a_snapshot_makes_no_second_one", RunEnding.Succeeded, null, Served, new RequestFaultRule("rds", "CreateDBSnapshot", new RequestFault.ErrorAfter())),
        Request("An_error_after_the_execution_makes_no_second_one", RunEnding.Succeeded, null, Served, new RequestFaultRule("cloudformation", "ExecuteChangeSet", new RequestFault.ErrorAfter())),
        Request("A_lost_reply_to_the_execution_makes_no_second_one", RunEnding.Succeeded, null, Served, new RequestFaultRule("cloudformation", "ExecuteChangeSet", new RequestFault.ReplyLost())),
        Request("A_lost_reply_to_a_script_sends_it_once", RunEnding.Succeeded, null, Served, new RequestFaultRule("ssm", "SendCommand", new RequestFault.ReplyLost(), Times: 2)),
        Request("A_lost_reply_to_the_change_set_makes_one", RunEnding.Succeeded, null, Served, new RequestFaultRule("cloudformation", "CreateChangeSet", new RequestFault.ReplyLost())),
        Request("A_slow_answer_is_waited_for", RunEnding.Succeeded, null, Served, new RequestFaultRule("rds", "CreateDBSnapshot", new RequestFault.Delayed(TimeSpan.FromSeconds(15)))),
        Request("An_answer_that_comes_too_late_to_the_execution_makes_no_second_one", RunEnding.Succeeded, null, Served,
            new RequestFaultRule("cloudformation", "ExecuteChangeSet", new RequestFault.Delayed(TimeSpan.FromMinutes(5)))),
        Request("Expired_credentials_are_had_again", RunEnding.Succeeded, null, Served, new RequestFaultRule(null, null, new RequestFault.ExpiredCredentials(), First: 10, Times: 3)),
        Request("Credentials_that_stay_expired_change_nothing", RunEnding.Refused, "AwsExpiredCredentials", "sts:GetCallerIdentity",
            new RequestFaultRule("sts", "GetCallerIdentity", new RequestFault.ExpiredCredentials(), Times: Always)),
        Request("A_clock_that_is_wrong_for_a_while_is_outlived", RunEnding.Succeeded, null, Served,
            new RequestFaultRule(null, null, new RequestFault.ClockSkew(TimeSpan.FromMinutes(20)), First: 10, Times: 2)),
        Request("A_snapshot_that_is_not_allowed_leaves_the_service_running", RunEnding.Refused, "AwsAccessDenied", "rds:CreateDBSnapshot",
            new RequestFaultRule("rds", "CreateDBSnapshot", new RequestFault.AccessDenied(), Times: Always)),
        Request("An_execution_that_is_not_allowed_leaves_the_service_running", RunEnding.Refused, "AwsAccessDenied", "cloudformation:ExecuteChangeSet",
            new RequestFaultRule("cloudformation", "ExecuteChangeSet", new RequestFault.AccessDenied(), Times: Always)),
        Request("Scripts_that_are_not_allowed_call_a_person", RunEnding.NeedsAttention, "AwsAccessDenied", "ssm:SendCommand",
            new RequestFaultRule("ssm", "SendCommand", new RequestFault.AccessDenied(), Times: Always)),
        Request("A_quota_that_is_used_up_leaves_the_service_running", RunEnding.Refused, "AwsQuota", "The quota is used up.",
            new RequestFaultRule("rds", "CreateDBSnapshot", new RequestFault.Refused("SnapshotQuotaExceeded", "The quota is used up."), Times: Always)),
        Of("A_resource_that_fails_is_rolled_back", RunEnding.RolledBack, "UpdateFailed", "CloudFormation undoes the update: Database", new WorldFault.UpdateFails("Database")),
        Of("A_rollback_that_fails_calls_a_person", RunEnding.NeedsAttention, "RollbackFailed", "choose \"Continue update rollback\" in the console", new WorldFault.UpdateFails("Instance"), new WorldFault.RollbackFails("Instance")),
        Of("A_slow_resource_is_waited_for", RunEnding.Succeeded, null, Served, new WorldFault.ResourceSlow("Database", 4)),
        Of("A_stuck_resource_is_rolled_back", RunEnding.RolledBack, "UpdateFailed", "CloudFormation undoes the update: Database", new WorldFault.ResourceStuck("Database")),
        Of("A_change_set_that_fails_leaves_the_service_running", RunEnding.Refused, "ChangeSetFailed", "The final change set is FAILED: Internal failure", new WorldFault.ChangeSetFails("Internal failure")),
        Of("A_change_set_that_is_stuck_leaves_the_service_running", RunEnding.Refused, "DeadlinePassed", "ConfirmChangeSet did not end within", new WorldFault.ChangeSetStuck()),
        Of("A_change_set_that_is_invalid_leaves_the_service_running", RunEnding.Refused, "ChangeSetFailed", "Database (AWS::RDS::DBInstance) at /Resources/Database/Properties: no such class [PROPERTY_VALIDATION].", new WorldFault.ValidationFails("Database", "no such class")),
        new("A_change_set_whose_events_may_not_be_read_leaves_the_service_running", RunEnding.Refused, "ChangeSetFailed",
            "AWS::EarlyValidation::PropertyValidation]. To troubleshoot Early Validation errors, use the DescribeEvents API for detailed failure information. "
            + "What more AWS has to say of it could not be read (AwsAccessDenied: ",
            [new RequestFaultRule("cloudformation", "DescribeEvents", new RequestFault.AccessDenied(), Times: Always)],
            [new WorldFault.ValidationFails("Database", "no such class")]),
        Of("What_cannot_be_deleted_is_told", RunEnding.Succeeded, null, "delete it by hand", new WorldFault.CleanupFails("Database")),
        Of("A_slow_snapshot_is_waited_for", RunEnding.Succeeded, null, Served, new WorldFault.SnapshotSlow("rds", 5), new WorldFault.SnapshotSlow("elasticache", 5)),
        Of("A_stuck_snapshot_leaves_the_service_running", RunEnding.Refused, "DeadlinePassed", "TakeSnapshots did not end within", new WorldFault.SnapshotStuck("rds")),
        Of("A_failed_database_snapshot_leaves_the_service_running", RunEnding.Refused, "SnapshotFailed", "is failed.", new WorldFault.SnapshotFails("rds")),
        Of("A_failed_cache_snapshot_leaves_the_service_running", RunEnding.Refused, "SnapshotLost", "is gone: the backup failed.", new WorldFault.SnapshotFails("elasticache")),
        Of("A_vanished_snapshot_leaves_the_service_running", RunEnding.Refused, "SnapshotLost", "is gone.", new WorldFault.SnapshotVanishes("rds", TimeSpan.FromSeconds(1))),
        Of("A_snapshot_that_vanishes_before_it_is_restored_loses_nothing", RunEnding.RolledBack, "UpdateFailed", "CloudFormation undoes the update: Database",
            new WorldFault.SnapshotVanishes("rds", TimeSpan.FromMinutes(2))),
        Of("An_instance_that_never_comes_online_calls_a_person", RunEnding.NeedsAttention, "DeadlinePassed", "sudo env TTN_LW_CONFIG=/tti/lorawan-stack/config.yml \\ /tti/lorawan-stack/tti-lw-stack", new WorldFault.InstanceNeverOnline()),
        Of("A_migration_that_fails_calls_a_person", RunEnding.NeedsAttention, "ScriptFailed", "exit code 1: error: migration of", new WorldFault.MigrationExits("migrate")),
        Of("A_slow_migration_is_waited_for", RunEnding.Succeeded, null, Served, new WorldFault.MigrationSlow("migrate", 60)),
        Of("A_migration_that_hangs_calls_a_person", RunEnding.NeedsAttention, "ScriptFailed", "ended with TimedOut (ExecutionTimedOut)", new WorldFault.MigrationHangs("migrate")),
        Of("An_agent_that_dies_in_the_migration_calls_a_person", RunEnding.NeedsAttention, "ScriptFailed", "ended with TimedOut", new WorldFault.AgentDies("-db migrate")),
        Of("A_change_by_a_person_before_the_confirmation_refuses", RunEnding.Refused, null, "The stack was updated since", new WorldFault.PersonUpdatesStack("NetworkTitle", "Changed by hand")),
        Of("A_change_by_a_person_before_the_execution_refuses", RunEnding.Refused, null, "cloudformation:ExecuteChangeSet",
            new WorldFault.PersonUpdatesStack("NetworkTitle", "Changed by hand", BeforeExecution: true)),
        Of("A_change_by_a_person_during_a_snapshot_that_leaves_the_plan_as_it_was_is_no_matter", RunEnding.Succeeded, null, Served, new WorldFault.PersonUpdatesStackDuringSnapshot("NetworkTitle", "Changed by hand")),
        Of("An_update_that_a_person_cancels_is_rolled_back", RunEnding.RolledBack, "UpdateCancelled", "A person cancelled the update (CancelUpdateStack)", new WorldFault.PersonCancelsUpdate(TimeSpan.FromMinutes(3))),
        Of("A_change_set_that_a_person_deletes_refuses", RunEnding.Refused, null, "cloudformation:ExecuteChangeSet", new WorldFault.PersonDeletesChangeSet()),
        Of("Sessions_that_expire_are_no_matter_to_lasting_credentials", RunEnding.Succeeded, null, Served, new WorldFault.SessionsExpire()),
        Of("Drift_that_cannot_be_read_is_no_matter_once_approved", RunEnding.Succeeded, null, Served, new WorldFault.DriftUnreadable("Database")),
        Of("A_drift_detection_that_never_ends_is_no_matter_once_approved", RunEnding.Succeeded, null, Served, new WorldFault.DriftStuck()),
    ];

    public override string ToString() => Name;

    public void Arrange(FaultPlan plan)
    {
        foreach (var rule in Rules)
        {
            plan.Add(rule);
        }

        foreach (var fault in World)
        {
            plan.Add(fault);
        }
    }

    /// <summary>What every mail of an ending tells: how the stack stands, and what a person can do.</summary>
    public IReadOnlyList<string> Summary => Ending switch
    {
        RunEnding.Succeeded => ["runs 3.37.0"],
        RunEnding.RolledBack => ["still runs 3.36.0", "AWS undid the update", "the stack is as it was. The service was started on"],
        RunEnding.Refused => ["still runs 3.36.0", "The run ended before the stack was changed.", "To be asked again: UpgradeWorker request prod"],
        _ => ["the upgrade cannot go on by itself", "UpgradeWorker runs retry r", "UpgradeWorker runs abandon r"],
    };

    private static FaultStory Request(string name, RunEnding ending, string? reason, string told, params IReadOnlyList<RequestFaultRule> rules) =>
        new(name, ending, reason, told, rules, []);

    private static FaultStory Of(string name, RunEnding ending, string? reason, string told, params IReadOnlyList<WorldFault> world) =>
        new(name, ending, reason, told, [], world);
}
