using UpgradeWorker.Aws;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Inputs;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs;

/// <summary>For what start a preflight looks.</summary>
/// <param name="Stack">Settings of the stack.</param>
/// <param name="Plan">What was approved.</param>
/// <param name="RequestId">The approval.</param>
/// <param name="Expected">How long the run is expected to take.</param>
/// <param name="StartsAt">When it starts at the earliest.</param>
/// <param name="WindowCloses">When its window closes; null when the approval names none.</param>
public sealed record PreflightQuestion(
    StackSettings Stack, Plan Plan, string RequestId, TimeSpan Expected, DateTimeOffset StartsAt, DateTimeOffset? WindowCloses);

/// <summary>Looks at everything that a start depends on. Changes nothing.</summary>
public sealed class PreflightLook(
    LedgerLimits certificates, ApprovalSettings approvals, RunSettings runs, WorkerFolder folder, Database database, TimeProvider time)
{
    /// <summary>A name that nothing has: what is asked for by it is only whether one may ask.</summary>
    private const string Nothing = "uw-preflight";

    private const string NoCommand = "00000000-0000-0000-0000-000000000000";

    /// <summary>Looks.</summary>
    /// <returns>The facts, and the caller's ARN; null when that cannot be told. Retryable faults of AWS are thrown.</returns>
    public async Task<(PreflightFacts Facts, string? Caller)> AtAsync(PreflightQuestion question, StackClients clients, CancellationToken cancellationToken)
    {
        var (stack, plan) = (question.Stack, question.Plan);
        var refused = new List<Finding>();
        var caller = await MayAsync(refused, () => clients.Identity.WhoAmIAsync(cancellationToken));
        var look = (await MayAsync(refused, () => clients.Stacks.LookAsync(stack.Key, plan.StackId.Arn, cancellationToken)))?.Look;
        await MayAsync(refused, () => clients.Stacks.EventsSinceAsync(plan.StackId.Arn, null, time.GetUtcNow().AddHours(-1), cancellationToken));
        await MayAsync(refused, () => clients.ChangeSets.ListAsync(plan.StackId.Arn, cancellationToken));
        var (drift, room, noticeSent) = await database.ReadAsync(
            async session => (
                await DriftStore.LatestAsync(session, stack.Key), await RoomAsync(session, plan, question.StartsAt), await IsAnnouncedAsync(session, question)),
            cancellationToken);
        var (statuses, today) = await DatabasesAsync(refused, plan, look, clients, cancellationToken);
        var takesDatabases = plan.Snapshots.Any(snapshot => snapshot.Role == "database");
        return (
            new PreflightFacts
            {
                Plan = plan,
                Look = look,
                VersionOutput = stack.Profile.VersionOutput,
                Account = caller?.Account,
                Refused = refused,
                Online = await OnlineAsync(refused, stack, plan, look, clients, cancellationToken),
                Statuses = statuses,
                FreeDatabaseSnapshots = takesDatabases ? (await MayAsync(refused, () => clients.Databases.QuotaAsync(cancellationToken)))?.Free : null,
                CacheSnapshotsToday = today,
                Drift = stack.WithoutIgnored(drift, time.GetUtcNow()),
                DriftMaxAge = runs.DriftMaxAge,
                DriftBlocks = stack.DriftPolicy != DriftPolicy.Warn,
                Certificates = room,
                NoticeSent = noticeSent,
                FreeDisk = folder.FreeBytes(),
                ClockSkew = clients.Identity.ClockSkew,
                Expected = question.Expected,
                StartsAt = question.StartsAt,
                WindowCloses = question.WindowCloses,
            },
            caller?.Arn);
    }

    private async Task<(Dictionary<string, string?> Statuses, Dictionary<string, int> Today)> DatabasesAsync(
        List<Finding> refused, Plan plan, StackLook? look, StackClients clients, CancellationToken cancellationToken)
    {
        var statuses = new Dictionary<string, string?>(StringComparer.Ordinal);
        var today = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var snapshot in look is null ? [] : plan.Snapshots)
        {
            var id = look?.PhysicalId(snapshot.LogicalId);
            if (id is not null && snapshot.Role == "database")
            {
                statuses[snapshot.LogicalId] = (await MayAsync(refused, () => clients.Databases.FindInstanceAsync(id, cancellationToken)))?.Status;
                await AllowsAsync(refused, () => clients.Databases.FindSnapshotAsync(Nothing, cancellationToken));
            }
            else if (id is not null && await MayAsync(refused, () => clients.Caches.FindGroupAsync(id, cancellationToken)) is { } group)
            {
                statuses[snapshot.LogicalId] = group.Status;
                var taken = await MayAsync(refused, () => clients.Caches.ListSnapshotsAsync(group, cancellationToken));
                today[snapshot.LogicalId] = taken?.Count(one => one.CreatedAt > time.GetUtcNow().AddDays(-1)) ?? 0;
                await AllowsAsync(refused, () => clients.Caches.TagsAsync(group.Arn, cancellationToken));
            }
            else
            {
                statuses[snapshot.LogicalId] = null;
            }
        }

        return (statuses, today);
    }

    private async Task<IReadOnlySet<string>?> OnlineAsync(
        List<Finding> refused, StackSettings stack, Plan plan, StackLook? look, StackClients clients, CancellationToken cancellationToken)
    {
        if (plan.HasNoAgent || (!plan.StopsService && plan.Migrations.Count == 0 && stack.DataProbes.Count == 0))
        {
            return null;
        }

        var online = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in plan.Instances.Select(logicalId => look?.PhysicalId(logicalId)).OfType<string>())
        {
            if (await MayAsync(refused, () => clients.Instances.FindAgentAsync(id, cancellationToken)) is { IsOnline: true })
            {
                online.Add(id);
            }

            // With these it is looked how a script fares: a denial that is found out only then leaves the service stopped.
            await AllowsAsync(refused, () => clients.Instances.FindCommandAsync(Nothing, id, time.GetUtcNow(), cancellationToken));
            await AllowsAsync(refused, () => clients.Instances.FindInvocationAsync(NoCommand, id, cancellationToken));
        }

        return online;
    }

    private async Task<LedgerAnswer?> RoomAsync(Session session, Plan plan, DateTimeOffset at) => plan is { CertificateCost: > 0, CertificateNames: { } names }
        ? CertificateLedger.Ask(
            NameSet.ParseAll(names), await LedgerStore.AllAsync(session), await ReservationStore.OpenAsync(session),
            certificates with { CostPerReplacement = plan.CertificateCost }, at)
        : null;

    private async Task<bool> IsAnnouncedAsync(Session session, PreflightQuestion question) => !approvals.RequireNotice
        || await ApprovalStore.RequestAsync(session, question.RequestId) is not { Approvers: [_, ..] } request
        || await OutboxStore.IsOutAsync(session, [.. request.Approvers.Select(approver => Post.ApprovedKey(request, approver))]);

    /// <summary>Looks only whether one may look: whatever else AWS answers is as good as a yes, also that it cannot tell at present.</summary>
    private static async Task AllowsAsync(List<Finding> refused, Func<Task> look)
    {
        try
        {
            await look();
        }
        catch (AwsFaultException fault) when (fault.Kind == AwsFaultKind.AccessDenied)
        {
            Add(refused, fault);
        }
        catch (AwsFaultException)
        {
            // It was not denied.
        }
    }

    /// <summary>Looks; what AWS does not allow becomes a finding, what may pass by itself is thrown.</summary>
    private static async Task<T?> MayAsync<T>(List<Finding> refused, Func<Task<T>> look)
    {
        try
        {
            return await look();
        }
        catch (AwsFaultException fault) when (!fault.IsRetryable)
        {
            Add(refused, fault);
            return default;
        }
    }

    private static void Add(List<Finding> refused, AwsFaultException fault)
    {
        if (!refused.Contains(fault.ToFinding()))
        {
            refused.Add(fault.ToFinding());
        }
    }
}
