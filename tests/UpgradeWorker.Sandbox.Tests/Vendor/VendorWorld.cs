using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using UpgradeWorker.Sandbox.Server;
using UpgradeWorker.Sandbox.Ssm;
using UpgradeWorker.Sandbox.Ssm.Bash;
using UpgradeWorker.Sandbox.Vendor;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Tests.Vendor;

/// <summary>An emulated account with the vendor's software, without CloudFormation: tests make the resources themselves.</summary>
internal sealed class VendorWorld
{
    public static readonly DateTimeOffset Start = new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);
    private int made;

    public VendorWorld(SandboxOptions? options = null)
    {
        Clock = new FakeTimeProvider(Start);
        World = new SandboxWorld(Clock, options);
        Vendor = new EmulatedVendor(World);
        Server = new SandboxServer(World, Vendor.Ssm);
        Client = new SignedClient(Server);
    }

    public FakeTimeProvider Clock { get; }
    public SandboxWorld World { get; }
    public EmulatedVendor Vendor { get; }
    public EmulatedApplication Application => Vendor.Application;
    public SandboxServer Server { get; }
    public SignedClient Client { get; }

    public void Pass(TimeSpan time)
    {
        Clock.Advance(time);
        World.Settle();
    }

    public DbInstance AddDatabase(DataSet? data = null)
    {
        var id = $"db-{++made}";
        var database = new DbInstance(id, [], World.Now) { DbiResourceId = id.ToUpperInvariant(), Arn = World.Arn("rds", $"db:{id}") };
        database.Data = data ?? new DataSet();
        database.Attributes["Endpoint.Address"] = $"{id}.rds.test";
        World.Resources.Add(database);
        World.Tell(o => o.DatabaseCreated(database));
        return database;
    }

    public ReplicationGroup AddRedis(DataSet? data = null)
    {
        var id = $"redis-{++made}";
        var cache = new ReplicationGroup(id, [], World.Now) { Arn = World.Arn("elasticache", $"replicationgroup:{id}") };
        cache.Data = data ?? new DataSet();
        cache.Attributes["PrimaryEndPoint.Address"] = $"{id}.redis.test";
        World.Resources.Add(cache);
        World.Tell(o => o.CacheCreated(cache));
        return cache;
    }

    public ElasticIp AddAddress()
    {
        var address = new ElasticIp($"192.0.2.{++made}", $"eipalloc-{made}", [], World.Now);
        World.Resources.Add(address);
        return address;
    }

    public void Lead(ElasticIp address, Ec2Instance? instance)
    {
        address.Instance = instance;
        World.Tell(o => o.EipAssociated(address, instance));
    }

    /// <summary>An instance of this version, running since now.</summary>
    public Ec2Instance Launch(string version, DbInstance database, ReplicationGroup redis, bool ownCertificate = false)
    {
        var userData = $"#!/bin/bash\nexport TTI_DOMAIN={VendorStack.Domain}\nexport TTI_DATABASE_HOST={database.Attributes["Endpoint.Address"]}\n"
            + $"export TTI_REDIS_HOST={redis.Attributes["PrimaryEndPoint.Address"]}\n"
            + $"export TTI_CUSTOM_CERTIFICATE={(ownCertificate ? "true" : "false")}\n";
        var properties = new JsonObject
        {
            ["ImageId"] = VendorRelease.All.First(r => r.Version == version).ImageIds[0],
            ["UserData"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(userData)),
        };
        var instance = new Ec2Instance($"i-{World.Ids.Hex17()}", properties, World.Now);
        World.Resources.Add(instance);
        World.Tell(o => o.InstanceLaunched(instance));
        instance.Status = "running";
        World.Tell(o => o.InstanceRunning(instance));
        return instance;
    }

    /// <summary>An instance that is up and serves, with databases of its own.</summary>
    public Ec2Instance Serve(string version = "3.35.0")
    {
        var instance = Launch(version, AddDatabase(), AddRedis());
        Vendor.Machines.FinishBoots();
        return instance;
    }

    public void Stop(Ec2Instance instance)
    {
        instance.Status = "stopped";
        World.Tell(o => o.InstanceStopped(instance));
    }

    public void StartAgain(Ec2Instance instance)
    {
        instance.Status = "running";
        World.Tell(o => o.InstanceRunning(instance));
    }

    public void Terminate(Ec2Instance instance)
    {
        instance.Status = "shutting-down";
        World.Tell(o => o.InstanceTerminated(instance));
        instance.Exists = false;
    }

    public Machine MachineOf(Ec2Instance instance) => Vendor.Machines.Find(instance.PhysicalId)!;

    /// <summary>Runs a script on the instance as its agent would, letting time pass as it needs.</summary>
    public (int ExitCode, string Output, string Errors) Run(Ec2Instance instance, string script)
    {
        var session = new BashSession(MachineOf(instance), script);
        while (session.Advance() is { } wait)
        {
            Pass(wait);
        }

        return (session.ExitCode, session.Output, session.Errors);
    }
}
