using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Inputs;
using UpgradeWorker.Jobs.Steps;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs;

/// <summary>Carries out one step: each maps to one method with one effect at a time, and looks whether its goal is met before it acts.</summary>
public sealed class StepExecutor(LedgerLimits certificates, ReplacementsReader replacements, Database database, ChangeSetConfirmation confirmation)
{
    /// <summary>Carries out the run's present step.</summary>
    /// <returns>What it came to. AWS's refusals come as <see cref="Aws.AwsFaultException"/>.</returns>
    public Task<StepOutcome> ExecuteAsync(StepContext context, CancellationToken cancellationToken) => context.Run.Step switch
    {
        RunStep.Preflight => PreflightStep.RunAsync(context, cancellationToken),
        RunStep.ReserveCertificates => LedgerSteps.ReserveAsync(context, certificates, replacements, database, cancellationToken),
        RunStep.StopService => ServiceSteps.StopAsync(context, cancellationToken),
        RunStep.TakeSnapshots => SnapshotStep.RunAsync(context, cancellationToken),
        RunStep.ConfirmChangeSet => confirmation.RunAsync(context, cancellationToken),
        RunStep.ExecuteChangeSet => ExecuteAsyncUnlessHeld(context, cancellationToken),
        RunStep.AwaitStack => StackSteps.AwaitStackAsync(context, cancellationToken),
        RunStep.AwaitRollback => StackSteps.AwaitRollbackAsync(context, cancellationToken),
        RunStep.AwaitInstance => InstanceSteps.AwaitInstanceAsync(context, cancellationToken),
        RunStep.Migrate => InstanceSteps.MigrateAsync(context, cancellationToken),
        RunStep.StartService => ServiceSteps.StartAsync(context, cancellationToken),
        RunStep.Verify => VerifyStep.RunAsync(context, cancellationToken),
        RunStep.Settle => LedgerSteps.SettleAsync(context, database, cancellationToken),
        // The closing mail is appended in the transaction that ends the run.
        RunStep.Report => Task.FromResult<StepOutcome>(new StepOutcome.Done()),
        _ => throw new InvalidOperationException($"No step {context.Run.Step}."),
    };

    private async Task<StepOutcome> ExecuteAsyncUnlessHeld(StepContext context, CancellationToken cancellationToken)
    {
        var heldBy = await database.ReadAsync(session => ApprovalStore.HeldByAsync(session, context.RequestId), cancellationToken);
        var full = await LedgerSteps.StillFitsAsync(context, certificates, replacements, database, cancellationToken);
        return await ExecuteStep.RunAsync(context, heldBy, full, cancellationToken);
    }
}
