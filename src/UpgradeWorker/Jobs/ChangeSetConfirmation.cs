using UpgradeWorker.Aws;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Inputs;
using UpgradeWorker.Jobs.Steps;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs;

/// <summary>
/// Makes the final change set, with the real snapshots in it, compares it with what was approved, and looks whether the service is still
/// down. Only its evidence lets ExecuteChangeSet act.
/// </summary>
public sealed class ChangeSetConfirmation(Database database, DesiredParameters desired)
{
    /// <summary>Makes or finds the set of this generation, and compares it once CloudFormation has computed it.</summary>
    public async Task<StepOutcome> RunAsync(StepContext context, CancellationToken cancellationToken)
    {
        var plan = context.Plan;
        var run = context.Run;
        var (body, request) = await database.ReadAsync(
            async session => (
                plan.UsesCurrentTemplate ? null : await ReleaseStore.TemplateAsync(session, plan.TemplateSha256),
                await DesiredParameters.RequestAsync(session, context.Stack)),
            cancellationToken);
        if (body is null && !plan.UsesCurrentTemplate)
        {
            return new StepOutcome.Refused(new Finding("TemplateLost", $"The template of {plan.TargetVersion} is no longer in the database."));
        }

        if (await ValuesAsync(context, request, cancellationToken) is not { } values)
        {
            return new StepOutcome.Refused(new Finding("PlanChanged", "A value that was approved is no longer in the settings or the request."));
        }

        var draft = new ChangeSetDraft
        {
            StackName = plan.StackId.Arn,
            Name = RunNames.ChangeSet(run.Id, run.Generation),
            Description = $"UpgradeWorker run {run.Id}, generation {run.Generation}, plan {plan.Fingerprint.Short}",
            Token = RunNames.ChangeSetToken(run.Id, run.Generation),
            Template = body is null ? new TemplateSource.Previous() : TemplateSource.New.OfBody(body),
            Parameters = ChangeSetMaker.Settings(plan.Parameters, values),
            Capabilities = plan.Capabilities,
            RoleArn = context.Stack.ServiceRoleArn,
            DeploymentMode = ChangeSetDraft.ModeOf(plan.RevertsDrift),
            IncludesNestedStacks = plan.IncludesNestedStacks,
        };
        var (arn, why) = await ChangeSetMaker.MakeAsync(context.Clients, context.Stack, draft, body, cancellationToken);
        return arn is null ? new StepOutcome.Refused(why!) : await CompareAsync(context, arn, cancellationToken);
    }

    private static async Task<StepOutcome> CompareAsync(StepContext context, string arn, CancellationToken cancellationToken)
    {
        var plan = context.Plan;
        var description = await context.Clients.ChangeSets.DescribeAsync(arn, cancellationToken);
        switch (description?.Status)
        {
            case null:
                return new StepOutcome.Faulted(new Finding("ChangeSetMissing", "The final change set is not there."), Retryable: true);
            case "CREATE_PENDING" or "CREATE_IN_PROGRESS":
                return new StepOutcome.NotYet($"CloudFormation computes {arn}");
            case "CREATE_COMPLETE":
                break;
            default:
                return new StepOutcome.Refused(ChangeSetFailure.OfFinal(
                    description, await ChangeSetMaker.WhyFailedAsync(context.Clients.ChangeSets, arn, description, cancellationToken)));
        }

        var taken = context.All<Evidence.SnapshotTaken>().Where(snapshot => snapshot.ForRestore).Select(snapshot => snapshot.LogicalId);
        var reading = ChangeSetReader.Read(description, PolicyOf(context, taken.ToHashSet()));
        if (reading.Refusals is [var refusal, ..])
        {
            return new StepOutcome.Refused(refusal);
        }

        var fingerprint = FingerprintSource.Of(plan, description, reading);
        return fingerprint == plan.Fingerprint
            ? await ServiceSteps.StayedDownAsync(context, cancellationToken) ?? new StepOutcome.Done(new Evidence.ChangeSetConfirmed(arn, fingerprint.Hex))
            : new StepOutcome.Refused(new Finding(
                "PlanChanged", "The final change set is not what was approved; a new request follows. It would "
                + string.Join(", ", PlannedChanges.Of(reading).Select(change => $"{change.Action.ToLowerInvariant()} {change.LogicalId} (replacement {change.Replacement})")) + "."));
    }

    private static ChangeSetReadingPolicy PolicyOf(StepContext context, HashSet<string> taken)
    {
        var policy = context.Stack.ToPolicy(context.Plan.CertificateCost);
        return new ChangeSetReadingPolicy
        {
            Instances = context.Plan.Instances.ToHashSet(),
            Databases = context.Plan.Databases.ToHashSet(),
            Caches = context.Plan.Caches.ToHashSet(),
            Replacements = policy.Replacements,
            Documented = ReplacementTable.Documented,
            AllowRemovalOf = policy.AllowRemovalOf,
            VerifiedSnapshots = taken,
        };
    }

    /// <summary>Values of the parameters that carry one; null when one that was approved is no longer there.</summary>
    private async Task<Dictionary<string, string>?> ValuesAsync(
        StepContext context, OperatorCommand? request, CancellationToken cancellationToken)
    {
        var wanted = await desired.ReadAsync(context.Stack, request, cancellationToken);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in context.Plan.Parameters.Where(parameter => parameter.Source == ParameterSource.Value))
        {
            if (!wanted.Values.TryGetValue(parameter.Key, out var value) || (!parameter.Secret && value != parameter.Shown))
            {
                return null;
            }

            values[parameter.Key] = value;
        }

        foreach (var snapshot in context.All<Evidence.SnapshotTaken>().Where(snapshot => snapshot.ForRestore))
        {
            if (context.Plan.Snapshots.First(planned => planned.LogicalId == snapshot.LogicalId).Parameter is { } key)
            {
                values[key] = snapshot.Reference;
            }
        }

        return context.Plan.Parameters.Any(parameter => parameter.Source == ParameterSource.Snapshot && !values.ContainsKey(parameter.Key)) ? null : values;
    }
}
