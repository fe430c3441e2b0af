using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Mails;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Core.Tests.Mails;

/// <summary>One of each mail that the worker can send.</summary>
internal static class EveryMail
{
    private static readonly MailTemplates Templates = MailTemplates.BuiltIn;

    public static IReadOnlyDictionary<string, MailDraft> All { get; } = new Dictionary<string, MailDraft>
    {
        ["approval-request"] = ApprovalMails.Request(SomeViews.Approval, Templates),
        ["approval-request-simple"] = ApprovalMails.Request(SomeViews.SimpleApproval, Templates),
        ["approval-request-way"] = ApprovalMails.Request(SomeViews.WayApproval, Templates),
        ["approval-request-without-stop"] = ApprovalMails.Request(SomeViews.Approval with { Plan = SomeViews.Plan with { StopsService = false } }, Templates),
        ["reminder"] = ApprovalMails.Reminder(SomeViews.Approval, SomeViews.Now.AddHours(64), Templates),
        ["approval-request-unenrolled"] = ApprovalMails.Request(SomeViews.Approval with { Enrolled = false }, Templates),
        ["withdrawn"] = ApprovalMails.Superseded(SomeViews.Approval with { Token = null }, null, Templates),
        ["lapsed-window"] = ApprovalMails.Declined(Lapsed(), Templates),
        ["answer-recorded"] = ApprovalMails.Answer(
            With(ApprovalState.Pending, SomeViews.Agreed), new Finding("Recorded", "Your approval of UW-0042 is recorded. 1 more approver has to agree before anything starts."), "APPROVE", Templates),
        ["answer-list"] = AnswerMails.OpenRequests(
            "jane@corp.example", new Finding("UnknownToken", "The mail carries no code of a request; its quoted text was probably removed. Nothing was done."),
            [SomeViews.Approval, With(ApprovalState.Approved, SomeViews.Agreed)], Templates),
        ["answer-warning"] = AnswerMails.Warning(
            SomeViews.Approval, new Finding("Unverified", "A mail that answers UW-0042 in your name was not believed, and nothing was done: The mail has no DKIM signature."), Templates),
        ["canary"] = CanaryMail.Compose("upgrades@worker.example", "0123456789abcdef", Templates),
        ["answer-status"] = ApprovalMails.Answer(
            With(ApprovalState.Approved, SomeViews.Agreed), new Finding("Status", "UW-0042 is approved and starts in its window, which opens on 2026-03-04 01:00 UTC."), "STATUS", Templates),
        ["answer-help"] = ApprovalMails.Answer(SomeViews.SimpleApproval, new Finding("Help", "These are the answers that are understood."), "HELP", Templates),
        ["approval-request-parameters"] = ApprovalMails.Request(ParametersOnly, Templates),
        ["approval-request-drift"] = ApprovalMails.Request(DriftOnly, Templates),
        ["approved-parameters"] = ApprovalMails.Approved(ParametersOnly with { Request = ParametersOnly.Request with { State = ApprovalState.Approved, Verdicts = [SomeViews.Agreed] } }, SomeViews.Approval.Window.From, Templates),
        ["deferred"] = ApprovalMails.Declined(With(ApprovalState.Deferred, SomeViews.SaidNo with { Kind = VerdictKind.Defer, Until = SomeViews.Now.AddDays(9), Reason = "" }), Templates),
        ["held"] = ApprovalMails.Declined(With(ApprovalState.Declined, SomeViews.Agreed, SomeViews.SaidNo with { Kind = VerdictKind.Hold, Reason = "" }), Templates),
        ["superseded"] = ApprovalMails.Superseded(SomeViews.Approval, "UW-0043", Templates),
        ["approved"] = ApprovalMails.Approved(With(ApprovalState.Approved, SomeViews.Agreed), SomeViews.Approval.Window.From, Templates),
        ["declined"] = ApprovalMails.Declined(With(ApprovalState.Declined, SomeViews.SaidNo), Templates),
        ["lapsed"] = ApprovalMails.Declined(With(ApprovalState.Expired), Templates),
        ["answer-unclear"] = ApprovalMails.Answer(
            SomeViews.Approval, new Finding("Unclear", "\"if\" in \"APPROVE if the backup is done\" leaves open whether the approval holds."), "APPROVE if the backup is done", Templates),
        ["answer-decided"] = ApprovalMails.Answer(
            With(ApprovalState.Declined, SomeViews.SaidNo), new Finding("AlreadyDecided", "UW-0042 was decided already: reject by omar@corp.example."), "APPROVE", Templates),
        ["started"] = RunMails.Started(SomeViews.Run(null, RunStep.TakeSnapshots), Templates),
        ["succeeded"] = RunMails.Ended(SomeViews.Run(RunEnding.Succeeded, RunStep.Settle), Templates),
        ["succeeded-skipped"] = RunMails.Ended(Skipped(), Templates),
        ["succeeded-unverified"] = RunMails.Ended(Unverified(), Templates),
        ["rolled-back"] = RunMails.Ended(SomeViews.Run(RunEnding.RolledBack, RunStep.AwaitStack, new Finding("UpdateFailed", "Instance did not stabilise.")) with
        {
            FailedEvents = [Failed()],
        }, Templates),
        ["refused"] = RunMails.Ended(SomeViews.Run(RunEnding.Refused, RunStep.ConfirmChangeSet, new Finding("PlanChanged", "The final change set also replaces Bucket, which nobody approved.")), Templates),
        ["needs-attention"] = RunMails.Ended(SomeViews.Run(RunEnding.NeedsAttention, RunStep.Migrate, new Finding("MigrationFailed", "ns-db migrate ended with exit code 1.")) with
        {
            FailedEvents = [Failed()],
            Output = string.Join('\n', Enumerable.Range(1, 60).Select(i => $"migration step {i}: ok")) + "\nerror: column \"f_cnt\" does not exist\n",
        }, Templates),
        ["abandoned"] = RunMails.Ended(GivenUp(), Templates),
        ["checked-ahead"] = PreflightMails.CheckedAhead(SomeViews.Approval, [
            new Finding("InstanceUnreachable", "Systems Manager does not reach instance i-0123: its agent must be online (instance role with AmazonSSMManagedInstanceCore)."),
            new Finding("SnapshotQuota", "The account has room for 0 more manual RDS snapshots, the run takes 1: delete some, or raise the quota."),
        ], Templates),
        ["checked-ahead-ready"] = PreflightMails.CheckedAhead(SomeViews.Approval, [], Templates),
        ["drift"] = WatchMails.Drift(SomeViews.Drift, "An upgrade that touches a drifted resource waits until the drift is gone.", "jane@corp.example", SomeViews.Zone, Templates),
        ["drift-gone"] = WatchMails.DriftGone(
            SomeViews.Stack, [new("SecurityGroup|MODIFIED", "SecurityGroup", SomeViews.Now.AddDays(-2))], SomeViews.Now, "jane@corp.example", SomeViews.Zone, Templates),
        ["ledger-low"] = WatchMails.LedgerLow(SomeViews.Week with { Used = 4, ByUpgrade = 0, NextAt = SomeViews.Now.AddDays(2) }, ["production", "staging"], "jane@corp.example", SomeViews.Zone, Templates),
        ["source-failing"] = WatchMails.SourceFailing("s3://corp-templates/tts", new Finding("AccessDenied", "The bucket does not let this role list it; grant s3:ListBucket."), SomeViews.Now.AddHours(-5), "jane@corp.example", SomeViews.Zone, Templates),
        ["source-recovered"] = WatchMails.SourceRecovered("s3://corp-templates/tts", SomeViews.Now.AddHours(-5), SomeViews.Now, "jane@corp.example", SomeViews.Zone, Templates),
        ["drift-undetected"] = DriftWatchMails.Failing(
            SomeViews.Stack, "The role may not call cloudformation:DetectStackDrift; see the policy for drift detection.", SomeViews.Now.AddHours(-5), "jane@corp.example", SomeViews.Zone, Templates),
        ["drift-detected-again"] = DriftWatchMails.Recovered(SomeViews.Stack, SomeViews.Now.AddHours(-5), SomeViews.Now, "jane@corp.example", SomeViews.Zone, Templates),
        ["announced-release"] = ReleaseMails.Announced(SomeAnnouncement, "jane@corp.example", SomeViews.Zone, Templates),
        ["announced-image"] = ReleaseMails.Announced(
            SomeAnnouncement with { Versions = [], Images = ["ami-0123456789abcdef0"], Source = "ssm:/aws/service/marketplace/prod-0123456789abc/latest", Notes = null, Page = null, Places = [] },
            "jane@corp.example", SomeViews.Zone, Templates),
        ["changed-release"] = ReleaseMails.Changed(
            "production", "3.37.0",
            new("https://templates.example.com/latest.yml", "aaaa1111", SomeViews.Now), [new("/srv/templates", "bbbb2222", SomeViews.Now.AddDays(-2))],
            "jane@corp.example", SomeViews.Zone, Templates),
        ["summary"] = SummaryMail.Compose(Summary(), false, Templates)!,
        ["summary-empty"] = SummaryMail.Compose(Summary() with { Stacks = [], Events = [], Weeks = [], Troubles = [] }, true, Templates)!,
    };

