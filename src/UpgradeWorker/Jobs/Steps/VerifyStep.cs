using UpgradeWorker.Aws;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Jobs.Steps;

/// <summary>
/// Looks whether the new version serves, from databases restored from our snapshots. One check a tick; what each saw is journalled, so that
/// the closing mail tells all of it, also when one of them says no.
/// </summary>
internal static class VerifyStep
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    /// <summary>How long an instance that is offline is waited for: the other checks are still to be made before the deadline.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static async Task<StepOutcome> RunAsync(StepContext context, DomainChecks domain, CancellationToken cancellationToken)
    {
        var through = context.OfAttempt<Evidence.Verified>().ToList();
        foreach (var (name, check) in Checks(domain).Where(one => through.All(known => known.Check != one.Name)))
        {
            var outcome = await LookAsync(name, check, context, cancellationToken);
            return outcome.Pending ?? new StepOutcome.NotYet($"{name}: {outcome.InWords()}", new Evidence.Verified(name, outcome.Seen, outcome.Wrong));
        }

        return through.Select(one => one.Wrong).OfType<Finding>().ToList() is [var first, .. var others]
            ? new StepOutcome.Faulted(first with { Message = string.Join(' ', others.Select(one => one.Message).Prepend(first.Message)) }, Retryable: false)
            : new StepOutcome.Done();
    }

    /// <summary>A look that AWS does not answer at present is made again; what other looks saw stays. The step's deadline bounds it.</summary>
    private static async Task<CheckOutcome> LookAsync(
        string name, Func<StepContext, CancellationToken, Task<CheckOutcome>> check, StepContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await check(context, cancellationToken);
        }
        catch (AwsFaultException fault) when (fault.IsRetryable && !fault.EffectUnknown)
        {
            return new CheckOutcome(new StepOutcome.NotYet($"{name}: not known at present: {fault.ToFinding().Message}"), [], null);
        }
    }

    /// <summary>In the order in which they are made: the address before the handshake, which would ask for a certificate.</summary>
    private static IReadOnlyList<(string Name, Func<StepContext, CancellationToken, Task<CheckOutcome>> Run)> Checks(DomainChecks domain) =>
    [
        ("version", VersionAsync),
        ("databases", DatabasesAsync),
        ("outputs", OutputsAsync),
        ("program", ProgramAsync),
        ("DNS", domain.DnsAsync),
        ("certificate", domain.CertificateAsync),
        ("health", domain.HealthAsync),
        ("probes", ProbesAsync),
    ];

    private static async Task<CheckOutcome> VersionAsync(StepContext context, CancellationToken cancellationToken) =>
        (await LookAsync(context, cancellationToken))?.Output(context.Stack.Profile.VersionOutput) is var version && version == context.Plan.TargetVersion
            ? CheckOutcome.Fine
            : CheckOutcome.No("WrongVersion", $"The stack says it runs {version ?? "no version"}, not {context.Plan.TargetVersion}.");

    private static async Task<CheckOutcome> DatabasesAsync(StepContext context, CancellationToken cancellationToken)
    {
        var look = await LookAsync(context, cancellationToken);
        foreach (var snapshot in context.All<Evidence.SnapshotTaken>().Where(one => one.ForRestore))
        {
            var parameter = context.Plan.Snapshots.First(one => one.LogicalId == snapshot.LogicalId).Parameter;
            var serving = look?.PhysicalId(snapshot.LogicalId) is { } id ? await ServingAsync(context, snapshot.Role, id, cancellationToken) : null;
            if (RestoreCheck.Check(snapshot, parameter, look?.Parameter(parameter), serving) is { } wrong)
            {
                return new CheckOutcome(null, [], wrong);
            }
        }

        return context.All<Evidence.SnapshotTaken>().Any(one => one.ForRestore) ? CheckOutcome.Fine : CheckOutcome.Not("none was replaced");
    }

    private static async Task<ServingData> ServingAsync(StepContext context, string role, string id, CancellationToken cancellationToken)
    {
        if (role == "database")
        {
            var instance = await context.Clients.Databases.FindInstanceAsync(id, cancellationToken);
            return new ServingData(id, instance?.ResourceId, instance?.CreatedAt);
        }

        var group = await context.Clients.Caches.FindGroupAsync(id, cancellationToken);
        return new ServingData(id, group?.Id, group?.CreatedAt);
    }

    /// <summary>Outputs that changed, and what cleaning up left behind.</summary>
    private static async Task<CheckOutcome> OutputsAsync(StepContext context, CancellationToken cancellationToken)
    {
        var look = await LookAsync(context, cancellationToken);
        var profile = context.Stack.Profile;
        var seen = new List<Finding>();
        foreach (var (key, value) in context.Latest<Evidence.BeforeUpdate>()?.Outputs ?? [])
        {
            var now = look?.Output(key);
            if (now != value && key != profile.VersionOutput)
            {
                seen.Add(key == profile.AddressOutput
                    ? new Finding("AddressChanged", $"{key} CHANGED from {value} to {now ?? "nothing"}: change the DNS record now, or no certificate can be issued.")
                    : new Finding("OutputChanged", $"{key} changed from {value} to {now ?? "nothing"}."));
            }
        }

        seen.AddRange((context.Latest<Evidence.StackUpdated>()?.Leftovers ?? []).Select(left =>
            new Finding("Leftover", $"CloudFormation could not delete {left}; delete it by hand.")));
        return new CheckOutcome(null, seen, null);
    }

    private static async Task<CheckOutcome> ProgramAsync(StepContext context, CancellationToken cancellationToken)
    {
        var seen = new List<Finding>();
        foreach (var instance in TouchesInstances(context.Plan) ? context.InstanceIds : [])
        {
            switch (await InstanceScriptRunner.RunAsync(context, "verify", instance, InstanceScripts.Verify(context.Stack.Profile), Timeout, cancellationToken))
            {
                case ScriptOutcome.Pending pending when pending.Offline >= Patience:
                    return new CheckOutcome(null, seen, new Finding(
                        "ServiceNotActive", $"Instance {instance} is not online in Systems Manager, so that nobody knows whether {context.Stack.Profile.ServiceUnit} is active."));
                case ScriptOutcome.Pending pending:
                    return new CheckOutcome(pending.NotYet, [], null);
                case ScriptOutcome.Failed failed:
                    return new CheckOutcome(null, seen, failed.Why with { Reason = "ServiceNotActive" });
                case ScriptOutcome.Finished finished when !finished.Output.Contains(context.Plan.TargetVersion, StringComparison.Ordinal):
                    seen.Add(new Finding("ProgramVersion", $"The program on {instance} says: {OneLine(finished.Output)}. {context.Plan.TargetVersion} was expected."));
                    break;
                case ScriptOutcome.Finished finished:
                    seen.Add(new Finding("ServiceActive", $"{instance}: {OneLine(finished.Output)}"));
                    break;
            }
        }

        return context.Plan.HasNoAgent ? CheckOutcome.Not("the instance has no Systems Manager agent")
            : seen.Count == 0 ? CheckOutcome.Not("the run neither stopped the service nor migrated")
            : new CheckOutcome(null, seen, null);
    }

    private static async Task<CheckOutcome> ProbesAsync(StepContext context, CancellationToken cancellationToken)
    {
        var (pending, differences) = await DataProbes.CompareAsync(context, cancellationToken);
        return pending is not null ? new CheckOutcome(pending, [], null)
            : differences.Count > 0
                ? new CheckOutcome(null, [], differences[0] with { Message = string.Join(' ', differences.Select(one => one.Message)) })
                : context.All<Evidence.ProbeTaken>().Any() ? CheckOutcome.Fine : CheckOutcome.Not("no probe was noted before the update");
    }

    private static bool TouchesInstances(Plan plan) =>
        !plan.HasNoAgent && (plan.StopsService || plan.Migrations.Count > 0 || plan.ReplacedInstances.Count > 0);

    private static async Task<StackLook?> LookAsync(StepContext context, CancellationToken cancellationToken) =>
        (await context.Clients.Stacks.LookAsync(context.Stack.Key, context.Plan.StackId.Arn, cancellationToken))?.Look;

    private static string OneLine(string output) => string.Join(", ", output.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
}

/// <summary>What one check came to.</summary>
/// <param name="Pending">On its way; null when it is through.</param>
/// <param name="Seen">What people should read.</param>
/// <param name="Wrong">What keeps the upgrade from counting as successful; null when it is fine.</param>
internal sealed record CheckOutcome(StepOutcome.NotYet? Pending, IReadOnlyList<Finding> Seen, Finding? Wrong)
{
    public static CheckOutcome Fine { get; } = new(null, [], null);

    /// <summary>Why there was nothing to look at, as it follows "not looked at"; null when it was looked at.</summary>
    public string? NotMade { get; init; }

    public static CheckOutcome Not(string why) => Fine with { NotMade = why };

    public static CheckOutcome No(string reason, string message) => new(null, [], new Finding(reason, message));

    public static CheckOutcome See(string reason, string message) => new(null, [new Finding(reason, message)], null);

    public string InWords() => Wrong?.Message ?? (NotMade is not null ? $"not looked at, {NotMade}"
        : Seen.Count == 0 ? "fine" : string.Join(' ', Seen.Select(finding => finding.Message)));
}
