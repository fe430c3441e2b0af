using Microsoft.Extensions.Logging;
using UpgradeWorker.Aws;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Inputs;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs;

/// <summary>Looks at every stack: its status, parameters, outputs, resources, template and the events since the last look.</summary>
public sealed class WatchStacksJob(
    StacksSettings stacks, JobSettings jobs, LedgerLimits certificates, StackConnections connections, Database database, Post post, TimeProvider time,
    ILogger<WatchStacksJob> logger) : IJob
{
    /// <inheritdoc/>
    public Task<bool> RunAsync(CancellationToken cancellationToken) =>
        EachStack.RunAsync(stacks, "WatchStacks", logger, WatchAsync, cancellationToken);

    private async Task<bool> WatchAsync(StackSettings stack, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var watch = await database.ReadAsync(session => WatchStore.WatchAsync(session, stack.Key), cancellationToken);
        if (watch is not null && watch.DueAt > now)
        {
            return false;
        }

        try
        {
            var clients = await connections.ForAsync(stack, cancellationToken);
            var reading = await clients.Stacks.LookAsync(stack.Key, stack.StackName, cancellationToken);
            if (reading is null)
            {
                return await SaveFaultAsync(
                    stack, watch, $"StackMissing: no stack named {stack.StackName} in {stack.Region}; check StackName, Region and the credentials.",
                    now, cancellationToken);
            }

            var events = await EventsAsync(clients, reading.Look.StackId, stack, watch, now, cancellationToken);
            var look = reading.Look with { Unmanaged = await UnmanagedAsync(clients, reading.Look, cancellationToken) };
            return await SaveAsync(stack, watch, reading with { Look = look }, events, now, cancellationToken);
        }
        catch (AwsFaultException fault)
        {
            return await SaveFaultAsync(stack, watch, fault.ToFinding().ToString(), now, cancellationToken);
        }
    }

    // As far back as the certificate ledger remembers, so that it is right from day one. A stack that was created anew is another one: then
    // the last events of the old one are read too, which AWS tells by its ARN for 90 days after the deletion.
    private async Task<IReadOnlyList<StackEvent>> EventsAsync(
        StackClients clients, StackId stackId, StackSettings stack, StackWatch? watch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = now - certificates.Memory;
        var events = await clients.Stacks.EventsSinceAsync(stackId.Arn, watch?.LastEventId, since, cancellationToken);
        var before = await database.ReadAsync(session => WatchStore.LatestLookAsync(session, stack.Key), cancellationToken);
        return before is null || before.StackId == stackId
            ? events
            : [.. await LastOfOldAsync(clients, before.StackId, watch?.LastEventId, since, cancellationToken), .. events];
    }

    private static async Task<IReadOnlyList<StackEvent>> LastOfOldAsync(
        StackClients clients, StackId old, string? lastEventId, DateTimeOffset since, CancellationToken cancellationToken)
    {
        try
        {
            return await clients.Stacks.EventsSinceAsync(old.Arn, lastEventId, since, cancellationToken);
        }
        catch (AwsFaultException gone) when (gone.Kind == AwsFaultKind.Gone)
        {
            return [];
        }
    }

    /// <summary>Instances that Systems Manager does not know; null when it does not tell, which nothing may be concluded from.</summary>
    private static async Task<IReadOnlyList<string>?> UnmanagedAsync(StackClients clients, StackLook look, CancellationToken cancellationToken)
    {
        var unmanaged = new List<string>();
        foreach (var instance in look.Resources.Where(resource => resource.ResourceType == "AWS::EC2::Instance").Select(resource => resource.PhysicalId).OfType<string>())
        {
            try
            {
                if (await clients.Instances.FindAgentAsync(instance, cancellationToken) is null)
                {
                    unmanaged.Add(instance);
                }
            }
            catch (AwsFaultException)
            {
                return null;
            }
        }

        return unmanaged;
    }

    private Task<bool> SaveAsync(
        StackSettings stack, StackWatch? watch, StackReading reading, IReadOnlyList<StackEvent> events, DateTimeOffset now,
        CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            await WatchStore.SaveTemplateAsync(session, reading.Look.TemplateSha256, reading.TemplateBody);
            var changed = await WatchStore.SaveLookAsync(session, reading.Look);
            await WatchStore.SaveEventsAsync(session, stack.Key, reading.Look.StackId, events);
            await WatchStore.SaveWatchAsync(
                session, stack.Key, new StackWatch(now + jobs.WatchStacks, null, null, events.Count > 0 ? events[^1].EventId : watch?.LastEventId));
            if (watch?.Fault is not null)
            {
                Log.LookRecovered(logger, stack.Key.Value);
                await post.RecoveredAsync(session, stack, $"the stack {stack.StackName}", watch.FaultSince ?? now, now);
            }

            if (changed)
            {
                Log.Looked(logger, stack.Key.Value, reading.Look.Status, reading.Look.Output(stack.Profile.VersionOutput));
            }

            return changed || events.Count > 0;
        },
        cancellationToken);

    private async Task<bool> SaveFaultAsync(
        StackSettings stack, StackWatch? watch, string fault, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var isNew = watch?.Fault is null;
        if (isNew)
        {
            Log.LookFailed(logger, stack.Key.Value, fault);
        }

        await database.WriteAsync(
            async session =>
            {
                await WatchStore.SaveWatchAsync(
                    session, stack.Key, new StackWatch(now + jobs.WatchStacks, fault, watch?.FaultSince ?? now, watch?.LastEventId));
                if (isNew)
                {
                    await post.FailingAsync(session, stack, $"the stack {stack.StackName}", fault, now);
                }
            },
            cancellationToken);
        return isNew;
    }
}
