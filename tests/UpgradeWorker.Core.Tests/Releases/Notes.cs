using UpgradeWorker.Core.Releases;

namespace UpgradeWorker.Core.Tests.Releases;

/// <summary>Release notes in our own words, with the situations that a LoRaWAN server's real notes have, version by version.</summary>
internal static class Notes
{
    private static readonly (string Version, string Body)[] Pages =
    [
        ("3.10.0", """
            ### Added

            - Station secrets live in the database.
              - This requires a database schema migration (`ttn-lw-stack is-db migrate`) because a column is new.
            - Uplinks can be stored.
              - This requires additional configuration and initialization of the database schema (`ttn-lw-stack storage-db init`). Use a server of its own.
            - Sign-in by other providers (see `ttn-lw-stack is-db delete-auth-provider`).
            """),
        ("3.11.0", """
            ### Added

            - Profiles of devices.
              - They are part of the image. See the `ttn-lw-stack dr-db init` command to fetch them by hand.
            - Claims have a registry of their own.
              - This requires a database schema migration (`ttn-lw-stack dcs-db migrate`) to migrate existing claims to the new registry.

            ### Changed

            - Downlink queues are kept differently.
              - This requires a database migration (`ttn-lw-stack ns-db migrate`).
            - Contacts.
              - This requires a database migration (`ttn-lw-stack is-db migrate`).
            """),
        ("3.11.1", """
            ### Deprecated

            - The old kind of cloud integration.
              - To migrate existing integrations to packages, migrate the Application Server database (`ttn-lw-stack as-db migrate`).
            """),
        ("3.12.0", """
            ### Added

            - Retention.
              - You will need to run the `ttn-lw-stack storage-db migrate` command to apply the new configuration. See the `--retention-days` flag.
            - Sessions can be imported, so devices can be migrated without a new join.
            - States have a description.
              - This requires a database schema migration (`ttn-lw-stack is-db migrate`) because of the added columns.

            ### Removed

            - The old kind of cloud integration.
              - This requires a database migration (`ttn-lw-stack as-db migrate`).
            """),
        ("3.14.0", """
            ### Added

            - More metadata. This requires a database schema migration (`ttn-lw-stack is-db migrate`) because of the added columns.

            ### Changed

            - The `ttn-lw-stack ns-db migrate` command records the schema version and only performs migrations if on a newer version.
              - Use the `--force` flag to force perform migrations.
            """),
        ("3.16.0", """
            ### Added

            - `ttn-lw-stack as-db migrate` command to migrate the Application Server database.

            ### Changed

            - Sessions no longer start twice.
              - This requires an Application Server database migration (`ttn-lw-stack as-db migrate`) to clear a field.
            """),
        ("3.18.0", """
            ### Added

            - Keys are wrapped.
              - This requires a database migration (`ttn-lw-stack js-db migrate`).
            """),
        ("3.18.2", "### Fixed\n\n- A typo.\n"),
        ("3.19.0", """
            ### Added

            - Notices.
              - This requires a database schema migration (`ttn-lw-stack is-db migrate`) because of the added tables.

            ### Fixed

            - The `is-db migrate` command that failed on databases made by `v3.18`.
            """),
        ("3.19.2", """
            ### Added

            - First look at the operations centre.
              - This requires a database schema initialization (`tti-lw-stack noc-db init`).

            {{< note "Direct upgrades of the identity database from versions prior to `v3.19.2` to later versions are \"not\" supported. You must first upgrade to v3.19.2. If you come from an earlier version, run `is-db migrate` with the `v3.19.2` binary, then repeat with a `v3.20.0` or later binary." />}}

            ### Changed

            - Mails also have an HTML part.
            """),
        ("3.20.0", """
            ### Changed

            - Payloads are stored as text.
              - This requires a database schema migration (`ttn-lw-stack storage-db migrate`) because of the update column.
            - Raw data is kept for three days.
              - For changes to take effect, perform a database schema migration (`tti-lw-stack noc-db migrate`).
            """),
        ("3.20.2", "### Changed\n\n- More columns in the device migration procedure by CSV.\n"),
        ("3.21.0", """
            ### Changed

            - Raw data is kept for three days.
              - For changes to take effect, perform a database schema migration (`tti-lw-stack noc-db migrate`).

            ### Fixed

            - Times after midnight were wrong.### Added

            - The operations centre.
              - This requires a database schema initialization (`tti-lw-stack noc-db init`). If you have no TimescaleDB yet, [install it](https://example.org/tsdb) before initializing the database.
            - Limits.
              - This requires a database schema migration (`ttn-lw-stack is-db migrate`) because of the added columns.
            - Downlinks can be switched off, which helps during a migration procedure.
            - Claim codes move to the Identity Server.
              - This requires a database schema migration (`ttn-lw-stack is-db migrate`) because of the added columns.
              - Codes kept in the Join Server should be migrated. One way is to run the following CLI commands on each device with a code.
                - Read with `ttn-lw-cli dev get <application-id> <device-id> --claim-authentication-code`.
                - Write with `ttn-lw-cli dev set <application-id> <device-id> --claim-authentication-code.value <xxx>`.
                - Note that this requires a minimum CLI version of 3.21.0.
            """),
        ("3.21.2", """
            ### Fixed

            - The panel shows the right channels.
              - This requires refreshing the view. Connect with `psql` to the database and run:
                ```sql
                CALL refresh_continuous_aggregate('performance_1h', NOW() - INTERVAL '30 days', NOW());
                ```
            - Another thing.
            """),
        ("3.22.2", "### Added\n\n- All Join Servers are asked at once; use it only when migrating Join Servers.\n"),
        ("3.23.0", """
            ### Changed

            - The EUI outlives its gateway. This requires a schema migration (`ttn-lw-stack is-db migrate`) because of the change in an index.
              - This requires a database schema migration (`ttn-lw-stack noc-db migrate`) because of added table records.
            """),
        ("3.24.0", """
            ### Added

            - A view.
              - This requires a database schema migration (`ttn-lw-stack is-db migrate`) because of added columns and views.
            """),
        ("3.24.1", "### Fixed\n\n- A crash.\n"),
        ("3.24.2", "### Fixed\n\n- Another crash.\n"),
        ("3.25.0", """
            ### Added

            - Optional Network Server database migration that removes old keys is now available.

            ### Changed

            - The table of devices.
              - This requires a database schema migration (`ttn-lw-stack noc-db migrate`) because of added table records.

            ### Removed

            - Automatic migrations of the Network Server database using `ns-db migrate` from versions prior to v3.24 are removed. Migrating from prior versions should be done through v3.24 instead.
            """),
        ("3.26.0", """
            ### Added

            - `tti-lw-stack dcs-db purge` command to remove what nobody needs.
            - Pages of uplinks.
              - This requires a storage integration database migration (`ttn-lw-stack storage-db migrate`).

            ### Removed

            - Claiming between applications.
              - `tti-lw-stack dcs-db migrate` and `tti-lw-stack dcs-db clean` commands are removed.
            """),
        ("3.28.0", """
            ### Changed

            - The centre needs data rates.
              - This requires a Network Operations Center migration (`tti-lw-stack noc-db migrate`).
              - To aggregate existing data, refresh the view. Connect with `psql` to the database and run:
              ```sql
              CALL refresh_continuous_aggregate('data_rate_5m', NOW() - INTERVAL '30 days', NOW());
              ```
            - Tokens are smaller.
            """),
        ("3.30.2", "### Fixed\n\n- Existing data is not migrated: only new data is shown.\n"),
        ("3.31.1", "### Fixed\n\n- Something.\n"),
        ("3.32.0", """
            ### Added

            - Rights.
              - This requires a database schema migration (`ttn-lw-stack is-db migrate`).

            ### Fixed

            - An aggregate is made anew.
              - This requires a Network Operations Center migration (`tti-lw-stack noc-db migrate`).
              - To generate data for the new aggregate, run the following command:
                - `CALL refresh_continuous_aggregate('uplinks_1h', NOW() - interval '30d', null);`
              - Deployments that keep less than 30 days will see a loss of data in the migration, in ['30d', retention_period).
            """),
        ("3.32.2", "### Changed\n\n- The store runs each migration within a transaction.\n"),
    ];

