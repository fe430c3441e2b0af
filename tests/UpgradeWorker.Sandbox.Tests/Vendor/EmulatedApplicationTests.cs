using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Sandbox.Vendor;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Tests.Vendor;

public class EmulatedApplicationTests
{
    private VendorWorld world = null!;

    [SetUp]
    public void MakeWorld() => world = new VendorWorld();

    [Test]
    public void A_fresh_instance_serves_once_its_first_boot_is_done()
    {
        var database = world.AddDatabase();
        world.Launch("3.35.0", database, world.AddRedis());
        world.Pass(TimeSpan.FromMinutes(3.9));
        Assert.That(world.Application.Acknowledged, Is.Empty);

        world.Pass(TimeSpan.FromMinutes(1.1));

        Assert.That(world.Application.Acknowledged, Has.Count.EqualTo(6));
    }

    [Test]
    public void Every_acknowledged_row_is_in_both_databases()
    {
        var (database, redis) = (world.AddDatabase(), world.AddRedis());
        world.Launch("3.35.0", database, redis);
        world.Pass(TimeSpan.FromHours(1));

        var rows = world.Application.Acknowledged.Select(a => a.Text).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(rows, Has.Count.GreaterThan(300).And.Unique);
            Assert.That(database.Data.Rows, Is.SupersetOf(rows));
            Assert.That(redis.Data.Rows, Is.EqualTo(rows));
        });
    }

    [Test]
    public void An_old_instance_writes_to_the_old_databases_until_it_is_stopped()
    {
        var (oldDatabase, oldRedis) = (world.AddDatabase(), world.AddRedis());
        var old = world.Launch("3.35.0", oldDatabase, oldRedis);
        world.Vendor.Machines.FinishBoots();
        world.Pass(TimeSpan.FromMinutes(1));
        var database = world.AddDatabase(oldDatabase.Data.Copy());
        world.Launch("3.36.0", database, world.AddRedis(oldRedis.Data.Copy()));
        world.Vendor.Machines.FinishBoots();
        world.Pass(TimeSpan.FromMinutes(1));

        var lost = world.Application.Acknowledged.Count(a => !database.Data.Rows.Contains(a.Text));
        world.Run(old, "systemctl stop lorawan-stack");
        var before = world.Application.Acknowledged.Count;
        world.Pass(TimeSpan.FromMinutes(1));

        Assert.Multiple(() =>
        {
            Assert.That(lost, Is.EqualTo(6));
            Assert.That(world.Application.Acknowledged, Has.Count.EqualTo(before + 6));
        });
    }

    [Test]
    public void Nothing_is_acknowledged_while_a_database_is_gone()
    {
        var database = world.AddDatabase();
        world.Launch("3.35.0", database, world.AddRedis());
        world.Vendor.Machines.FinishBoots();
        database.Exists = false;

        world.Pass(TimeSpan.FromMinutes(1));

        Assert.That((world.Application.Acknowledged.Count, world.Application.FailedWrites), Is.EqualTo((0, 6L)));
    }

    [Test]
    public void A_newer_version_serves_unmigrated_until_each_component_is_migrated_and_it_restarts()
    {
        var instance = Upgrade("3.36.0");
        var application = world.Application.On(instance.PhysicalId)!;
        Assert.That((application.Unit.Active, application.Unmigrated), Is.EqualTo((true, new[] { "is", "noc" })));

        world.Run(instance, "export TTN_LW_CONFIG=/tti/lorawan-stack/config.yml\n/tti/lorawan-stack/tti-lw-stack noc-db migrate\n/tti/lorawan-stack/tti-lw-stack is-db migrate\nsystemctl restart lorawan-stack");

        Assert.Multiple(() =>
        {
            Assert.That(application.Unmigrated, Is.Empty);
            Assert.That(
                SchemaTable.Applied(application.Database!.Data).Select(m => (m.Component, m.Version, m.BinaryVersion)),
                Is.EqualTo(new[] { ("noc", "3.36.0", "3.36.0"), ("is", "3.36.0", "3.36.0") }));
        });
    }

    [Test]
    public void One_call_applies_every_migration_up_to_the_program_and_the_next_says_up_to_date()
    {
        var instance = Upgrade("3.37.0");
        const string Migrate = "/tti/lorawan-stack/tti-lw-stack -c";

        var first = world.Run(instance, $"{Migrate[..^3]} noc-db migrate -c /tti/lorawan-stack/config.yml");
        var second = world.Run(instance, $"{Migrate[..^3]} noc-db migrate -c /tti/lorawan-stack/config.yml");

        Assert.Multiple(() =>
        {
            Assert.That(first.Errors, Does.Contain("Database migration done"));
            Assert.That(second.Errors, Does.Contain("Database is up to date"));
            Assert.That(world.Application.MigrationCalls.Select(c => c.Applied), Is.EqualTo(new[] { 2, 0 }));
        });
    }

    [Test]
    public void What_is_applied_travels_with_the_rows()
    {
        var instance = Upgrade("3.36.0");
        world.Run(instance, "/tti/lorawan-stack/tti-lw-stack is-db migrate -c /tti/lorawan-stack/config.yml");
        var rows = world.Application.On(instance.PhysicalId)!.Database!.Data.Copy();

        var restored = world.Launch("3.36.0", world.AddDatabase(rows), world.AddRedis());
        world.Vendor.Machines.FinishBoots();

        Assert.That(world.Application.On(restored.PhysicalId)!.Unmigrated, Is.EqualTo(new[] { "noc" }));
    }

    [Test]
    public void A_failing_migration_ends_with_the_planned_code_and_applies_nothing()
    {
        var instance = Upgrade("3.36.0");
        world.World.Faults.Add(new WorldFault.MigrationExits("noc-db", 7));

        var ended = world.Run(instance, "/tti/lorawan-stack/tti-lw-stack noc-db migrate -c /tti/lorawan-stack/config.yml");

        Assert.That((ended.ExitCode, world.Application.MigrationCalls[0].Applied), Is.EqualTo((7, 0)));
    }

    [Test]
    public void A_slow_migration_takes_as_many_times_as_long_and_a_hanging_one_does_not_end()
    {
        const string Command = "/tti/lorawan-stack/tti-lw-stack noc-db migrate -c /tti/lorawan-stack/config.yml";
        var instance = Upgrade("3.36.0");
        world.World.Faults.Add(new WorldFault.MigrationSlow("noc-db", 100));
        world.World.Faults.Add(new WorldFault.MigrationHangs("is-db"));
        var began = world.Clock.GetUtcNow();

        Assert.That(world.Run(instance, Command).ExitCode, Is.Zero);
        var slow = world.Clock.GetUtcNow() - began;
        began = world.Clock.GetUtcNow();
        world.Run(instance, Command);
        var usual = world.Clock.GetUtcNow() - began;
        world.Run(instance, Command.Replace("noc", "is", StringComparison.Ordinal));

        Assert.That(slow.TotalSeconds, Is.EqualTo(100 * usual.TotalSeconds).Within(1));
        Assert.That(world.Clock.GetUtcNow() - began, Is.GreaterThan(TimeSpan.FromDays(2)));
    }

    [Test]
    public void A_certificate_is_asked_for_at_the_first_connection_after_the_address_leads_there()
    {
        var instance = world.Serve();
        var address = AddNamedAddress();
        world.Pass(TimeSpan.FromHours(1));
        Assert.That(world.Application.LetsEncrypt.Issued, Is.Empty);

        world.Lead(address, instance);
        world.Pass(TimeSpan.FromMinutes(1));

        Assert.That(world.Application.LetsEncrypt.Issued.Select(c => c.Account), Is.EqualTo(new[] { instance.PhysicalId }));
    }

    [Test]
    public void A_certificate_of_ones_own_asks_for_none()
    {
        var instance = world.Launch("3.35.0", world.AddDatabase(), world.AddRedis(), ownCertificate: true);
        world.Vendor.Machines.FinishBoots();
        world.Lead(AddNamedAddress(), instance);

        world.Pass(TimeSpan.FromDays(1));

        Assert.That(world.Application.LetsEncrypt.Issued, Is.Empty);
    }

    [Test]
    public void It_is_renewed_after_60_of_90_days_and_not_when_the_address_merely_comes_back()
    {
        var instance = world.Serve();
        var address = AddNamedAddress();
        world.Lead(address, instance);
        world.Pass(TimeSpan.FromDays(1));
        world.Lead(address, null);
        world.Lead(address, instance);
        world.Pass(TimeSpan.FromDays(58));
        Assert.That(world.Application.LetsEncrypt.Issued, Has.Count.EqualTo(1));

        world.Pass(TimeSpan.FromDays(2));

        Assert.That(world.Application.LetsEncrypt.Issued, Has.Count.EqualTo(2));
    }

    [Test]
    public void The_sixth_instance_in_a_week_gets_none_until_a_place_is_free()
    {
        var address = AddNamedAddress();
        for (var i = 0; i < 6; i++)
        {
            world.Lead(address, world.Serve());
            world.Pass(TimeSpan.FromMinutes(10));
        }

        Assert.That(world.Application.LetsEncrypt.Issued, Has.Count.EqualTo(5));
        world.Pass(TimeSpan.FromHours(34));

        Assert.Multiple(() =>
        {
            Assert.That(world.Application.LetsEncrypt.Refusals, Has.Count.EqualTo(1));
            Assert.That(world.Application.LetsEncrypt.Issued, Has.Count.EqualTo(6));
        });
    }

    [Test]
    public void With_the_name_leading_elsewhere_authorizations_fail_and_soon_are_refused()
    {
        var address = world.AddAddress();
        world.Application.Dns[VendorStack.Domain] = "203.0.113.99";
        world.Lead(address, world.Serve());

        world.Pass(TimeSpan.FromMinutes(10));

        Assert.That(world.Application.LetsEncrypt.Refusals[^1], Does.StartWith("too many failed authorizations (5)"));
    }

    private ElasticIp AddNamedAddress()
    {
        var address = world.AddAddress();
        world.Application.Dns[VendorStack.Domain] = address.PhysicalId;
        return address;
    }

    private Ec2Instance Upgrade(string version)
    {
        var (database, redis) = (world.AddDatabase(), world.AddRedis());
        var old = world.Launch("3.35.0", database, redis);
        world.Vendor.Machines.FinishBoots();
        world.Terminate(old);
        var instance = world.Launch(version, database, redis);
        world.Vendor.Machines.FinishBoots();
        return instance;
    }
}
