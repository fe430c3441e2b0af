using System.Globalization;

namespace UpgradeWorker.Core.Releases;

/// <summary>Puts a <see cref="MigrationPath"/> together, part by part.</summary>
internal sealed class MigrationPathBuilder
{
    private readonly Changelog changelog;
    private readonly ReleaseVersion from;
    private readonly ReleaseVersion to;
    private readonly ReleaseVersion origin;
    private readonly List<Said> said;
    private readonly List<(Said At, Announcement.Waypoint Waypoint, ReleaseVersion? Stop)> waypoints;
    private readonly List<Waypoint> stops;
    private readonly List<Hop> hops;

    public MigrationPathBuilder(Changelog changelog, ReleaseVersion from, ReleaseVersion to, ReleaseVersion origin)
    {
        (this.changelog, this.from, this.to, this.origin) = (changelog, from, to, origin);
        said =
        [
            .. changelog.Entries.Where(entry => entry.Version > from && entry.Version <= to)
                .SelectMany(entry => entry.Announcements.Select((announcement, place) => new Said(entry.Version, place, announcement))),
        ];
        waypoints = [.. Waypoints()];
        stops =
        [
            .. waypoints.Where(at => at.Stop is not null && at.Stop > from && at.Stop < to)
                .GroupBy(at => at.Stop!).OrderBy(stop => stop.Key)
                .Select(stop => new Waypoint(stop.Key, string.Join('\n', stop.Select(at => at.Waypoint.Text).Distinct()))),
        ];
        List<ReleaseVersion> points = [from, .. stops.Select(stop => stop.Version), to];
        hops = from == to ? [] : [.. points.Zip(points.Skip(1), (start, end) => new Hop(start, end))];
    }

    public MigrationPath Build() => new()
    {
        From = from,
        To = to,
        Commands = [.. Commands()],
        Manual =
        [
            .. said.Where(at => at.Announcement is Announcement.Manual).Select((at, index) => (at.Version, (Announcement.Manual)at.Announcement, index))
                .Select(at => new ManualStep("M" + (at.index + 1).ToString(CultureInfo.InvariantCulture), at.Version, at.Item2.When, at.Item2.Text)),
        ],
        Optional = [.. said.Where(at => at.Announcement is Announcement.Optional)
            .Select(at => new OptionalStep(at.Version, ((Announcement.Optional)at.Announcement).Text))],
        Waypoints = stops,
        Hops = hops,
        Warnings = [.. new MigrationPathWarnings(changelog, from, to).All(), .. MissingStops(), .. RemovedCommands(), .. Prerequisites()],
    };

    /// <summary>
    /// Waypoints of the way since its origin that apply to whoever starts there. A stop of null = the changelog knows no patch of it.
    /// </summary>
    private IEnumerable<(Said At, Announcement.Waypoint Waypoint, ReleaseVersion? Stop)> Waypoints() =>
        from entry in changelog.Entries
        where entry.Version > origin && entry.Version <= to
        from at in entry.Announcements.Select((announcement, place) => new Said(entry.Version, place, announcement))
        let waypoint = at.Announcement as Announcement.Waypoint
        where waypoint is not null && origin < (waypoint.AppliesBefore ?? waypoint.Through).Lowest && origin < waypoint.Through.Lowest
        select (at, waypoint, waypoint.Through.Resolve(changelog.Known));

    private IEnumerable<MigrationStep> Commands()
    {
        var named = said.Where(at => at.Announcement is Announcement.Migration && !IsRemovedInHop(at))
            .Select(at => (Hop: HopOf(at.Version), At: at, (Announcement.Migration)at.Announcement))
            .Concat(Demanded());
        return named
            .OrderBy(step => step.Hop).ThenBy(step => step.At.Version).ThenBy(step => step.At.Place)
            .GroupBy(step => (step.Hop, step.Item3.Command))
            .Select(steps => new MigrationStep(
                steps.Key.Hop,
                steps.Key.Command,
                [.. steps.Select(step => step.At.Version).Distinct()],
                string.Join('\n', steps.Select(step => step.Item3.DataLossWarning).OfType<string>().Distinct()) is { Length: > 0 } warning ? warning : null));
    }

    /// <summary>Commands that the text of a waypoint asks for: with the waypoint's own binary, and again in the first hop that brings a later one.</summary>
    private IEnumerable<(int Hop, Said At, Announcement.Migration)> Demanded()
    {
        foreach (var (at, waypoint, stop) in waypoints)
        {
            var own = hops.FindIndex(hop => hop.To == stop);
            var again = waypoint.RepeatFrom is null
                ? -1
                : hops.FindIndex(hop => hop.To >= waypoint.RepeatFrom.Lowest && hop.From < waypoint.RepeatFrom.Lowest && hop.To != stop);
            foreach (var command in waypoint.Commands)
            {
                foreach (var hop in new[] { own, again }.Where(hop => hop >= 0))
                {
                    yield return (hop, at, new Announcement.Migration(command, null));
                }
            }
        }
    }

    private int HopOf(ReleaseVersion version) => hops.FindIndex(hop => version > hop.From && version <= hop.To);

    /// <summary>True if the hop's own binary no longer has the command, and no later version of the hop brings it back.</summary>
    private bool IsRemovedInHop(Said at) =>
        at.Announcement is Announcement.Migration migration && RemovedBy(HopOf(at.Version), at.Version, migration.Command) is not null;

    private ReleaseVersion? RemovedBy(int hop, ReleaseVersion announced, MigrationCommand command)
    {
        var removed = said.FirstOrDefault(at => at.Version > announced && at.Version <= hops[hop].To
            && at.Announcement is Announcement.Removal removal && removal.Command == command)?.Version;
        var isBack = removed is not null && said.Any(at => at.Version > removed && at.Version <= hops[hop].To
            && at.Announcement is Announcement.Migration again && again.Command == command);
        return isBack ? null : removed;
    }

    private IEnumerable<Finding> MissingStops() => waypoints.Where(at => at.Stop is null).Select(at => new Finding(
        "WaypointUnknown",
        $"The notes of {at.At.Version} ask to go through {at.Waypoint.Through.Major}.{at.Waypoint.Through.Minor}, of which the changelog knows no version; "
            + $"give a changelog that does. They say: {at.Waypoint.Text}"));

    private IEnumerable<Finding> RemovedCommands() =>
        from at in said
        let migration = at.Announcement as Announcement.Migration
        where migration is not null
        let removed = RemovedBy(HopOf(at.Version), at.Version, migration.Command)
        where removed is not null
        select new Finding(
            "CommandRemoved",
            $"{at.Version} announces '{migration.Command}', which {removed} removed; it is not run, since {hops[HopOf(at.Version)].To} no longer has it. "
                + "If its database is in use, upgrade to a version in between first.");

    private IEnumerable<Finding> Prerequisites() =>
        from at in said
        let prerequisite = at.Announcement as Announcement.Prerequisite
        where prerequisite is not null
        select new Finding("Prerequisite", $"{at.Version} says: {prerequisite.Text}");

    private sealed record Said(ReleaseVersion Version, int Place, Announcement Announcement);
}