    /// <summary>A page as the vendor's documentation has them.</summary>
    public static ChangelogSource Page(string version, string body) =>
        new($"{version}.md", $"---\ndate: 2024-01-01\ntitle: \"{version}\"\nfeatured:\n  added: [\"This requires (`gs-db migrate`)\"]\n---\n\n{body}");

    public static ChangelogSource File(string body) => new("CHANGELOG.md", "# Changelog\n\n" + body);

    public static Changelog All() => Changelog.Read(Pages.Select(page => Page(page.Version, page.Body)));

    public static MigrationPath Path(this Changelog changelog, string from, string to) =>
        MigrationPath.Between(changelog, ReleaseVersion.Parse(from), ReleaseVersion.Parse(to));

    /// <summary>What a single bullet announces in version 3.30.0.</summary>
    public static IReadOnlyList<Announcement> Announced(string bullet, string section = "Changed") =>
        Changelog.Read([Page("3.30.0", $"### {section}\n\n- {bullet}\n")]).Entries[0].Announcements;

    /// <summary>As <c>hop is-db migrate 3.19.0 3.21.0</c>.</summary>
    public static IEnumerable<string> Lines(this MigrationPath path) =>
        path.Commands.Select(step => $"{step.Hop} {step.Command} {string.Join(' ', step.Versions)}");
}
