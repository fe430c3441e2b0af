using Microsoft.Extensions.Logging;
using UpgradeWorker.Configuration;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Inputs;
using UpgradeWorker.Inputs.Sources;
using UpgradeWorker.Jobs.Watching;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs;

/// <summary>
/// Looks at the template sources of every stack: keeps each template body that was not seen before and what is told of others, and tells
/// people once when a source fails and once when it works again.
/// </summary>
public sealed class WatchTemplatesJob(
    StacksSettings stacks, JobSettings jobs, Database database, SourceReader sources, OfferKeeper offers, AnnouncementKeeper announcements, Post post,
    TimeProvider time, ILogger<WatchTemplatesJob> logger) : IJob
{
    /// <summary>When to look again after something that may pass, or that was still on its way.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public Task<bool> RunAsync(CancellationToken cancellationToken) =>
        EachStack.RunAsync(stacks, "WatchTemplates", logger, WatchAsync, cancellationToken);

    private async Task<bool> WatchAsync(StackSettings stack, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var states = await database.ReadAsync(session => SourceStore.StatesAsync(session, stack.Key), cancellationToken);
        var did = false;
        foreach (var left in states.Where(state => stack.TemplateSources.All(source => source.Name != state.Source)))
        {
            await database.WriteAsync(session => SourceStore.RemoveAsync(session, stack.Key, left.Source, now), cancellationToken);
            did = true;
        }

        foreach (var source in stack.TemplateSources)
        {
            var known = states.FirstOrDefault(state => state.Source == source.Name);
            did |= !(known?.DueAt > now) && await LookAsync(stack, source, known, cancellationToken);
        }

        return await database.WriteAsync(session => announcements.TellAsync(session, stack, now), cancellationToken) || did;
    }

    private async Task<bool> LookAsync(StackSettings stack, TemplateSourceSettings source, SourceState? known, CancellationToken cancellationToken)
    {
        var before = await database.ReadAsync(session => SourceStore.OffersAsync(session, stack.Key, source.Name), cancellationToken);
        var reading = await sources.ReadAsync(stack, source, [.. before.Where(offer => offer.IsCurrent).Select(Known)], cancellationToken);
        var now = time.GetUtcNow();
        var after = State(source, known, reading, now);
        return await database.WriteAsync(
            async session =>
            {
                var added = await offers.KeepAsync(session, stack, source, before, reading, now);
                await announcements.HearAsync(session, stack, source, reading, now);
                await SourceStore.SaveStateAsync(session, stack.Key, after);
                await TellAsync(session, stack, known, after, now);
                return added > 0;
            },
            cancellationToken);
    }

    private static KnownTemplate Known(StoredOffer offer) => new(
        offer.Item, offer.Sha256, offer is { ETag: null, LastModified: null } ? null : new Validators(offer.ETag, offer.LastModified));

    /// <summary>What may pass is told of only if it did not pass by the next look, which then comes soon.</summary>
    private SourceState State(TemplateSourceSettings source, SourceState? known, SourceReading reading, DateTimeOffset now)
    {
        var fault = reading.Wrong is not { } wrong ? null : new Fault(wrong.ToString(), known?.Fault?.Since ?? now);
        var isTold = fault is not null && (known?.ToldAt is not null || !reading.MayPass || known?.Fault is not null);
        var wait = (reading.LookSoon || (fault is not null && !isTold)) && jobs.WatchTemplates > Soon ? Soon : jobs.WatchTemplates;
        return new(source.Name, now + wait, fault, isTold ? known?.ToldAt ?? now : null);
    }

    private async Task TellAsync(Session session, StackSettings stack, SourceState? known, SourceState after, DateTimeOffset now)
    {
        if (after.Fault is { } fault && known?.Fault is null)
        {
            Log.SourceFailed(logger, stack.Key.Value, after.Source, fault.Text);
        }
        else if (after.Fault is null && known?.Fault is not null)
        {
            Log.SourceRecovered(logger, stack.Key.Value, after.Source);
        }

        if (after is { ToldAt: not null, Fault: { } told } && known?.ToldAt is null)
        {
            await post.FailingAsync(session, stack, $"the template source {after.Source}", told.Text, now);
        }
        else if (after.Fault is null && known is { ToldAt: not null, Fault: { } gone })
        {
            await post.RecoveredAsync(session, stack, $"the template source {after.Source}", gone.Since, now);
        }
    }
}
