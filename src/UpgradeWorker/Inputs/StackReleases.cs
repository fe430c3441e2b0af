using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Releases;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Inputs;

/// <summary>What the sources of a stack brought.</summary>
/// <param name="All">Every template that was ever seen, in the order of their first sight.</param>
/// <param name="Usable">Those that can be proposed: readable, with a version, and still offered.</param>
/// <param name="Heard">What was told of without a template.</param>
public sealed record StackReleases(IReadOnlyList<StoredRelease> All, IReadOnlyList<Release> Usable, IReadOnlyList<HeardRelease> Heard)
{
    /// <summary>Reads them.</summary>
    public static async Task<StackReleases> ReadAsync(Session session, StackSettings stack)
    {
        var all = await ReleaseStore.AllAsync(session, stack.Key);
        IReadOnlyList<HeardRelease> heard = [.. (await SourceStore.HeardAsync(session, stack.Key)).Select(one => one.Heard)];
        var told = heard.Where(one => one.Release.Version is not null)
            .GroupBy(one => one.Release.Version!)
            .ToDictionary(group => group.Key, group => group.Min(one => one.FirstSeen), StringComparer.Ordinal);
        var first = all.Where(release => release.Version is not null)
            .GroupBy(release => release.Version!)
            .ToDictionary(group => group.Key, group => group.First().Sha256, StringComparer.Ordinal);
        return new(all, [.. all.Where(release => release is { Fault: null, IsWithdrawn: false }).Select(Usable).OfType<Release>()], heard);

        Release? Usable(StoredRelease release)
        {
            if (!ReleaseVersion.TryParse(release.Version, out var version))
            {
                return null;
            }

            // The first template of a version is as old as our first word of that version; one that comes after it is not.
            var since = first[release.Version!] == release.Sha256 && told.TryGetValue(version.ToString(), out var announced) && announced < release.FirstSeen
                ? announced
                : release.FirstSeen;
            return new(version, release.Sha256, since, release.Source, release.FileName);
        }
    }

    /// <summary>Which releases of a stack may be proposed.</summary>
    public static ReleasePolicy Policy(StackSettings stack) =>
        new(stack.MinimumReleaseAge, stack.PinnedVersion, stack.SkippedVersions, stack.IncludePreReleases);

    /// <summary>What waits, as far as it is above the running version; of templates that cannot be used, all that are still offered.</summary>
    public IReadOnlyList<WaitingRelease> Waiting(StackSettings stack, string? runningVersion, DateTimeOffset now) =>
    [
        .. ReleaseVersion.TryParse(runningVersion, out var running) ? WaitingReleases.Find(Usable, Heard, running, Policy(stack), now) : [],
        .. All.Where(release => release is { Fault: not null, IsWithdrawn: false })
            .Select(release => new WaitingRelease(release.Version, release.FileName, new("ReleaseUnreadable", $"{release.FileName} in {release.Source} is no release: {release.Fault}"))),
        .. All.Where(release => release is { Fault: null, IsWithdrawn: false } && ReleaseVersion.TryParse(release.Version, out _))
            .GroupBy(release => release.Version!)
            .Where(bodies => bodies.Count() > 1 && (running is null || ReleaseVersion.Parse(bodies.Key) > running))
            .Select(bodies => new WaitingRelease(bodies.Key, bodies.Key, new("ReleaseChanged", $"Version {bodies.Key} has {bodies.Count()} templates ({string.Join(", ", bodies.Select(body => $"{body.FileName} in {body.Source}").Distinct())}); the one seen last counts. Remove the wrong one."))),
    ];
}
