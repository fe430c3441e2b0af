using TimeZoneConverter;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Core.Mails;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Windows;
using UpgradeWorker.Inputs;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs;

/// <summary>Reads what mails tell beside what caused them: the certificate week, drift, failed events, the window.</summary>
public sealed class MailViewsReader(LedgerLimits certificates, ApprovalSettings approvals)
{
    private const int MostFailures = 20;

    /// <summary>What a mail about a request tells.</summary>
    public async Task<ApprovalView> ApprovalAsync(
        Session session, StackSettings stack, ApprovalRequest request, Plan plan, string recipient, string? token, DateTimeOffset now) => new()
        {
            HopsFrom = await HopsFromAsync(session, plan, Window(stack, request, now).From),
            Plan = plan,
            Request = request,
            Recipient = recipient,
            Token = token,
            Zone = Zone(stack),
            Window = Window(stack, request, now),
            CoolOff = approvals.CoolOff,
            Week = await WeekAsync(session, plan.CertificateNames, plan.CertificateCost, now),
            Drift = stack.WithoutIgnored(await DriftStore.LatestAsync(session, stack.Key), now),
        };

    /// <summary>What a mail about a run tells.</summary>
    public async Task<RunView> RunAsync(
        Session session, RunAudience audience, Run run, Plan plan, IReadOnlyList<JournalEntry> journal, string recipient, DateTimeOffset now)
    {
        var token = RunNames.ExecutionToken(run.Id, run.Generation);
        var events = await WatchStore.EventsSinceAsync(session, run.Stack, run.StartedAt - TimeSpan.FromMinutes(5));
        var started = await RunStore.FindAsync(session, run.Id);
        var outputs = await RunOutputStore.OfAsync(session, run.Id);
        return new RunView
        {
            Run = run,
            Plan = plan,
            Journal = journal,
            Request = started?.RequestId,
            Recipient = recipient,
            Zone = audience.Zone,
            Week = await WeekAsync(session, plan.CertificateNames, 0, now),
            FailedEvents = [.. events.Where(one => one.Status.EndsWith("_FAILED", StringComparison.Ordinal) && (one.ClientRequestToken == token || one.ClientRequestToken is null))
                .TakeLast(MostFailures)],
            Output = LastLogs(run, journal) ?? LastOutput(run, journal, outputs) ?? (run.Why is { Reason: "ScriptFailed" } why ? why.Message : null),
            Outputs = outputs,
            Profile = audience.Profile,
        };
    }

    /// <summary>What the boot of an instance left in its logs, if that is what failed.</summary>
    private static string? LastLogs(Run run, IReadOnlyList<JournalEntry> journal) =>
        Journal.Latest<Evidence.LogsCollected>(journal, run.Generation) is { Logs.Length: > 0 } logs && logs.Why.Reason == run.Why?.Reason ? logs.Logs : null;

    /// <summary>What the migration printed that failed, if that is what the run got stuck at.</summary>
    private static string? LastOutput(Run run, IReadOnlyList<JournalEntry> journal, IReadOnlyList<(string Name, string Text)> outputs) =>
        run.Why?.Reason == "ScriptFailed" && Journal.Latest<Evidence.OutputKept>(journal, run.Generation) is { Failed: not null }
            ? outputs.FirstOrDefault(output => output.Name == KeptOutput.Of(journal)[^1].Name).Text
            : null;

    /// <summary>The certificate week of the sets of names that a plan keeps in one text; null when none is given.</summary>
    public async Task<CertificateWeek?> WeekAsync(Session session, string? names, int byUpgrade, DateTimeOffset now)
    {
        if (names is null)
        {
            return null;
        }

        var limits = byUpgrade > 0 ? certificates with { CostPerReplacement = byUpgrade } : certificates;
        var ledger = await LedgerStore.AllAsync(session);
        var reservations = await ReservationStore.OpenAsync(session);
        var sets = NameSet.ParseAll(names);
        var all = CertificateLedger.Ask(sets, ledger, reservations, limits, now);
        // Of several sets the fullest is told; when the next may start holds for all.
        var (tightest, answer) = sets.Select(set => (Set: set, Answer: CertificateLedger.Ask(set, ledger, reservations, limits, now))).MinBy(one => one.Answer.Room);
        return new CertificateWeek(
            tightest.Text, limits.Limit, limits.Limit - answer.Room, byUpgrade, limits.KeepInReserve, all.Allowed ? null : all.NextAt);
    }

    private async Task<IReadOnlyList<DateTimeOffset?>> HopsFromAsync(Session session, Plan plan, DateTimeOffset from) =>
        plan is { LaterHops.Count: > 0, CertificateNames: { } names }
            ? CertificateForecast.Earliest(
                NameSet.ParseAll(names), await LedgerStore.AllAsync(session), await ReservationStore.OpenAsync(session), certificates,
                [plan.CertificateCost, .. plan.LaterHops.Select(hop => hop.CertificateCost)], from)
            : [];

    /// <summary>The zone in which times are told to a stack's approvers, and in which they name theirs: that of all its windows, else the stack's.</summary>
    public static TimeZoneInfo Zone(StackSettings stack) =>
        TZConvert.GetTimeZoneInfo(stack.Windows.Select(window => window.Zone).Distinct(StringComparer.Ordinal).ToList() is [var one] ? one : stack.Zone);

    private Opening Window(StackSettings stack, ApprovalRequest request, DateTimeOffset now) =>
        request is { WindowOpens: { } from, WindowCloses: { } to }
            ? new Opening(from, to)
            : stack.ToWindows().NextFitting(now + approvals.CoolOff, stack.ExpectedDuration, out _) ?? new Opening(request.ExpiresAt, request.ExpiresAt);
}
