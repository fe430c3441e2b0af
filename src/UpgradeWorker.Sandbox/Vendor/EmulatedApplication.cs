using System.Globalization;
using UpgradeWorker.Sandbox.Ssm;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Vendor;

/// <summary>A write that the application told its user was done. The list of these lies outside the databases.</summary>
public sealed record AcknowledgedRow(long Number, DateTimeOffset At, string InstanceId)
{
    /// <summary>The row as it stands in PostgreSQL and in Redis.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"message {Number}");
}

/// <summary>
/// The vendor's software in the emulated account. While the service is active it writes, at a steady pace of the clock, one row
/// to PostgreSQL and one to Redis and acknowledges both at once; so does an old instance's, to the old databases, until it is
/// stopped or gone. It migrates schemas and asks Let's Encrypt for certificates when clients connect.
/// </summary>
public sealed class EmulatedApplication : WorldObserver
{
    private static readonly TimeSpan FirstHandshake = TimeSpan.FromSeconds(20);
    private readonly SandboxWorld world;
    private readonly ApplicationOptions options;
    private readonly Dictionary<string, RunningApplication> running = new(StringComparer.Ordinal);
    private readonly List<AcknowledgedRow> acknowledged = [];
    private readonly List<MigrationCall> migrationCalls = [];

    internal EmulatedApplication(SandboxWorld world, Machines machines, ApplicationOptions options)
    {
        this.world = world;
        this.options = options;
        machines.Prepare = Prepare;
        machines.FirstBoot = FirstBoot;
    }

    public LetsEncrypt LetsEncrypt { get; } = new();

    /// <summary>A records: to which address each name leads.</summary>
    public Dictionary<string, string> Dns { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every write that was acknowledged, in order.</summary>
    public IReadOnlyList<AcknowledgedRow> Acknowledged => acknowledged;

    /// <summary>Every call of a migration command, in order.</summary>
    public IReadOnlyList<MigrationCall> MigrationCalls => migrationCalls;

    /// <summary>Writes that failed because a database took no connections.</summary>
    public long FailedWrites { get; private set; }

    /// <summary>The application on each instance that is there.</summary>
    internal IEnumerable<RunningApplication> Running => running.Values;

    /// <summary>The certificate that whoever asks for this name is shown; null = none is.</summary>
    internal IssuedCertificate? Served(string domain) =>
        Dns.GetValueOrDefault(domain) is { } address
        && world.Resources.Of<ElasticIp>().FirstOrDefault(one => one.PhysicalId == address)?.Instance is { } instance
        && On(instance.PhysicalId) is { Unit.Active: true } application
            ? application.Certificate
            : null;

    internal RunningApplication? On(string instanceId) => running.GetValueOrDefault(instanceId);

    public override void TimePassed(DateTimeOffset from, DateTimeOffset to)
    {
        foreach (var application in running.Values.Where(a => a.Unit.Active))
        {
            while (application.NextOrder is { } at && at <= to)
            {
                Order(application, at > from ? at : from);
            }
        }

        var writers = running.Values.Where(a => a.Unit.Active).ToList();
        if (writers.Count > 0)
        {
            for (var tick = (from.Ticks / options.WriteEvery.Ticks) + 1; tick <= to.Ticks / options.WriteEvery.Ticks; tick++)
            {
                writers.ForEach(w => Write(w, new DateTimeOffset(tick * options.WriteEvery.Ticks, TimeSpan.Zero)));
            }
        }
    }

    public override void EipAssociated(ElasticIp address, Ec2Instance? instance)
    {
        if (instance is not null && On(instance.PhysicalId) is { } application)
        {
            ExpectClients(application);
        }
    }

    public override void InstanceTerminated(Ec2Instance instance) => running.Remove(instance.PhysicalId);

    private void Prepare(Machine machine)
    {
        if (VendorRelease.OfImage(machine.Instance.ImageId) is { } release)
        {
            var program = new VendorProgram(() => On(machine.Instance.PhysicalId), release, options.MigrationTime, migrationCalls);
            machine.AddProgram(Bootstrap.Binary, program.Run);
        }
    }

    private bool FirstBoot(Machine machine)
    {
        if (VendorRelease.OfImage(machine.Instance.ImageId) is not { } release)
        {
            return true; // Some other image: it boots, and has nothing of the vendor's.
        }

        if (Bootstrap.Run(machine, release) is not { } bootstrap)
        {
            return false;
        }

        var application = running[machine.Instance.PhysicalId] = new RunningApplication(machine, release, bootstrap);
        application.Unit.Started = () =>
        {
            application.Start(world.Now);
            ExpectClients(application);
        };
        return true;
    }

    private void Write(RunningApplication application, DateTimeOffset at)
    {
        if (application.Database is not { } database || application.Redis is not { } redis)
        {
            FailedWrites++;
            return;
        }

        var row = new AcknowledgedRow(acknowledged.Count + 1, at, application.InstanceId);
        database.Data.Append(row.Text);
        redis.Data.Append(row.Text);
        acknowledged.Add(row);
    }

    // Nothing is asked for at boot: the first client's TLS handshake is what makes the program ask.
    private void ExpectClients(RunningApplication application) => world.After(FirstHandshake, () =>
    {
        if (application.Unit.Active && application.NextOrder is null && AddressOf(application) is not null && On(application.InstanceId) == application)
        {
            Order(application, world.Now);
        }
    });

    private void Order(RunningApplication application, DateTimeOffset at)
    {
        if (application.Bootstrap.CustomCertificate || AddressOf(application) is not { } address)
        {
            application.NextOrder = null;
            return;
        }

        if (application.RenewalAt is { } renewal && renewal > at)
        {
            application.NextOrder = renewal; // The address came back to an instance that still has its certificate.
            return;
        }

        var domain = application.Bootstrap.Domain;
        var reachable = Dns.GetValueOrDefault(domain) == address.PhysicalId;
        switch (LetsEncrypt.Order([domain], application.InstanceId, reachable, at))
        {
            case OrderAnswer.Issued { Certificate: var certificate }:
                application.Certificate = certificate;
                application.Machine.Disk.Write($"/tti/acme/{domain}", $"serial {certificate.Serial}, until {certificate.NotAfter:O}\n");
                application.Unit.Log(at, $"INFO Certificate {certificate.Serial} for {domain}");

                application.NextOrder = application.RenewalAt;
                break;
            case OrderAnswer.RateLimited { RetryAfter: var wait, Detail: var detail }:
                application.Unit.Log(at, $"ERROR 429 urn:ietf:params:acme:error:rateLimited: {detail} (Retry-After {wait.TotalSeconds:0})");
                application.NextOrder = at + wait;
                break;
            case OrderAnswer.NotAuthorized { Detail: var detail }:
                application.Unit.Log(at, $"ERROR 403 urn:ietf:params:acme:error:unauthorized: {detail}");
                application.NextOrder = at + TimeSpan.FromMinutes(1);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private ElasticIp? AddressOf(RunningApplication application) =>
        world.Resources.Of<ElasticIp>().FirstOrDefault(a => a.Instance == application.Machine.Instance);
}
