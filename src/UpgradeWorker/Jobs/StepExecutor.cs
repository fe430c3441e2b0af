using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Inputs;
using UpgradeWorker.Jobs.Steps;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs;

/// <summary>Carries out one step: each maps to one method with one effect at a time, and looks whether its goal is met before it acts.</summary>
public sealed class StepExecutor(
    StacksSettings stacks, LedgerLimits certificates, ReplacementsReader replacements, Database database, PreflightLook preflight, ChangeSetConfirmation confirmation, DomainChecks domain)
{
    private static readonly TimeSpan Past = TimeSpan.FromDays(200);

    /// <summary>Carries out the run's present step.</summary>
    /// <returns>What it came to. AWS's refusals come as <see cref="Aws.AwsFaultException"/>.</returns>
    public async Task<StepOutcome> ExecuteAsync(StepContext context, CancellationToken cancellationToken)
    {
        return context.Run.Step < RunStep.ExecuteChangeSet
            && ExecutionGate.TurnsBack(context.Run, context.Expected, await HoldAsync(context, cancellationToken), context.Now) is { } why
            ? new StepOutcome.Refused(why)
            : await GoOnAsync(context, cancellationToken);
    }

    private async Task<StepOutcome> GoOnAsync(StepContext context, CancellationToken cancellationToken) => context.Run.Step switch
    {
        RunStep.Preflight => await PreflightStep.RunAsync(context, preflight, cancellationToken),
        RunStep.ReserveCertificates => await LedgerSteps.ReserveAsync(context, certificates, replacements, database, cancellationToken),
        RunStep.StopService => await ServiceSteps.StopAsync(context, cancellationToken),
        RunStep.TakeSnapshots => await SnapshotStep.RunAsync(context, cancellationToken),
        RunStep.ConfirmChangeSet => await confirmation.RunAsync(context, cancellationToken),
        RunStep.ExecuteChangeSet => await ExecuteUnlessHeldAsync(context, cancellationToken),
        RunStep.AwaitStack => await StackSteps.AwaitStackAsync(context, await UsualAsync(context, cancellationToken), cancellationToken),
        RunStep.AwaitRollback => await StackSteps.AwaitRollbackAsync(context, await UsualAsync(context, cancellationToken), cancellationToken),
        RunStep.AwaitInstance => await InstanceSteps.AwaitInstanceAsync(context, cancellationToken),
        RunStep.Migrate => await MigrateStep.RunAsync(context, database, cancellationToken),
        RunStep.StartService => await ServiceSteps.StartAsync(context, cancellationToken),
        RunStep.Verify => await VerifyStep.RunAsync(context, domain, cancellationToken),
        RunStep.Settle => await SettleStep.RunAsync(context, stacks, database, cancellationToken),
        // The closing mail is appended in the transaction that ends the run.
        RunStep.Report => new StepOutcome.Done(),
        _ => throw new InvalidOperationException($"No step {context.Run.Step}."),
    };

    private Task<Verdict?> HoldAsync(StepContext context, CancellationToken cancellationToken) =>
        database.ReadAsync(session => ApprovalStore.HoldAsync(session, context.RequestId), cancellationToken);

    private async Task<StepOutcome> ExecuteUnlessHeldAsync(StepContext context, CancellationToken cancellationToken)
    {
        var full = await LedgerSteps.StillFitsAsync(context, certificates, replacements, database, cancellationToken);
        return await ExecuteStep.RunAsync(context, () => HoldAsync(context, cancellationToken), full, cancellationToken);
    }

    /// <summary>How long each resource usually took in what is known of the stack's past.</summary>
    private Task<IReadOnlyDictionary<string, TimeSpan>> UsualAsync(StepContext context, CancellationToken cancellationToken) => database.ReadAsync(
        async session => UpdateStory.UsualTimes(await WatchStore.EventsSinceAsync(session, context.Stack.Key, context.Now - Past)), cancellationToken);
}
