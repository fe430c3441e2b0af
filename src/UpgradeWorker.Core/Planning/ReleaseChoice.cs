using UpgradeWorker.Core.Releases;

namespace UpgradeWorker.Core.Planning;

/// <summary>Which releases of a stack may be proposed.</summary>
/// <param name="MinimumAge">How long a release must have been seen before it is proposed; releases are sometimes withdrawn at once.</param>
/// <param name="Pinned">The only version that is proposed; null = the newest.</param>
/// <param name="Skipped">Versions that are never proposed.</param>
/// <param name="IncludePreReleases">Whether versions such as 3.36.0-rc1 are proposed.</param>
public sealed record ReleasePolicy(TimeSpan MinimumAge, string? Pinned, IReadOnlyList<string> Skipped, bool IncludePreReleases);

/// <summary>Chooses the release to upgrade to.</summary>
public static class ReleaseChoice
{
    private const string TooYoung = "ReleaseTooYoung";

    /// <summary>The newest release above the running version that the policy allows; null with a finding that says why there is none.</summary>
    /// <param name="releases">All releases of the stack's sources.</param>
    /// <param name="running">The running version.</param>
    /// <param name="policy">What may be proposed.</param>
    /// <param name="requested">A version that an operator asked for: neither its age nor a skip holds it back; null = none.</param>
    /// <param name="now">The present instant.</param>
    public static (Release? Release, Finding? Why) Newest(
        IEnumerable<Release> releases, ReleaseVersion running, ReleasePolicy policy, string? requested, DateTimeOffset now)
    {
        var higher = Higher(releases, running);
        var wanted = requested ?? policy.Pinned;
        if (wanted is not null)
        {
            return ReleaseVersion.TryParse(wanted, out var version) && higher.FirstOrDefault(release => release.Version == version) is { } found
                ? (found, null)
                : (null, wanted == running.ToString()
                    ? UpToDate(running)
                    : new Finding("ReleaseMissing", $"Version {wanted} was asked for, but no template source has it above {running}."));
        }

        if (higher.FirstOrDefault(release => HeldBack(release, policy, now) is null) is { } newest)
        {
            return (newest, null);
        }

        var young = higher.Where(release => HeldBack(release, policy, now)?.Reason == TooYoung).MinBy(release => release.FirstSeen);
        return (null, young is null ? UpToDate(running) : HeldBack(young, policy, now));
    }

    /// <summary>
    /// Releases above the running version, highest first. Two bodies of one version are two releases: the one seen last takes the other's
    /// place at once, also while it is still too young.
    /// </summary>
    public static IReadOnlyList<Release> Higher(IEnumerable<Release> releases, ReleaseVersion running) =>
    [
        .. releases.Where(release => release.Version > running)
            .GroupBy(release => release.Version)
            .Select(bodies => bodies.MaxBy(release => release.FirstSeen)!)
            .OrderByDescending(release => release.Version),
    ];

    /// <summary>Why the policy holds a release back for now or for good; null when it does not.</summary>
    public static Finding? HeldBack(Release release, ReleasePolicy policy, DateTimeOffset now)
    {
        if (policy.Pinned is { } pinned)
        {
            return ReleaseVersion.TryParse(pinned, out var only) && only == release.Version
                ? null
                : new Finding("ReleaseNotPinned", $"Only {pinned} is proposed (PinnedVersion).");
        }

        if (policy.Skipped.Any(skipped => ReleaseVersion.TryParse(skipped, out var never) && never == release.Version))
        {
            return new Finding("ReleaseSkipped", $"Version {release.Version} is never proposed (SkippedVersions).");
        }

        if (release.Version.IsPrerelease && !policy.IncludePreReleases)
        {
            return new Finding("PreRelease", $"Version {release.Version} is a pre-release, and IncludePreReleases is off.");
        }

        return release.FirstSeen + policy.MinimumAge <= now
            ? null
            : new Finding(TooYoung, $"Version {release.Version} was first seen at {release.FirstSeen:u}; it is proposed from {release.FirstSeen + policy.MinimumAge:u} (MinimumReleaseAge); request --release {release.Version} does not wait.");
    }

    private static Finding UpToDate(ReleaseVersion running) => new("UpToDate", $"No release above {running} is known.");
}