    private static ApprovalView ParametersOnly => SomeViews.SimpleApproval with
    {
        Plan = SomeViews.SimpleApproval.Plan with
        {
            TargetVersion = SomeViews.Plan.RunningVersion,
            UsesCurrentTemplate = true,
            Migrations = [],
            ReleaseNotes = [],
            Parameters = [SomeViews.Plan.Parameters[1], SomeViews.Plan.Parameters[2]],
        },
    };

    private static ApprovalView DriftOnly => SomeViews.SimpleApproval with
    {
        Plan = SomeViews.SimpleApproval.Plan with
        {
            TargetVersion = SomeViews.Plan.RunningVersion,
            UsesCurrentTemplate = true,
            RevertsDrift = true,
            Migrations = [],
            ReleaseNotes = [],
            Snapshots = [],
            ReplacedInstances = [],
            CertificateCost = 0,
            Changes = [new("SecurityGroup", "AWS::EC2::SecurityGroup", "Modify", "no", null, ["direct"], ["SecurityGroupIngress"])],
        },
        Week = null,
        Drift = SomeViews.Drift with { Resources = [SomeViews.Drift.Resources[0]] },
    };

    private static RunView Skipped()
    {
        var whole = SomeViews.Run(RunEnding.Succeeded, RunStep.Settle);
        var migrate = whole.Journal.Single(entry => entry is { Step: RunStep.Migrate, Kind: JournalKind.Done });
        return whole with
        {
            Journal =
            [
                .. whole.Journal.Where(entry => entry.Seq < migrate.Seq),
                migrate with { Kind = JournalKind.Faulted, Message = "ns-db migrate ended with exit code 1.", Evidence = [migrate.Evidence[0]] },
                migrate with { Step = RunStep.StartService, Kind = JournalKind.Operator, Message = "Migrate skipped by jane: ran it by hand.", Evidence = [] },
                .. whole.Journal.Where(entry => entry.Seq > migrate.Seq),
            ],
        };
    }

