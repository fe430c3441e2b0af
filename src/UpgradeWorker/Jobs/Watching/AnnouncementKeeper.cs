using Microsoft.Extensions.Logging;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Mails;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Releases;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Inputs;
using UpgradeWorker.Inputs.Sources;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs.Watching;

/// <summary>Keeps what sources tell of without a template, and asks people once to bring the template.</summary>
public sealed class AnnouncementKeeper(Post post, ILogger<AnnouncementKeeper> logger)
{
    /// <summary>Saves what one look at a source told of.</summary>
    public async Task HearAsync(Session session, StackSettings stack, TemplateSourceSettings source, SourceReading reading, DateTimeOffset now)
    {
        if (reading.Announced.Count == 0)
        {
            return;
        }

        var known = (await SourceStore.HeardAsync(session, stack.Key)).Where(one => one.Heard.Source == source.Name).ToList();
        var running = await RunningAsync(session, stack);
        foreach (var release in reading.Announced.Where(release => known.All(one => one.Heard.Release.Name != release.Name)))
        {
            // An image is a sign only where another one was there before; the first may well be the one that runs.
            var isSign = release.Version is not null || known.Count > 0;
            var heard = new HeardRelease(release, source.Name, now, isSign ? running?.ToString() : null);
            if (await SourceStore.HearAsync(session, stack.Key, heard) && isSign)
            {
                Log.ReleaseHeard(logger, stack.Key.Value, release.Name, source.Name);
            }
        }
    }

    /// <summary>Asks people to bring the templates that are wanted and that they were not asked for yet: one mail for each source.</summary>
    /// <returns>Whether there was anything to ask.</returns>
    public async Task<bool> TellAsync(Session session, StackSettings stack, DateTimeOffset now)
    {
        var heard = await SourceStore.HeardAsync(session, stack.Key);
        if (heard.All(one => one.ToldAt is not null) || await RunningAsync(session, stack) is not { } running)
        {
            return false;
        }

        var releases = await StackReleases.ReadAsync(session, stack);
        var untold = heard.Where(one => one.ToldAt is null).Select(one => one.Heard).ToHashSet();
        var wanted = WaitingReleases.Announced(releases.Usable, releases.Heard, running)
            .Where(one => untold.Contains(one) && IsWanted(stack, one, now))
            .GroupBy(one => one.Source)
            .ToList();
        foreach (var source in wanted)
        {
            var view = View(stack, running, [.. source], now);
            await post.TellAsync(
                session, stack, $"announced:{stack.Key}:{source.Key}:{(view.Versions.Count > 0 ? view.Versions[0] : view.Images[0])}",
                (approver, zone, templates) => ReleaseMails.Announced(view, approver, zone, templates), now);
            foreach (var one in source)
            {
                await SourceStore.ToldAsync(session, stack.Key, one, now);
            }
        }

        return wanted.Count > 0;
    }

    /// <summary>Whether the settings would let it be proposed once it is old enough.</summary>
    private static bool IsWanted(StackSettings stack, HeardRelease one, DateTimeOffset now) =>
        !ReleaseVersion.TryParse(one.Release.Version, out var version)
        || ReleaseChoice.HeldBack(new Release(version, "", now, one.Source, ""), StackReleases.Policy(stack) with { MinimumAge = TimeSpan.Zero }, now) is null;

    private static AnnouncedView View(StackSettings stack, ReleaseVersion running, IReadOnlyList<HeardRelease> heard, DateTimeOffset now) => new()
    {
        Stack = stack.Key.Value,
        Running = running.ToString(),
        Source = heard[0].Source,
        Versions = [.. heard.Where(one => one.Release.Version is not null).Select(one => one.Release.Version!)],
        Images = [.. heard.Where(one => one.Release.Version is null).Select(one => one.Release.Name)],
        Notes = heard[0].Release.Notes,
        Page = stack.TemplateSources.OfType<TemplateSourceSettings.Marketplace>().Select(source => source.Page?.AbsoluteUri).FirstOrDefault(page => page is not null),
        Places = [.. stack.TemplateSources.Where(source => source.TakesFiles).Select(source => source.Name)],
        At = now,
        ProposedFrom = heard[0].FirstSeen + stack.MinimumReleaseAge,
    };

    private static async Task<ReleaseVersion?> RunningAsync(Session session, StackSettings stack) =>
        ReleaseVersion.TryParse((await WatchStore.LatestLookAsync(session, stack.Key))?.Output(stack.Profile.VersionOutput), out var running) ? running : null;
}
