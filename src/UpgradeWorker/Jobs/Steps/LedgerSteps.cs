using UpgradeWorker.Core;
using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Inputs;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs.Steps;

/// <summary>Takes the run's place in the certificate ledger.</summary>
internal static class LedgerSteps
{
    /// <summary>How long a look at the stacks that share the names is waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task<StepOutcome> ReserveAsync(
        StepContext context, LedgerLimits certificates, ReplacementsReader replacements, Database database, CancellationToken cancellationToken)
    {
        if (context.Plan.CertificateCost == 0 || context.Plan.CertificateNames is not { } names)
        {
            return new StepOutcome.Done(new Evidence.ReservationTaken(0, 0));
        }

        var sets = NameSet.ParseAll(names);
        var limits = certificates with { CostPerReplacement = context.Plan.CertificateCost };
        var (answer, notCurrent) = await database.WriteAsync<(LedgerAnswer? Answer, Finding? NotCurrent)>(
            async session =>
            {
                // What was created and is not entered yet counts too, and what nobody looked at is not known to be free.
                var (pending, missing) = await replacements.PendingAsync(session, sets, context.Now);
                return missing is null ? (await ReservationStore.ReserveAsync(session, context.Run, sets, pending, limits, context.Now), null) : (null, missing);
            },
            cancellationToken);
        return answer switch
        {
            { Allowed: true } => new StepOutcome.Done(new Evidence.ReservationTaken(context.Plan.CertificateCost, answer.Room)),
            { } no => new StepOutcome.Refused(no.Why ?? new Finding("NoCertificateRoom", "The ledger has no room for another replacement.")),
            null when context.Now - context.Run.StepBegan < Patience => new StepOutcome.NotYet(notCurrent!.Message),
            null => new StepOutcome.Refused(notCurrent!),
        };
    }

    /// <summary>
    /// Whether the place that was reserved is still one: people may have replaced instances since, and then the update would leave the stack
    /// without a certificate. The reserve may have been used up; the limit itself may not.
    /// </summary>
    /// <returns>Why not; null if it is.</returns>
    public static async Task<Finding?> StillFitsAsync(
        StepContext context, LedgerLimits certificates, ReplacementsReader replacements, Database database, CancellationToken cancellationToken)
    {
        if (context.Plan.CertificateCost == 0 || context.Plan.CertificateNames is not { } names)
        {
            return null;
        }

        var sets = NameSet.ParseAll(names);
        var limits = certificates with { CostPerReplacement = context.Plan.CertificateCost, KeepInReserve = 0 };
        return await database.ReadAsync(
            async session =>
            {
                var (pending, missing) = await replacements.PendingAsync(session, sets, context.Now);
                var others = (await ReservationStore.OpenAsync(session)).Where(one => one.RunId != context.Run.Id.Value).ToList();
                return missing ?? CertificateLedger.Ask(sets, [.. await LedgerStore.AllAsync(session), .. pending], others, limits, context.Now).Why;
            },
            cancellationToken);
    }
}
