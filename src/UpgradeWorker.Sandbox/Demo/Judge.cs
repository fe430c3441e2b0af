using System.Globalization;

namespace UpgradeWorker.Sandbox.Demo;

/// <summary>What the story must have led to.</summary>
/// <param name="Versions">The versions upgraded to, in order; the last is the one that must run.</param>
/// <param name="Migrations">What must have been applied, in order, such as <c>noc 3.36.0</c>.</param>
/// <param name="DatabasesReplaced">Both databases must be new ones, restored from snapshots.</param>
public sealed record Goal(IReadOnlyList<string> Versions, IReadOnlyList<string> Migrations, bool DatabasesReplaced);

/// <summary>One guarantee, weighed. <paramref name="Detail"/>: what was found, for people.</summary>
public sealed record Verdict(string Guarantee, bool Holds, string Detail);

/// <summary>Weighs the end state against what was promised. Every guarantee is one verdict; all must hold.</summary>
public static class Judge
{
    public static IReadOnlyList<Verdict> Weigh(EndState end, Goal goal) =>
    [
        Version(end, goal),
        Service(end),
        Restored("the database", end.Database, goal),
        Restored("Redis", end.Redis, goal),
        Rows("the database", end.Database, end),
        Rows("Redis", end.Redis, end),
        Migrations(end, goal),
        Certificates(end),
        ChangeSets(end, goal),
    ];

    private static Verdict Version(EndState end, Goal goal) => new(
        "the new version runs",
        end.StackStatus == "UPDATE_COMPLETE" && end.VersionTag == goal.Versions[^1] && end.ProgramVersion == goal.Versions[^1],
        $"stack {end.StackStatus}, template {end.VersionTag ?? "without version"}, program {end.ProgramVersion ?? "none"}; wanted {goal.Versions[^1]}");

    private static Verdict Service(EndState end) => new(
        "the service is active and its databases are migrated",
        end.ServiceActive && end.Unmigrated.Count == 0,
        !end.ServiceActive ? "the service is not active"
            : end.Unmigrated.Count > 0 ? $"active, but these wait for a migration: {string.Join(", ", end.Unmigrated)}"
            : "active");

    private static Verdict Restored(string name, StoreState store, Goal goal)
    {
        var replaced = store.PhysicalId != store.FirstPhysicalId;
        var holds = replaced == goal.DatabasesReplaced
            && store.SnapshotParameter == store.RestoredFrom
            && (!replaced || store.RestoredFrom is not null);
        var found = !replaced ? "it is still the first one"
            : store.RestoredFrom is null ? "it was created anew and EMPTY"
            : $"created anew from {store.RestoredFrom}";
        return new Verdict(
            $"{name} was restored from the snapshot that the stack's parameter names",
            holds,
            store.SnapshotParameter == store.RestoredFrom ? found : $"{found}; the parameter says '{store.SnapshotParameter}'");
    }

    private static Verdict Rows(string name, StoreState store, EndState end)
    {
        var missing = end.AcknowledgedRows.Except(store.Rows, StringComparer.Ordinal).ToList();
        var twice = store.Rows.Count - store.Rows.Distinct(StringComparer.Ordinal).Count();
        return new Verdict(
            $"every acknowledged row is in {name}, once",
            missing.Count == 0 && twice == 0 && end.AcknowledgedRows.Count > 0,
            missing.Count > 0 ? Count(missing.Count, $"of {Number(end.AcknowledgedRows.Count)} acknowledged rows lost, the first is '{missing[0]}'")
                : twice > 0 ? Count(twice, "rows twice")
                : Count(end.AcknowledgedRows.Count, "acknowledged rows, all there"));
    }

    private static Verdict Migrations(EndState end, Goal goal)
    {
        var failed = end.MigrationCalls.FirstOrDefault(c => !c.EndsWith(": exit 0", StringComparison.Ordinal));
        return new Verdict(
            "every migration was applied, once and in order",
            end.AppliedMigrations.SequenceEqual(goal.Migrations) && end.MigrationCalls.Count == goal.Migrations.Count && failed is null,
            failed is not null ? $"a call failed: {failed}"
                : end.AppliedMigrations.SequenceEqual(goal.Migrations) && end.MigrationCalls.Count != goal.Migrations.Count
                    ? $"applied once, but called {Number(end.MigrationCalls.Count)} times: {string.Join("; ", end.MigrationCalls)}"
                : $"applied: {Listed(end.AppliedMigrations)}; wanted: {Listed(goal.Migrations)}");
    }

    private static Verdict Certificates(EndState end) => new(
        "the ledger counts what Let's Encrypt issued, and nothing was refused",
        end.CertificatesIssued == end.LedgerEntries && end.CertificateRefusals.Count == 0,
        end.CertificateRefusals.Count > 0
            ? $"refused: {end.CertificateRefusals[0]}"
            : $"Let's Encrypt issued {Number(end.CertificatesIssued)}, the ledger has {Number(end.LedgerEntries)}");

    private static Verdict ChangeSets(EndState end, Goal goal)
    {
        var foreign = end.Upgrades.FirstOrDefault(u => u.Announced is null || !Same(u.Announced, u.Executed));
        var unknown = end.Upgrades.FirstOrDefault(u => u.AnnouncedPlan.Length == 0 || !u.Plan.StartsWith(u.AnnouncedPlan, StringComparison.Ordinal));
        var versions = end.Upgrades.Select(u => u.Version).ToList();
        return new Verdict(
            "what was executed is what people were shown",
            versions.SequenceEqual(goal.Versions) && foreign is null && unknown is null,
            !versions.SequenceEqual(goal.Versions) ? $"executed: {Listed(versions)}; wanted: {Listed(goal.Versions)}"
                : foreign is { Announced: null } ? $"for {foreign.Version} nobody was shown anything"
                : foreign is not null ? $"for {foreign.Version} other changes were executed: {Difference(foreign)}"
                : unknown is not null ? $"for {unknown.Version} people were shown another plan than {unknown.Plan}"
                : $"{Number(end.Upgrades.Count)} change sets, each with the changes and the fingerprint that were shown");
    }

    private static bool Same(IReadOnlyList<ChangedResource> shown, IReadOnlyList<ChangedResource> executed) =>
        shown.Count == executed.Count && shown.ToHashSet().SetEquals(executed);

    private static string Difference(UpgradeRecord upgrade) => string.Join(
        ", ",
        upgrade.Executed.Except(upgrade.Announced!).Select(c => $"{c.Action} {c.LogicalId} ({c.Properties}) was not shown")
            .Concat(upgrade.Announced!.Except(upgrade.Executed).Select(c => $"{c.Action} {c.LogicalId} ({c.Properties}) was not executed")));

    private static string Listed(IReadOnlyList<string> words) => words.Count == 0 ? "nothing" : string.Join(", ", words);

    private static string Count(int number, string what) => $"{Number(number)} {what}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
