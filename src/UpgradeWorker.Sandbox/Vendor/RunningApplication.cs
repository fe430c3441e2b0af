using UpgradeWorker.Sandbox.Ssm;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Vendor;

/// <summary>The vendor's program on one machine.</summary>
internal sealed class RunningApplication(Machine machine, VendorRelease release, Bootstrap bootstrap)
{
    public Machine Machine { get; } = machine;

    public VendorRelease Release { get; } = release;

    public Bootstrap Bootstrap { get; } = bootstrap;

    public string InstanceId => Machine.Instance.PhysicalId;

    public SystemdUnit Unit => Machine.Unit(Bootstrap.Unit)!;

    /// <summary>The components whose migrations were still due when the service last started: it serves, but not well.</summary>
    public IReadOnlyList<string> Unmigrated { get; private set; } = [];

    public IssuedCertificate? Certificate { get; set; }

    /// <summary>When the certificate is due for renewal; null = it has none. Go's autocert renews when a third of the lifetime
    /// is left, at most 30 days before the end (golang.org/x/crypto/acme/autocert, Manager.RenewBefore).</summary>
    public DateTimeOffset? RenewalAt
    {
        get
        {
            var third = (Certificate?.NotAfter - Certificate?.At) / 3;
            return Certificate?.NotAfter - (third < TimeSpan.FromDays(30) ? third : TimeSpan.FromDays(30));
        }
    }

    /// <summary>When it will next ask Let's Encrypt by itself; null = when somebody connects.</summary>
    public DateTimeOffset? NextOrder { get; set; }

    /// <summary>Null when it is gone or takes no connections.</summary>
    public DbInstance? Database => Machine.World.Resources.Of<DbInstance>().FirstOrDefault(d =>
        d.Attributes.GetValueOrDefault("Endpoint.Address") == Bootstrap.DatabaseHost && d.Status is not ("creating" or "deleting"));

    /// <summary>Null when it is gone or takes no connections.</summary>
    public ReplicationGroup? Redis => Machine.World.Resources.Of<ReplicationGroup>().FirstOrDefault(c =>
        c.Attributes.GetValueOrDefault("PrimaryEndPoint.Address") == Bootstrap.RedisHost && c.Status is not ("creating" or "deleting"));

    /// <summary>Called when the service has started: makes the tables of an empty database and looks at their version.</summary>
    public void Start(DateTimeOffset now)
    {
        if (Database is not { } database)
        {
            Unit.Log(now, $"ERROR dial tcp {Bootstrap.DatabaseHost}:5432: connect: connection refused");
            return;
        }

        SchemaTable.Initialise(database.Data, Release);
        Unmigrated = [.. SchemaTable.Components.Where(c => SchemaTable.Pending(database.Data, c, Release).Count > 0)];
        Unit.Log(now, $"INFO Starting {Release.Version}");
        foreach (var component in Unmigrated)
        {
            Unit.Log(now, $"WARN Database schema is older than this version: {component}-db migrate is due");
        }
    }
}
