using UpgradeWorker.Core.Releases;

namespace UpgradeWorker.Core.Tests.Releases;

internal sealed class MigrationPathTests
{
    private static readonly Changelog All = Notes.All();

    // Each pair was read by hand in the notes; the name says why it is here.
    private static readonly object[] Pairs =
    [
        Pair("the first page is excluded when it is running", "3.10.0", "3.11.0", ["0 dcs-db migrate 3.11.0", "0 ns-db migrate 3.11.0", "0 is-db migrate 3.11.0"]),
        Pair("initialisation is a command of its own", "3.9.4", "3.10.0", ["0 is-db migrate 3.10.0", "0 storage-db init 3.10.0"]),
        Pair("a conditional migration is not run", "3.11.0", "3.11.1", []),
        Pair("need to run; a migration under Removed", "3.11.1", "3.12.0", ["0 storage-db migrate 3.12.0", "0 is-db migrate 3.12.0", "0 as-db migrate 3.12.0"]),
        Pair("commands that are only described", "3.12.0", "3.14.0", ["0 is-db migrate 3.14.0"]),
        Pair("described under Added, required under Changed", "3.14.0", "3.16.0", ["0 as-db migrate 3.16.0"]),
        Pair("one command for several versions", "3.9.4", "3.18.0",
        [
            "0 is-db migrate 3.10.0 3.11.0 3.12.0 3.14.0", "0 storage-db init 3.10.0", "0 dcs-db migrate 3.11.0", "0 ns-db migrate 3.11.0",
            "0 storage-db migrate 3.12.0", "0 as-db migrate 3.12.0 3.16.0", "0 js-db migrate 3.18.0",
        ]),
        Pair("a fixed command is no announcement", "3.18.0", "3.19.0", ["0 is-db migrate 3.19.0"]),
        Pair("to the waypoint itself", "3.19.0", "3.19.2", ["0 noc-db init 3.19.2", "0 is-db migrate 3.19.2"]),
        Pair("the waypoint demands its command twice", "3.19.0", "3.20.0",
            ["0 noc-db init 3.19.2", "0 is-db migrate 3.19.2", "1 is-db migrate 3.19.2", "1 storage-db migrate 3.20.0", "1 noc-db migrate 3.20.0"]),
        Pair("from the waypoint on it demands nothing", "3.19.2", "3.20.2", ["0 storage-db migrate 3.20.0", "0 noc-db migrate 3.20.0"]),
        Pair("a heading glued to a line", "3.20.2", "3.21.0", ["0 noc-db migrate 3.21.0", "0 noc-db init 3.21.0", "0 is-db migrate 3.21.0"]),
        Pair("SQL only", "3.21.0", "3.21.2", []),
        Pair("a command in mid-sentence", "3.21.2", "3.23.0", ["0 is-db migrate 3.23.0", "0 noc-db migrate 3.23.0"]),
        Pair("no waypoint from its own patches", "3.24.0", "3.25.0", ["0 noc-db migrate 3.25.0"]),
        Pair("a waypoint without patch", "3.23.0", "3.26.0", ["0 is-db migrate 3.24.0", "1 noc-db migrate 3.25.0", "1 storage-db migrate 3.26.0"]),
        Pair("again in each hop that needs it", "3.18.0", "3.32.2",
        [
            "0 is-db migrate 3.19.0 3.19.2", "0 noc-db init 3.19.2",
            "1 is-db migrate 3.19.2 3.21.0 3.23.0 3.24.0", "1 storage-db migrate 3.20.0", "1 noc-db migrate 3.20.0 3.21.0 3.23.0", "1 noc-db init 3.21.0",
            "2 noc-db migrate 3.25.0 3.28.0 3.32.0", "2 storage-db migrate 3.26.0", "2 is-db migrate 3.32.0",
        ]),
        Pair("nothing in false friends", "3.30.2", "3.31.1", []),
        Pair("transactions are no migration", "3.32.0", "3.32.2", []),
        Pair("equal versions", "3.24.0", "3.24.0", []),
    ];

    [TestCaseSource(nameof(Pairs))]
    public void Commands_are_those_of_all_versions_after_the_first_up_to_the_second(string from, string to, string[] expected) =>
        Assert.That(All.Path(from, to).Lines(), Is.EqualTo(expected));

    [Test]
    public void Waypoints_split_the_way_into_hops()
    {
        var path = All.Path("3.18.0", "3.32.2");
        Assert.That(path.Waypoints.Select(waypoint => waypoint.Version.ToString()), Is.EqualTo(["3.19.2", "3.24.2"]));
        Assert.That(path.Hops.Select(hop => $"{hop.From}-{hop.To}"), Is.EqualTo(["3.18.0-3.19.2", "3.19.2-3.24.2", "3.24.2-3.32.2"]));
        Assert.That(path.Waypoints[0].Text, Does.StartWith("Direct upgrades").And.Contain("\"not\" supported"));
    }

