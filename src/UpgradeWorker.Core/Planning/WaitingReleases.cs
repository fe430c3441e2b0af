using UpgradeWorker.Core.Releases;

namespace UpgradeWorker.Core.Planning;

/// <summary>A release above the running version that is not proposed now.</summary>
/// <param name="Version">Null when it is not known.</param>
/// <param name="Name">The version, else what the source calls it.</param>
/// <param name="Why">Why it waits, and what would end that.</param>
public sealed record WaitingRelease(string? Version, string Name, Finding Why);

/// <summary>A release that a source told of.</summary>
/// <param name="Release">What was told.</param>
/// <param name="Source">By which source.</param>
/// <param name="FirstSeen">When we first heard of it.</param>
/// <param name="RunningThen">The version that the stack ran then; null when that was not known.</param>
public sealed record HeardRelease(AnnouncedRelease Release, string Source, DateTimeOffset FirstSeen, string? RunningThen);

/// <summary>Tells which releases wait, and for what.</summary>
public static class WaitingReleases
{
    /// <summary>Those held back by the policy, highest first; then those whose template is not there yet.</summary>
    /// <param name="releases">Usable releases of the stack's sources.</param>
    /// <param name="heard">What sources told of.</param>
    /// <param name="running">The running version.</param>
    /// <param name="policy">What may be proposed.</param>
    /// <param name="now">The present instant.</param>
    public static IReadOnlyList<WaitingRelease> Find(
        IReadOnlyList<Release> releases, IReadOnlyList<HeardRelease> heard, ReleaseVersion running, ReleasePolicy policy, DateTimeOffset now) =>
    [
        .. ReleaseChoice.Higher(releases, running)
            .Select(release => (release, why: ReleaseChoice.HeldBack(release, policy, now)))
            .Where(held => held.why is not null)
            .Select(held => new WaitingRelease(held.release.Version.ToString(), held.release.Version.ToString(), held.why!)),
        .. Announced(releases, heard, running).Select(one => new WaitingRelease(one.Release.Version, one.Release.Version ?? one.Release.Name, Why(one))),
    ];

    /// <summary>What was told of, is above the running version as far as is known, and has no template yet; the highest first.</summary>
    public static IReadOnlyList<HeardRelease> Announced(IReadOnlyList<Release> releases, IReadOnlyList<HeardRelease> heard, ReleaseVersion running) =>
    [
        .. heard
            .Where(one => ReleaseVersion.TryParse(one.Release.Version, out var version)
                ? version > running && releases.All(release => release.Version != version)
                // A sign without a version is settled by any release that came after it, and by any upgrade.
                : one.RunningThen == running.ToString() && releases.All(release => release.Version <= running || release.FirstSeen < one.FirstSeen))
            .DistinctBy(one => one.Release.Version ?? one.Release.Name)
            .OrderByDescending(one => ReleaseVersion.TryParse(one.Release.Version, out var version) ? version : null)
            .ThenByDescending(one => one.FirstSeen),
    ];

    private static Finding Why(HeardRelease one) => one.Release.Version is { } version
        ? new Finding("ReleaseAnnounced", $"{one.Source} named version {version} at {one.FirstSeen:u}; its template is in no source yet. Put it into a folder or bucket of the stack's TemplateSources.")
        : new Finding("ReleaseSigned", $"{one.Source} changed to {one.Release.Name} at {one.FirstSeen:u}, a sign of a new release; no newer template is in any source yet.");
}
