using UpgradeWorker.Core;
using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs.Steps;

/// <summary>Takes the run's place in the certificate ledger, and settles it at the end.</summary>
internal static class LedgerSteps
{
    public static async Task<StepOutcome> ReserveAsync(
        StepContext context, LedgerLimits certificates, Database database, CancellationToken cancellationToken)
    {
        if (context.Plan.CertificateCost == 0 || context.Plan.CertificateNames is not { } names)
        {
            return new StepOutcome.Done(new Evidence.ReservationTaken(0, 0));
        }

        var limits = certificates with { CostPerReplacement = context.Plan.CertificateCost };
        var answer = await database.WriteAsync(
            session => ReservationStore.ReserveAsync(session, context.Run, NameSet.Parse(names), limits, context.Now), cancellationToken);
        return answer.Allowed
            ? new StepOutcome.Done(new Evidence.ReservationTaken(context.Plan.CertificateCost, answer.Room))
            : new StepOutcome.Refused(answer.Why ?? new Finding("NoCertificateRoom", "The ledger has no room for another replacement."));
    }

    /// <summary>Ends the reservation and deletes what was not executed. Snapshots are kept.</summary>
    public static async Task<StepOutcome> SettleAsync(StepContext context, Database database, CancellationToken cancellationToken)
    {
        if (context.Latest<Evidence.ChangeSetExecuted>() is null && context.Latest<Evidence.ChangeSetConfirmed>() is { } confirmed)
        {
            await context.Clients.ChangeSets.DeleteAsync(confirmed.ChangeSetId, cancellationToken);
        }

        var open = (await database.ReadAsync(session => ReservationStore.OfAsync(session, context.Run), cancellationToken)).Where(one => one.IsOpen);
        if (!open.Any())
        {
            return new StepOutcome.Done();
        }

        if (await CreatedAsync(context, cancellationToken) is { } instance)
        {
            return new StepOutcome.NotYet($"waiting until instance {instance} stands in the ledger");
        }

        await database.WriteAsync(
            session => ReservationStore.ReleaseAsync(session, context.Run, context.Now, "no instance was created"), cancellationToken);
        return new StepOutcome.Done();
    }

    /// <summary>The id of an instance that our update created, even if it was undone later; null when none was.</summary>
    private static async Task<string?> CreatedAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (context.Latest<Evidence.ChangeSetExecuted>() is not { } executed)
        {
            return null;
        }

        var before = context.Latest<Evidence.BeforeUpdate>()?.InstanceIds ?? [];
        var events = await context.Clients.Stacks.EventsSinceAsync(
            context.Plan.StackId.Arn, null, context.Run.StartedAt - TimeSpan.FromMinutes(5), cancellationToken);
        return ReplacementFinder.FromEvents(context.Plan.StackId.Arn, events, context.Plan.Instances.Contains, before.ToHashSet())
            .FirstOrDefault(one => one.ClientRequestToken == executed.Token)?.InstanceId;
    }
}