    [Test]
    public void A_hop_that_follows_a_finished_one_still_repeats_what_the_waypoint_demands()
    {
        var path = MigrationPath.Between(All, ReleaseVersion.Parse("3.19.2"), ReleaseVersion.Parse("3.20.2"), origin: ReleaseVersion.Parse("3.18.0"));
        Assert.That(path.Lines(), Does.Contain("0 is-db migrate 3.19.2"));
        Assert.That(path.Waypoints, Is.Empty);
    }

    [Test]
    public void No_hops_lie_between_equal_versions() => Assert.That(All.Path("3.24.0", "3.24.0").Hops, Is.Empty);

    [Test]
    public void There_is_no_way_down() => Assert.That(() => All.Path("3.24.1", "3.24.0"), Throws.ArgumentException);

    [Test]
    public void Manual_steps_are_numbered_and_say_when()
    {
        var manual = All.Path("3.18.0", "3.32.2").Manual;
        Assert.That(manual.Select(step => $"{step.Id} {step.Version} {step.When}"),
            Is.EqualTo(["M1 3.21.0 After", "M2 3.21.2 Unknown", "M3 3.28.0 After", "M4 3.32.0 After"]));
        Assert.That(manual[0].Text, Does.Contain("dev get <application-id>").And.Contain("dev set"));
        Assert.That(manual[1].Text, Does.Contain("run:\nCALL refresh_continuous_aggregate('performance_1h'").And.Not.Contain("Another thing"));
        Assert.That(manual[2].Text, Does.Contain("data_rate_5m").And.Not.Contain("smaller"));
        Assert.That(manual[3].Text, Does.Contain("uplinks_1h"));
    }

    [Test]
    public void Optional_and_conditional_migrations_stand_only_there()
    {
        Assert.That(All.Path("3.11.0", "3.26.0").Optional.Select(step => $"{step.Version} {step.Text[..12]}"),
            Is.EqualTo(["3.11.1 To migrate e", "3.25.0 Optional Net"]));
    }

    [Test]
    public void A_warning_of_lost_data_stays_with_its_command()
    {
        var steps = All.Path("3.30.2", "3.32.0").Commands;
        Assert.That(steps.Single(step => step.Command.Database == "noc").DataLossWarning, Does.Contain("in ['30d', retention_period)"));
        Assert.That(steps.Single(step => step.Command.Database == "is").DataLossWarning, Is.Null);
    }

    [Test]
    public void What_the_changelog_does_not_know_is_a_warning()
    {
        var warnings = All.Path("3.9.4", "3.99.0").Warnings.Where(warning => warning.Reason == "VersionUnknown").Select(warning => warning.Message);
        Assert.That(warnings, Is.EqualTo([
            "The changelog does not know 3.9.4; what that version needs may be missing here.",
            "The changelog does not know 3.99.0; what that version needs may be missing here.",
        ]));
    }

    [Test]
    public void A_missing_page_is_a_warning() =>
        Assert.That(All.Path("3.30.2", "3.31.1").Warnings.Single().Message, Does.Contain("no notes for 3.31.0"));

    [Test]
    public void What_must_be_there_before_a_migration_is_a_warning() =>
        Assert.That(All.Path("3.20.2", "3.21.0").Warnings.Single(warning => warning.Reason == "Prerequisite").Message,
            Does.Contain("If you have no TimescaleDB yet, install it <https://example.org/tsdb> before initializing"));

    [Test]
    public void A_command_is_not_called_after_its_removal()
    {
        var changelog = Changelog.Read([
            Notes.Page("1.1.0", "- This requires a migration (`dcs-db migrate`)."),
            Notes.Page("1.2.0", "### Removed\n\n- `dcs-db migrate` command."),
        ]);
        Assert.That(changelog.Path("1.0.0", "1.1.0").Lines(), Is.EqualTo(["0 dcs-db migrate 1.1.0"]));
        Assert.That(changelog.Path("1.0.0", "1.2.0").Lines(), Is.Empty);
        Assert.That(changelog.Path("1.0.0", "1.2.0").Warnings.Select(warning => warning.Reason), Does.Contain("CommandRemoved"));
    }

    [Test]
    public void A_waypoint_of_which_no_patch_is_known_is_a_warning()
    {
        var path = Changelog.Read([Notes.Page("3.25.0", "- Upgrades from versions prior to v3.24 must go through v3.24.")]).Path("3.20.0", "3.25.0");
        Assert.That(path.Waypoints, Is.Empty);
        Assert.That(path.Warnings.Select(warning => warning.Reason), Does.Contain("WaypointUnknown"));
    }

    private static TestCaseData Pair(string why, string from, string to, string[] expected) =>
        new TestCaseData(from, to, expected).SetName($"{from} to {to}, {why}");
}