    private static RunView Unverified()
    {
        var skipped = Skipped();
        return skipped with
        {
            Journal =
            [
                .. skipped.Journal.Where(entry => entry.Kind == JournalKind.Operator || entry.Step is not (RunStep.StartService or RunStep.Verify))
                    .Select(entry => entry.Kind == JournalKind.Operator ? entry with { Message = "Migrate, StartService, Verify skipped by jane: did all that by hand." } : entry),
            ],
        };
    }

    private static RunView GivenUp()
    {
        var stuck = SomeViews.Run(RunEnding.NeedsAttention, RunStep.Migrate, new Finding("MigrationFailed", "ns-db migrate ended with exit code 1."));
        return stuck with
        {
            Run = stuck.Run with { Ending = RunEnding.Abandoned },
            Journal = [.. stuck.Journal, new(stuck.Run.Id, 99, 1, RunStep.Migrate, 1, SomeViews.Now.AddDays(1).AddHours(2), JournalKind.Operator, "Abandoned by jane: restored by hand.", [])],
        };
    }

    private static AnnouncedView SomeAnnouncement => new()
    {
        Stack = "production",
        Running = "3.36.0",
        Source = "marketplace:prod-0123456789abc",
        Versions = ["3.37.0", "3.36.1"],
        Images = [],
        Notes = "# What is new\n- Class B multicast groups\n- Faster device search\n",
        Page = "https://aws.amazon.com/marketplace/pp/prodview-example",
        Places = ["/srv/templates", "s3://corp-templates/tts/"],
        At = SomeViews.Now,
        ProposedFrom = SomeViews.Now.AddDays(3),
    };

    public static SummaryView Summary() => new()
    {
        Recipient = "jane@corp.example",
        Zone = SomeViews.Zone,
        From = SomeViews.Now.AddDays(-7),
        To = SomeViews.Now,
        Stacks =
        [
            new("production", "3.36.0", "3.37.0", "UW-0042 waits for jane@corp.example", SomeViews.Approval.Window, true),
            new("staging", "3.37.0", "3.37.0", "", SomeViews.Approval.Window, false),
            new("lab", null, "3.37.0", "The stack cannot be read.", null, false),
        ],
        Events = ["staging was upgraded from 3.36.0 to 3.37.0 in 31 minutes.", "Release 3.37.0 was announced."],
        Weeks = [SomeViews.Week with { ByUpgrade = 0 }],
        Troubles = [new Finding("MailUndelivered", "Mail to omar@corp.example bounced twice; check the address.")],
    };

    private static ApprovalView Lapsed() => SomeViews.Approval with
    {
        Token = null,
        Request = SomeViews.Request with
        {
            State = ApprovalState.Expired,
            Verdicts = [SomeViews.Agreed],
            WindowOpens = SomeViews.Approval.Window.From,
            WindowCloses = SomeViews.Approval.Window.To,
        },
    };

    private static ApprovalView With(ApprovalState state, params Verdict[] verdicts) =>
        SomeViews.Approval with { Request = SomeViews.Request with { State = state, Verdicts = verdicts } };

    private static StackEvent Failed() => new(
        "e1", "Instance", "i-1", "AWS::EC2::Instance", "UPDATE_FAILED", "Instance did not stabilise within 30 minutes.", SomeViews.Now.AddDays(1).AddMinutes(20));
}
