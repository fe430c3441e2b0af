using Microsoft.Extensions.Logging;
using UpgradeWorker.Aws;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Inputs;
using UpgradeWorker.Jobs.Approving;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs;

/// <summary>
/// Looks hours before the window of an approved upgrade opens whether everything will be there, so that people can mend what is missing
/// while they are awake. Touches nothing; the run looks again by itself.
/// </summary>
public sealed class CheckAheadJob(
    StacksSettings stacks, RunSettings runs, StackConnections connections, PreflightLook preflight, Database database, ApprovalPost post, TimeProvider time,
    ILogger<CheckAheadJob> logger) : IJob
{
    private static readonly TimeSpan AgainWhenFine = TimeSpan.FromHours(4);
    private static readonly TimeSpan AgainWhenNot = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan AfterFault = TimeSpan.FromMinutes(10);

    /// <summary>The mail that announces the start needs a moment.</summary>
    private static readonly TimeSpan MailDelay = TimeSpan.FromMinutes(15);

    /// <inheritdoc/>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        if (runs.PreflightAhead is not { } ahead)
        {
            return false;
        }

        var now = time.GetUtcNow();
        var open = (await database.ReadAsync(ApprovalStore.OpenAsync, cancellationToken))
            .Where(request => request.State == ApprovalState.Approved && request.WindowOpens > now && request.WindowOpens - ahead <= now)
            .GroupBy(request => request.Stack).ToDictionary(group => group.Key, group => group.First());
        return open.Count > 0 && await EachStack.RunAsync(
            stacks, "CheckAhead", logger,
            (stack, token) => open.TryGetValue(stack.Key, out var request) ? CheckAsync(stack, request, token) : Task.FromResult(false), cancellationToken);
    }

    private async Task<bool> CheckAsync(StackSettings stack, ApprovalRequest request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (plan, last, past) = await database.ReadAsync(
            async session => await PlanStore.PlanAsync(session, request.Plan) is { } stored
                ? (stored, await PreflightStore.OfAsync(session, request.Id), await RunDurationStore.PastAsync(session, stack.Key, ExpectedDurations.KindOf(stored)))
                : ((Plan?)null, (AheadCheck?)null, (IReadOnlyList<TimeSpan>)[]),
            cancellationToken);
        if (plan is null || last?.DueAt > now || request.WindowOpens is not { } opens)
        {
            return false;
        }

        IReadOnlyList<Finding> findings;
        var again = AfterFault;
        try
        {
            var question = new PreflightQuestion(stack, plan, request.Id, ExpectedDurations.Of(stack.ExpectedDuration, past), opens, request.WindowCloses);
            var (facts, _) = await preflight.AtAsync(question, await connections.ForAsync(stack, cancellationToken), cancellationToken);
            var isFresh = request.Verdicts is [.., var decided] && now < decided.At + MailDelay;
            findings = [.. PreflightRules.Check(facts with { NoticeSent = facts.NoticeSent || isFresh }).Select(one => one.Finding)];
            again = findings.Count == 0 ? AgainWhenFine : AgainWhenNot;
        }
        catch (AwsFaultException fault)
        {
            findings = [fault.ToFinding()];
        }

        // The last look is an hour before it opens, however long the usual pause is.
        var lastCall = opens - TimeSpan.FromHours(1);
        var due = now < lastCall && now + again > lastCall ? lastCall : now + again;
        Log.CheckedAhead(logger, stack.Key.Value, request.Id, findings.Count == 0 ? "everything is there" : string.Join(" ", findings));
        await database.WriteAsync(
            async session =>
            {
                await PreflightStore.SaveAsync(session, new AheadCheck(request.Id, stack.Key, now, due, findings));
                if (!Reasons(findings).SequenceEqual(Reasons(last?.Findings ?? [])))
                {
                    await post.CheckedAheadAsync(session, stack, request, findings, now);
                }
            },
            cancellationToken);
        return true;
    }

    /// <summary>What a mail is about; instants and counts in the words change from look to look.</summary>
    private static IEnumerable<string> Reasons(IReadOnlyList<Finding> findings) => findings.Select(finding => finding.Reason);
}
