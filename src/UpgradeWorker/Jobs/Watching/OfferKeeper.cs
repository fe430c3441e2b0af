using Microsoft.Extensions.Logging;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Mails;
using UpgradeWorker.Core.Releases;
using UpgradeWorker.Core.Templates;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Inputs.Sources;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs.Watching;

/// <summary>Keeps what a source offers: each template body once, and which of them it still offers.</summary>
public sealed class OfferKeeper(Post post, ILogger<OfferKeeper> logger)
{
    private const string VersionUnknown = "VersionUnknown: the template tells no version by any known place.";

    /// <summary>Saves one look at a source.</summary>
    /// <returns>How many template bodies were new for the stack.</returns>
    public async Task<int> KeepAsync(
        Session session, StackSettings stack, TemplateSourceSettings source, IReadOnlyList<StoredOffer> before, SourceReading reading, DateTimeOffset now)
    {
        var added = 0;
        var known = reading.Offers.Any(offer => offer.Body is not null) ? (await ReleaseStore.AllAsync(session, stack.Key)).ToList() : [];
        foreach (var offer in reading.Offers)
        {
            added += offer.Body is { } body && await KeepAsync(session, stack, source, offer, body, known, now) ? 1 : 0;
            var stored = new StoredOffer(offer.Item, offer.Sha256, offer.Validators?.ETag, offer.Validators?.LastModified, IsCurrent: true);
            if (!before.Contains(stored))
            {
                await SourceStore.OfferAsync(session, stack.Key, source.Name, stored, now);
            }
        }

        if (source.TakesFiles ? reading is { Wrong: null, LookSoon: false } : reading.Offers.Count > 0)
        {
            await WithdrawAsync(session, stack, source, before, reading, now);
        }

        return added;
    }

    private async Task<bool> KeepAsync(
        Session session, StackSettings stack, TemplateSourceSettings source, OfferedTemplate offer, string body, List<StoredRelease> known, DateTimeOffset now)
    {
        var same = known.FirstOrDefault(release => release.Sha256 == offer.Sha256);
        if (same is { Version: not null } or { Fault: not (null or VersionUnknown) })
        {
            return false;
        }

        var (version, fault) = Read(stack, offer, body);
        var name = offer.Item.Length > 0 ? offer.Item : source.Name;
        var release = new StoredRelease(stack.Key, offer.Sha256, version, now, source.Name, name, fault);
        if (same is not null)
        {
            // Seen before, when the settings named no place that tells its version.
            return version is not null && await ReleaseStore.NameAsync(session, release);
        }

        if (!await ReleaseStore.SaveAsync(session, release, body))
        {
            return false;
        }

        var earlier = known.Where(other => other.Version == version && other.Fault is null).ToList();
        known.Add(release);
        if (fault is not null)
        {
            Log.ReleaseUnreadable(logger, stack.Key.Value, source.Name, name, fault);
            return true;
        }

        Log.ReleaseSeen(logger, stack.Key.Value, version!, source.Name);
        await TellChangedAsync(session, stack, release, earlier, now);
        return true;
    }

    private static (string? Version, string? Fault) Read(StackSettings stack, OfferedTemplate offer, string body) => TemplateReader.Read(body, offer.Item) switch
    {
        TemplateReading.Refused refused => (null, refused.Findings[0].ToString()),
        TemplateReading.Read { Template: var template } when Version(stack, template, offer.Item) is { } version => (version, null),
        _ => (null, VersionUnknown),
    };

    /// <summary>By the stack's patterns, where the file name is the whole key if its last part has no version.</summary>
    private static string? Version(StackSettings stack, Template template, string item) =>
        TemplateVersion.Find(template, stack.VersionPatterns)?.Text
        ?? (item.Contains('/', StringComparison.Ordinal)
            ? TemplateVersion.Find(template with { FileName = item.Replace('/', ' ') }, stack.VersionPatterns)?.Text
            : null);

    private async Task TellChangedAsync(
        Session session, StackSettings stack, StoredRelease release, List<StoredRelease> earlier, DateTimeOffset now)
    {
        if (earlier.Count == 0)
        {
            return;
        }

        Log.ReleaseChanged(logger, stack.Key.Value, release.Version!, release.Source, release.Sha256);
        await post.TellAsync(
            session, stack, $"changed:{stack.Key}:{release.Sha256}",
            (approver, zone, templates) => ReleaseMails.Changed(
                stack.Key.Value, release.Version!, Told(release), [.. earlier.Select(Told)], approver, zone, templates),
            now);
    }

    private static TemplateOfVersion Told(StoredRelease release) => new(release.Source, release.Sha256, release.FirstSeen);

    private async Task WithdrawAsync(
        Session session, StackSettings stack, TemplateSourceSettings source, IReadOnlyList<StoredOffer> before, SourceReading reading, DateTimeOffset now)
    {
        var offered = reading.Offers.Select(offer => (offer.Item, offer.Sha256)).ToHashSet();
        var gone = before.Where(offer => !offered.Contains((offer.Item, offer.Sha256))).ToList();
        if (gone.Count == 0)
        {
            return;
        }

        var versions = (await ReleaseStore.AllAsync(session, stack.Key)).ToDictionary(release => release.Sha256, release => release.Version, StringComparer.Ordinal);
        foreach (var offer in gone)
        {
            if (source.TakesFiles
                || ReleaseOffers.IsWithdrawn(versions.GetValueOrDefault(offer.Sha256), versions.GetValueOrDefault(reading.Offers[0].Sha256)))
            {
                Log.ReleaseWithdrawn(logger, stack.Key.Value, versions.GetValueOrDefault(offer.Sha256), source.Name, offer.Sha256);
                await SourceStore.WithdrawAsync(session, stack.Key, source.Name, offer, now);
            }
        }
    }
}
