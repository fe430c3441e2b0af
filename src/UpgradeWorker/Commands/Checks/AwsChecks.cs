using UpgradeWorker.Aws;
using UpgradeWorker.Configuration;
using UpgradeWorker.Configuration.Secrets;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Inputs;

namespace UpgradeWorker.Commands.Checks;

/// <summary>
/// Tries AWS for one stack by calls that only look. What cannot be tried without acting (change sets, snapshots, scripts) is
/// named, not tried.
/// </summary>
internal sealed class AwsChecks(StackConnections connections, TimeProvider time)
{
    private static readonly TimeSpan SkewToWarn = TimeSpan.FromSeconds(60);

    public async Task<IReadOnlyList<CheckResult>> OfAsync(StackSettings stack, CancellationToken cancellationToken)
    {
        var results = new List<CheckResult>();
        var subject = $"stack {stack.Key}";
        StackClients clients;
        try
        {
            clients = await connections.ForAsync(stack, cancellationToken);
        }
        catch (SecretUnavailableException unavailable)
        {
            return [CheckResult.Wrong($"{subject}: identity", unavailable.Message)];
        }

        await TryAsync(results, $"{subject}: identity", async () => $"acts as {(await clients.Identity.WhoAmIAsync(cancellationToken)).Arn}.");
        if (results is [{ State: CheckState.Wrong }])
        {
            // Without credentials or network every further line would say the same again.
            return results;
        }

        results.Add(Clock(subject, clients.Identity.ClockSkew));
        StackReading? reading = null;
        await TryAsync(results, $"{subject}: stack", async () =>
        {
            reading = await clients.Stacks.LookAsync(stack.Key, stack.StackName, cancellationToken)
                ?? throw new CommandException($"there is no stack {stack.StackName} in {stack.Region} for this identity; mend StackName, Region or credentials.");
            return $"{reading.Look.StackId.Name} is {reading.Look.Status}.";
        });
        if (reading is not null)
        {
            await PermissionsAsync(results, subject, clients, reading.Look, cancellationToken);
            results.Add(ServiceRole(subject, stack, reading.Look));
        }

        return results;
    }

    private async Task PermissionsAsync(
        List<CheckResult> results, string subject, StackClients clients, StackLook look, CancellationToken cancellationToken)
    {
        const string nowhere = "upgradeworker-check";
        var stackId = look.StackId.Arn;
        await TryAsync(results, $"{subject}: events", async () =>
            $"{(await clients.Stacks.EventsSinceAsync(stackId, null, time.GetUtcNow().AddDays(-8), cancellationToken)).Count} in the last 8 days.");
        await TryAsync(results, $"{subject}: change sets", async () => $"{(await clients.ChangeSets.ListAsync(stackId, cancellationToken)).Count} are there.");
        foreach (var resource in look.Resources.Where(resource => resource.PhysicalId is not null))
        {
            var id = resource.PhysicalId!;
            switch (resource.ResourceType)
            {
                case "AWS::RDS::DBInstance":
                    await TryAsync(results, $"{subject}: database {resource.LogicalId}", async () =>
                    {
                        var found = await clients.Databases.FindInstanceAsync(id, cancellationToken);
                        _ = await clients.Databases.FindSnapshotAsync(nowhere, cancellationToken);
                        _ = await clients.Databases.QuotaAsync(cancellationToken);
                        return found is null ? throw Gone(resource) : $"{id} can be looked at, and its snapshots.";
                    });
                    break;
                case "AWS::ElastiCache::ReplicationGroup":
                    await TryAsync(results, $"{subject}: cache {resource.LogicalId}", async () =>
                    {
                        var found = await clients.Caches.FindGroupAsync(id, cancellationToken);
                        _ = await clients.Caches.FindSnapshotAsync(nowhere, cancellationToken);
                        return found is null ? throw Gone(resource) : $"{id} can be looked at, and its backups.";
                    });
                    break;
                case "AWS::EC2::Instance":
                    await TryAsync(results, $"{subject}: instance {resource.LogicalId}", async () =>
                    {
                        var agent = await clients.Instances.FindAgentAsync(id, cancellationToken);
                        _ = await clients.Instances.FindCommandAsync(nowhere, id, time.GetUtcNow(), cancellationToken);
                        return agent?.IsOnline == true ? $"{id} is online in Systems Manager." : throw new CommandException(
                            $"{id} is not online in Systems Manager: migrations become manual steps and databases cannot be replaced. "
                            + "Give the instance a profile with AmazonSSMManagedInstanceCore and look at its agent.", ExitCode.Unavailable);
                    });
                    break;
            }
        }

        results.Add(CheckResult.Ok($"{subject}: not tried", "making change sets, snapshots, drift detections and scripts; deploy/aws/iam-policy.json lists what they need."));
    }

    private static CommandException Gone(StackResource resource) => new(
        $"the stack names {resource.PhysicalId}, which is not there; look at the stack's drift.");

    private static CheckResult Clock(string subject, TimeSpan? skew) => skew is not { } off
        ? CheckResult.Warning($"{subject}: clock", "AWS did not tell its time.")
        : off.Duration() > SkewToWarn
            ? CheckResult.Warning($"{subject}: clock", $"this machine's clock is {off.Duration().TotalSeconds:0} s {(off > TimeSpan.Zero ? "behind" : "ahead of")} AWS's; set it right (AWS refuses calls from five minutes on).")
            : CheckResult.Ok($"{subject}: clock", $"within {SkewToWarn.TotalSeconds:0} s of AWS's.");

    private static CheckResult ServiceRole(string subject, StackSettings stack, StackLook look) =>
        (stack.ServiceRoleArn ?? look.RoleArn) is { } role
            ? CheckResult.Ok($"{subject}: service role", $"CloudFormation acts as {role}.")
            : CheckResult.Warning($"{subject}: service role", "there is none, so CloudFormation acts with the worker's own credentials, which then need "
                + "everything in deploy/aws/service-role-policy.json; a ServiceRoleArn is better.");

    private static async Task TryAsync(List<CheckResult> results, string subject, Func<Task<string>> look)
    {
        try
        {
            results.Add(CheckResult.Ok(subject, await look()));
        }
        catch (AwsFaultException fault)
        {
            results.Add(CheckResult.Wrong(subject, fault.Message));
        }
        catch (CommandException found)
        {
            results.Add(found.ExitCode == ExitCode.Unavailable ? CheckResult.Warning(subject, found.Message) : CheckResult.Wrong(subject, found.Message));
        }
    }
}
