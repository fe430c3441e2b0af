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
    /// <summary>The newest release above the running version that the policy allows; null with a finding that says why there is none.</summary>
    /// <param name="releases">All releases of the stack's sources.</param>
    /// <param name="running">The running version.</param>
    /// <param name="policy">What may be proposed.</param>
    /// <param name="requested">A version that an operator asked for: neither its age nor a skip holds it back; null = none.</param>
    /// <param name="now">The present instant.</param>
    public static (Release? Release, Finding? Why) Newest(
        IEnumerable<Release> releases, ReleaseVersion running, ReleasePolicy policy, string? requested, DateTimeOffset now)
    {
        var higher = releases.Where(release => release.Version > running).ToList();
        var wanted = requested ?? policy.Pinned;
        if (wanted is not null)
        {
            return ReleaseVersion.TryParse(wanted, out var version) && higher.Where(release => release.Version == version).MaxBy(release => release.FirstSeen) is { } found
                ? (found, null)
                : (null, wanted == running.ToString()
                    ? UpToDate(running)
                    : new Finding("ReleaseMissing", $"Version {wanted} was asked for, but no template source has it above {running}."));
        }

        var allowed = higher.Where(release => !policy.Skipped.Contains(release.Version.ToString())
            && (policy.IncludePreReleases || !release.Version.IsPrerelease)).ToList();
        var old = allowed.Where(release => release.FirstSeen + policy.MinimumAge <= now).ToList();
        if (old.Count > 0)
        {
            var newest = old.Max(release => release.Version)!;
            // Two bodies of one version are two releases: the one seen last replaces the other.
            return (old.Where(release => release.Version == newest).MaxBy(release => release.FirstSeen), null);
        }

        return (null, allowed.MinBy(release => release.FirstSeen) is { } young
            ? new Finding("ReleaseTooYoung", $"Version {young.Version} was first seen at {young.FirstSeen:u}; it is proposed from {young.FirstSeen + policy.MinimumAge:u}.")
            : UpToDate(running));
    }

    private static Finding UpToDate(ReleaseVersion running) => new("UpToDate", $"No release above {running} is known.");
}
