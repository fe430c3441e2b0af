using System.Globalization;

namespace UpgradeWorker.Core.Releases;

/// <summary>What a changelog cannot tell about a way.</summary>
internal sealed class MigrationPathWarnings(Changelog changelog, ReleaseVersion after, ReleaseVersion upTo)
{
    private static readonly string[] CommercialDatabases = ["noc", "storage", "dcs"];

    public IEnumerable<Finding> All()
    {
        foreach (var version in new[] { after, upTo }.Distinct().Where(version => !changelog.Known.Contains(version)))
        {
            yield return new Finding("VersionUnknown", changelog.Entries.Any(entry => entry.Version == version)
                ? $"The changelog says that {version} is not released yet; what it says of it may change."
                : $"The changelog does not know {version}; what that version needs may be missing here.");
        }

        if (RestsOnChangelogAlone() is { } alone)
        {
            yield return alone;
        }

        var gaps = Gaps().ToList();
        if (gaps.Count > 0)
        {
            yield return new Finding("VersionsMissing", $"The changelog has no notes for {string.Join(", ", gaps)}; what they need may be missing here.");
        }
    }

    /// <summary>A file that never names a noc, storage or dcs migration is the open-source changelog, which leaves them out.</summary>
    private Finding? RestsOnChangelogAlone()
    {
        var commercialSources = changelog.Entries.Where(entry => entry.Announcements
                .Any(announcement => announcement is Announcement.Migration migration && CommercialDatabases.Contains(migration.Command.Database)))
            .Select(entry => entry.Source).ToHashSet();
        var between = changelog.Entries.Where(entry => entry.Version > after && entry.Version <= upTo).ToList();
        var open = between.Where(entry => !entry.IsReleaseNotePage && !commercialSources.Contains(entry.Source)).ToList();
        return open.Count == 0
            ? null
            : new Finding(
                "OpenSourceChangelog",
                (open.Count == between.Count
                    ? "This rests on the open-source changelog alone"
                    : $"For {string.Join(", ", open.Select(entry => entry.Version))} this rests on the open-source changelog alone")
                + ", which omits the noc, storage and dcs migrations; give the vendor's release notes too.");
    }

    /// <summary>Patches below a known patch of the same minor version that nobody tells of.</summary>
    private IEnumerable<ReleaseVersion> Gaps()
    {
        var told = changelog.Entries.Select(entry => entry.Version).ToHashSet();
        return from minor in told.Where(version => version > after && version <= upTo).GroupBy(version => (version.Major, version.Minor))
               from patch in Enumerable.Range(0, Math.Min(minor.Max(version => version.Patch), 1000))
               let missing = ReleaseVersion.Parse(string.Create(CultureInfo.InvariantCulture, $"{minor.Key.Major}.{minor.Key.Minor}.{patch}"))
               where missing > after && !told.Contains(missing)
               orderby missing
               select missing;
    }
}
