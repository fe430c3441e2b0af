using UpgradeWorker.Sandbox.Ssm.Bash;
using UpgradeWorker.Sandbox.Tests.Vendor;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Tests.Ssm;

/// <summary>Scripts of the kinds that an upgrade sends, as an operator would write them by hand.</summary>
public class WorkerScriptsTests
{
    private const string StopScript =
        """
        set -euo pipefail
        mkdir -p /var/lib/upgradeworker
        exec 9>/var/lib/upgradeworker/service-lock
        flock -w 240 9
        if [ -e /var/lib/upgradeworker/r1-g1-started ]; then
          echo "lorawan-stack.service was started again meanwhile"
          exit 1
        fi
        systemctl disable --now lorawan-stack.service
        if systemctl is-active --quiet lorawan-stack.service; then
          echo "lorawan-stack.service is still active"
          exit 1
        fi
        echo stopped
        """;

    private const string StartScript =
        """
        set -euo pipefail
        mkdir -p /var/lib/upgradeworker
        exec 9>/var/lib/upgradeworker/service-lock
        flock -w 240 9
        touch /var/lib/upgradeworker/r1-g1-started
        systemctl enable lorawan-stack.service
        systemctl restart lorawan-stack.service
        systemctl is-active lorawan-stack.service
        """;

    private const string MigrateScript =
        """
        set -euo pipefail
        export TTN_LW_CONFIG=/tti/lorawan-stack/config.yml
        mkdir -p /var/lib/upgradeworker
        exec 9>/var/lib/upgradeworker/lock
        flock -w 600 9
        if [ -e /var/lib/upgradeworker/r1-3.36.0-is-db-migrate ]; then
          echo "already done"
          exit 0
        fi
        /tti/lorawan-stack/tti-lw-stack is-db migrate
        touch /var/lib/upgradeworker/r1-3.36.0-is-db-migrate
        """;

    private VendorWorld world = null!;

    [SetUp]
    public void MakeWorld() => world = new VendorWorld();

    [Test]
    public void A_stopped_service_stays_stopped_over_a_reboot_and_a_started_one_comes_back()
    {
        var instance = world.Serve();
        Assert.That(world.Run(instance, StopScript).Output, Is.EqualTo("stopped\n"));
        Reboot(instance);
        var unit = world.MachineOf(instance).Unit("lorawan-stack")!;
        Assert.That(unit.Active, Is.False);

        Assert.That(world.Run(instance, StartScript).Output, Is.EqualTo("active\n"));
        Reboot(instance);

        Assert.That(unit.Active, Is.True);
        Assert.That(world.Run(instance, StopScript).Output, Does.Contain("was started again meanwhile"), "a stop that comes late");
        Assert.That(unit.Active, Is.True);
    }

    [Test]
    public void A_migration_runs_once_however_often_its_script_is_sent()
    {
        var database = world.AddDatabase();
        var redis = world.AddRedis();
        world.Launch("3.35.0", database, redis);
        world.Vendor.Machines.FinishBoots();
        var upgraded = world.Launch("3.36.0", database, redis);
        world.Vendor.Machines.FinishBoots();

        var first = world.Run(upgraded, MigrateScript);
        var second = world.Run(upgraded, MigrateScript);

        Assert.Multiple(() =>
        {
            Assert.That((first.ExitCode, first.Errors), Is.EqualTo((0, "INFO Database migration done\n")));
            Assert.That((second.ExitCode, second.Output), Is.EqualTo((0, "already done\n")));
            Assert.That(world.Application.MigrationCalls, Has.Count.EqualTo(1));
        });
    }

    [Test]
    public void A_fresh_instance_has_none_of_the_old_ones_markers()
    {
        var old = world.Serve();
        world.Run(old, "mkdir -p /var/lib/upgradeworker && touch /var/lib/upgradeworker/done");
        world.Terminate(old);

        var fresh = world.Serve("3.36.0");

        Assert.That(world.Run(fresh, "[ -e /var/lib/upgradeworker/done ]").ExitCode, Is.EqualTo(1));
    }

    [Test]
    public void A_lock_is_free_again_when_its_script_is_killed_or_its_machine_stops()
    {
        var instance = world.Serve();
        const string Take = "mkdir -p /var/lock\nexec 9>/var/lock/service\nflock -n 9\n";
        var holder = new BashSession(world.MachineOf(instance), $"/bin/bash -s <<'END'\n{Take}sleep 1000\nEND\n");
        holder.Advance();
        Assert.That(world.Run(instance, Take).ExitCode, Is.EqualTo(1), "held");
        holder.End();
        Assert.That(world.Run(instance, Take).ExitCode, Is.Zero, "killed");
        new BashSession(world.MachineOf(instance), $"{Take}sleep 1000\n").Advance();
        Assert.That(world.Run(instance, Take).ExitCode, Is.EqualTo(1), "held again");
        Reboot(instance);
        Assert.That(world.Run(instance, Take).ExitCode, Is.Zero, "rebooted");
    }

    [Test]
    public void Logs_can_be_collected()
    {
        var instance = world.Serve();

        var ended = world.Run(
            instance,
            "set -uo pipefail\ntail -n 50 /tti/bootstrap/*.log 2>&1 || true\njournalctl -u lorawan-stack.service -n 50 --no-pager 2>&1 || true\n");

        Assert.That(ended.Output, Does.Contain("bootstrap complete").And.Contain("Starting 3.35.0"));
    }

    [Test]
    public void The_version_can_be_asked_for()
    {
        var ended = world.Run(world.Serve("3.36.0"), "set -euo pipefail\n/tti/lorawan-stack/tti-lw-stack version\nsystemctl is-active lorawan-stack.service\n");

        Assert.Multiple(() =>
        {
            Assert.That(ended.Output, Does.Contain("3.36.0"));
            Assert.That(ended.Output, Does.EndWith("active\n"));
        });
    }

    [Test]
    public void A_migration_without_the_configuration_is_refused_a_connection()
    {
        var ended = world.Run(world.Serve(), "/tti/lorawan-stack/tti-lw-stack is-db migrate");

        Assert.Multiple(() =>
        {
            Assert.That(ended.ExitCode, Is.EqualTo(1));
            Assert.That(ended.Errors, Does.Contain("dial tcp 127.0.0.1:5432: connect: connection refused"));
        });
    }

    private void Reboot(Ec2Instance instance)
    {
        world.Stop(instance);
        world.StartAgain(instance);
        world.Pass(TimeSpan.FromMinutes(2));
    }
}
