using UpgradeWorker.Sandbox.Vendor;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Demo;

/// <summary>Reads the facts off the emulated account.</summary>
internal sealed class EndStateReader
{
    private readonly VendorAccount account;
    private readonly string firstDatabase;
    private readonly string firstRedis;

    /// <summary>To be made when the story begins: it notes which databases there are.</summary>
    public EndStateReader(VendorAccount account)
    {
        this.account = account;
        (firstDatabase, firstRedis) = account.World.Do(_ => (Physical("Database"), Physical("Redis")));
    }

    /// <summary>How everything stands now.</summary>
    /// <param name="ledgerEntries">Certificates in the worker's ledger.</param>
    /// <param name="upgrades">What was shown and executed, in order.</param>
    public EndState Read(int ledgerEntries, IReadOnlyList<UpgradeRecord> upgrades) => account.World.Do(world =>
    {
        var stack = account.Stack;
        var application = account.Vendor.Application;
        var serving = application.On(Physical("Instance"));
        var database = world.Resources.Find<DbInstance>(Physical("Database"))!;
        var redis = world.Resources.Find<ReplicationGroup>(Physical("Redis"))!;
        return new EndState
        {
            StackStatus = stack.Status,
            VersionTag = stack.Output("VersionTag"),
            ProgramVersion = serving?.Release.Version,
            ServiceActive = serving?.Unit.Active ?? false,
            Unmigrated = serving?.Unmigrated ?? [],
            Database = new StoreState(
                database.PhysicalId, firstDatabase, Parameter("DatabaseSnapshotARN"), database.RestoredFrom?.Arn, [.. database.Data.Rows]),
            Redis = new StoreState(
                redis.PhysicalId, firstRedis, Parameter("RedisSnapshotName"), redis.RestoredFrom?.Name, [.. redis.Data.Rows]),
            AcknowledgedRows = [.. application.Acknowledged.Select(a => a.Text)],
            AppliedMigrations = [.. SchemaTable.Applied(database.Data).Select(m => $"{m.Component} {m.Version}")],
            MigrationCalls = [.. application.MigrationCalls.Select(c => FormattableString.Invariant($"{c.Component} with {c.BinaryVersion}: exit {c.ExitCode}"))],
            CertificatesIssued = application.LetsEncrypt.Count(VendorStack.Domain),
            CertificateRefusals = [.. application.LetsEncrypt.Refusals],
            LedgerEntries = ledgerEntries,
            Upgrades = upgrades,
        };
    });

    private string Physical(string logicalId) => account.Stack.Resources[logicalId].PhysicalId;

    private string? Parameter(string key) =>
        account.Stack.Parameters.FirstOrDefault(p => p.Key == key)?.Value is { Length: > 0 } value ? value : null;
}
