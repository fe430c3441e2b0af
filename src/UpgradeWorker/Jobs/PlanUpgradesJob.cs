using Microsoft.Extensions.Logging;
using UpgradeWorker.Aws;
using UpgradeWorker.Configuration;
using UpgradeWorker.Configuration.Secrets;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Inputs;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs;

/// <summary>
/// Turns what is known of a stack into a plan. Analyses by a change set that is deleted as soon as it was read; analyses again only when
/// what the plan rests on changed.
/// </summary>
public sealed class PlanUpgradesJob(
    StacksSettings stacks, JobSettings jobs, StackConnections connections, Database database, PlanDrafts drafts, TimeProvider time,
    ILogger<PlanUpgradesJob> logger) : IJob
{
    private const int MostRounds = 4;
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan AfterFault = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    private TimeSpan Poll => jobs.PlanUpgrades < LongestPoll ? jobs.PlanUpgrades : LongestPoll;

    /// <inheritdoc/>
    public Task<bool> RunAsync(CancellationToken cancellationToken) =>
        EachStack.RunAsync(stacks, "PlanUpgrades", logger, PlanAsync, cancellationToken);

    private async Task<bool> PlanAsync(StackSettings stack, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (analysis, current, run) = await database.ReadAsync(
            async session => (
                await PlanStore.AnalysisAsync(session, stack.Key), await PlanStore.CurrentAsync(session, stack.Key),
                await RunProgressStore.LatestOfAsync(session, stack.Key)),
            cancellationToken);
        // While a run works on the stack, what stands is what was approved; the next plan starts from the new state.
        if (run is { EndedAt: null } || analysis?.DueAt > now)
        {
            return false;
        }

        DraftResult result;
        try
        {
            result = (await drafts.DraftAsync(stack, now, cancellationToken)).After(run);
        }
        catch (SecretUnavailableException unavailable)
        {
            result = new DraftResult.Nothing($"secret:{unavailable.Message}", new Finding("SecretUnavailable", unavailable.Message));
        }

        return result switch
        {
            DraftResult.NotYet => false,
            DraftResult.Nothing nothing when current?.InputsHash == nothing.InputsHash => false,
            DraftResult.Nothing nothing => await SaveAsync(
                stack, analysis, new CurrentPlan(stack.Key, nothing.InputsHash, now, null, nothing.Findings), null, cancellationToken),
            DraftResult.Drafted drafted when current?.InputsHash == drafted.InputsHash => false,
            DraftResult.Drafted drafted => await AnalyseAsync(stack, drafted, analysis, now, cancellationToken),
            _ => throw new InvalidOperationException("Unknown result."),
        };
    }

    private async Task<bool> AnalyseAsync(
        StackSettings stack, DraftResult.Drafted drafted, Analysis? analysis, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            var clients = await connections.ForAsync(stack, cancellationToken);
            if (analysis is null || analysis.InputsHash != drafted.InputsHash)
            {
                if (analysis?.ChangeSetId is { } stale)
                {
                    await clients.ChangeSets.DeleteAsync(stale, cancellationToken);
                }

                analysis = new Analysis
                {
                    Stack = stack.Key,
                    InputsHash = drafted.InputsHash,
                    StartedAt = now,
                    DueAt = now,
                    Round = 1,
                    Restores = [],
                };
            }

            return analysis.ChangeSetId is null
                ? await AskAsync(stack, clients, drafted, analysis, now, cancellationToken)
                : await ReadAsync(stack, clients, drafted, analysis, now, cancellationToken);
        }
        catch (AwsFaultException fault)
        {
            var finding = ChangeSetFailure.Explain(fault.Message) ?? fault.ToFinding();
            Log.PlanBlocked(logger, stack.Key.Value, finding.ToString());
            // Kept under another hash than the inputs', so that the next tick after the pause tries again.
            await SaveAsync(
                stack, null, new CurrentPlan(stack.Key, $"fault:{drafted.InputsHash}", now, null, [finding]),
                analysis is null ? null : analysis with { DueAt = now + AfterFault }, cancellationToken);
            return false;
        }
    }

    private async Task<bool> AskAsync(
        StackSettings stack, StackClients clients, DraftResult.Drafted drafted, Analysis analysis, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var change = AnalysisChangeSets.Of(stack, drafted, analysis);
        var (arn, why) = await ChangeSetMaker.MakeAsync(
            clients, stack, change, drafted.Draft.UsesCurrentTemplate ? null : drafted.TargetBody, cancellationToken);
        if (arn is null)
        {
            return await SaveAsync(stack, analysis, new CurrentPlan(stack.Key, drafted.InputsHash, now, null, [why!]), null, cancellationToken);
        }

        Log.AnalysisMade(logger, stack.Key.Value, arn);
        await SaveAsync(stack, null, null, analysis with { ChangeSetId = arn, DueAt = now + Poll }, cancellationToken);
        return true;
    }

    private async Task<bool> ReadAsync(
        StackSettings stack, StackClients clients, DraftResult.Drafted drafted, Analysis analysis, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var description = await clients.ChangeSets.DescribeAsync(analysis.ChangeSetId!, cancellationToken);
        if (description?.Status is "CREATE_PENDING" or "CREATE_IN_PROGRESS" && now - analysis.StartedAt < Longest)
        {
            await SaveAsync(stack, null, null, analysis with { DueAt = now + Poll }, cancellationToken);
            return false;
        }

        var failed = description is { Status: "FAILED" } && !ChangeSetReader.SaysNoChanges(description)
            ? await ChangeSetMaker.WhyFailedAsync(clients.ChangeSets, analysis.ChangeSetId!, description, cancellationToken)
            : [];
        await clients.ChangeSets.DeleteAsync(analysis.ChangeSetId!, cancellationToken);
        if (description is null)
        {
            // Somebody deleted it: ask again.
            await SaveAsync(stack, null, null, analysis with { ChangeSetId = null, DueAt = now + Poll, StartedAt = now }, cancellationToken);
            return true;
        }

        var reading = ChangeSetReader.Read(description, PlanBuilder.ReadingPolicy(drafted.Draft, analysis.Restores));
        if (reading.NoChanges)
        {
            return await SaveAsync(
                stack, analysis, new CurrentPlan(stack.Key, drafted.InputsHash, now, null, [new Finding("NoChanges", "CloudFormation finds nothing to change.")]),
                null, cancellationToken);
        }

        if (description.Status != "CREATE_COMPLETE")
        {
            var why = ChangeSetFailure.Explain(description, failed);
            return await SaveAsync(stack, analysis, new CurrentPlan(stack.Key, drafted.InputsHash, now, null, [why]), null, cancellationToken);
        }

        var restores = PlanBuilder.Restores(reading).Select(one => one.LogicalId).Union(analysis.Restores).Order(StringComparer.Ordinal).ToList();
        var settable = restores.Where(one => drafted.Draft.SnapshotParameter(one, drafted.Draft.Roles.Roles.Databases.Contains(one)) is not null).ToList();
        if (settable.Count > analysis.Restores.Count && analysis.Round < MostRounds)
        {
            // Setting a snapshot parameter changes other things too: the next round shows what is to be approved.
            await SaveAsync(
                stack, null, null,
                analysis with { ChangeSetId = null, Round = analysis.Round + 1, Restores = settable, StartedAt = now, DueAt = now }, cancellationToken);
            return true;
        }

        var (plan, blocks) = PlanBuilder.Build(drafted.Draft, description, reading, analysis.Restores, now);
        var all = drafted.Blocks.Concat(blocks).ToList();
        return await SaveAsync(
            stack, analysis, new CurrentPlan(stack.Key, drafted.InputsHash, now, all.Count == 0 ? plan.Fingerprint : null, all), null, cancellationToken, plan);
    }

    private async Task<bool> SaveAsync(
        StackSettings stack, Analysis? ended, CurrentPlan? current, Analysis? analysis, CancellationToken cancellationToken, Plan? plan = null)
    {
        await database.WriteAsync(
            async session =>
            {
                if (ended is not null)
                {
                    await PlanStore.EndAnalysisAsync(session, stack.Key);
                }

                if (analysis is not null)
                {
                    await PlanStore.SaveAnalysisAsync(session, analysis);
                }

                if (plan is not null)
                {
                    await PlanStore.SavePlanAsync(session, plan);
                }

                if (current is not null)
                {
                    await PlanStore.SaveCurrentAsync(session, current);
                }
            },
            cancellationToken);
        if (current?.Plan is not null && plan is not null)
        {
            Log.Planned(logger, stack.Key.Value, plan.Fingerprint.Short, plan.RunningVersion, plan.TargetVersion);
        }
        else if (current is { Findings: [var first, ..] })
        {
            Log.PlanBlocked(logger, stack.Key.Value, first.ToString());
        }

        return current is not null;
    }
}
