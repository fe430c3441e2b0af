using UpgradeWorker.Core.Releases;

namespace UpgradeWorker.Core.Tests.Releases;

internal sealed class AnnouncementTests
{
    [TestCase("This requires a database schema migration (`ttn-lw-stack is-db migrate`) because of a column.", "is-db migrate")]
    [TestCase("This requires a Network Operations Center migration (`tti-lw-stack noc-db migrate`).", "noc-db migrate")]
    [TestCase("This requires a migration (is-db migrate).", "is-db migrate", TestName = "without backticks")]
    [TestCase("This requires a migration ([`gs-db migrate`](https://example.org)).", "gs-db migrate", TestName = "a link")]
    [TestCase("This requires migrations (`is-db migrate` and `ns-db migrate`).", "is-db migrate", "ns-db migrate")]
    [TestCase("After upgrading, run `is-db migrate` and `noc-db init`.", "is-db migrate", "noc-db init")]
    [TestCase("Run the following commands:\n  - `ttn-lw-stack is-db migrate`\n  - `ttn-lw-stack as-db migrate`", "is-db migrate", "as-db migrate")]
    [TestCase("Run the following command:\n  ```bash\n  $ ttn-lw-stack is-db migrate\n  ```", "is-db migrate")]
    public void Commands_are_found_in_every_form(string bullet, params string[] expected) =>
        Assert.That(Notes.Announced(bullet).Select(found => (found as Announcement.Migration)?.Command.Text), Is.EqualTo(expected));

    [TestCase("The `is-db migrate` command that failed on old databases.", "Fixed")]
    [TestCase("Failing database migrations (`is-db migrate`) on new servers.", "Fixed")]
    [TestCase("This does not require a database migration (`is-db migrate`).", "Changed")]
    [TestCase("`ttn-lw-stack ns-db migrate` command records the schema version and only performs migrations if on a newer version.", "Changed")]
    [TestCase("The `ns-db purge` command to purge unused data.", "Added")]
    [TestCase("CLI support for deletion (`ttn-lw-stack is-db delete-auth-provider`).", "Added")]
    [TestCase("Index names change. Existing databases are migrated automatically.", "Changed")]
    [TestCase("Gateways can migrate to another instance while using CUPS.", "Added")]
    [TestCase("Uplinks travel through 2.4 GHz channels after an update.", "Added")]
    [TestCase("Schedules are supported through v3.20 of the protocol.", "Added")]
    public void False_friends_announce_nothing(string bullet, string section) => Assert.That(Notes.Announced(bullet, section), Is.Empty);

    [TestCase("If you use webhooks, run `as-db migrate`.")]
    [TestCase("This requires a migration (`as-db migrate`) only if you use webhooks.")]
    [TestCase("Old sessions can be migrated with a command (`ns-db migrate`).")]
    [TestCase("Optional Network Server database migration is now available.\n  - This requires a database migration (`ns-db migrate`).")]
    public void Conditional_ones_are_optional(string bullet) =>
        Assert.That(Notes.Announced(bullet), Has.Count.GreaterThan(0).And.All.InstanceOf<Announcement.Optional>());

    [TestCase("This requires a migration (`is-db migrate --force`).", TestName = "flags")]
    [TestCase("This requires a migration (`xx-db migrate`).", TestName = "an unknown component")]
    [TestCase("This requires a migration (`is-db migrate; rm -rf /`).", TestName = "more than a command")]
    [TestCase("This requires a migration (`other-stack is-db migrate`).", TestName = "another binary")]
    [TestCase("This requires a database migration.", TestName = "no command")]
    [TestCase("Run `psql -c 'ALTER TABLE a'` on the database.", TestName = "a client program")]
    [TestCase("Please do `DELETE FROM sessions;` by hand.", TestName = "inline SQL")]
    public void What_is_not_of_the_known_form_is_left_to_a_person(string bullet) =>
        Assert.That(Notes.Announced(bullet).Single(), Is.InstanceOf<Announcement.Manual>());

    [TestCase("You must stop all gateways before upgrading.", ManualStepTime.Before)]
    [TestCase("After the upgrade, run `ttn-lw-cli users list`.", ManualStepTime.After)]
    [TestCase("Run `ttn-lw-cli users list` with at least version 3.30.0.", ManualStepTime.After)]
    [TestCase("Run `ttn-lw-cli users list` once.", ManualStepTime.Unknown)]
    public void Manual_steps_are_due_when_the_text_says_so(string bullet, ManualStepTime when) =>
        Assert.That(Notes.Announced(bullet), Has.Some.Matches<Announcement>(found => found is Announcement.Manual step && step.When == when));

    [TestCase("Versions older than 3.20 must first be upgraded to 3.20.1.", 20, 1)]
    [TestCase("Upgrade to v3.20.1 first.", 20, 1)]
    [TestCase("Upgrading from versions before v3.10 must be done via v3.14.", 14, null)]
    public void Waypoints_are_found_in_every_form(string bullet, int minor, int? patch) =>
        Assert.That(((Announcement.Waypoint)Notes.Announced(bullet).Single()).Through, Is.EqualTo(new VersionMention(3, minor, patch)));

    [Test]
    public void A_waypoint_binds_only_those_before_the_version_it_names()
    {
        var changelog = Changelog.Read([
            Notes.Page("3.14.0", "- x"),
            Notes.Page("3.30.0", "- Upgrading from versions before v3.10 must be done via v3.14."),
        ]);
        Assert.That(changelog.Path("3.9.0", "3.30.0").Waypoints, Has.Count.EqualTo(1));
        Assert.That(changelog.Path("3.12.0", "3.30.0").Waypoints, Is.Empty);
    }
}
