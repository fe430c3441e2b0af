using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Sandbox.Ssm.Bash;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Vendor;

/// <summary>One call of a migration command, whatever came of it.</summary>
public sealed record MigrationCall(string Component, DateTimeOffset At, string InstanceId, string BinaryVersion, int ExitCode, int Applied);

/// <summary>The program <c>tti-lw-stack</c>: its migrations and its version.</summary>
internal sealed class VendorProgram(Func<RunningApplication?> application, VendorRelease release, TimeSpan migrationTime, List<MigrationCall> calls)
{
    private static readonly TimeSpan LongerThanAnyLimit = TimeSpan.FromHours(49);
    private static readonly string[] InRedis = ["as", "js", "ns"];

    public IEnumerable<TimeSpan> Run(ShellCall call) => WithoutConfig(call.Arguments) switch
    {
        ["version"] => Version(call),
        [var group, "migrate"] when group.EndsWith("-db", StringComparison.Ordinal) => Migrate(call, group[..^"-db".Length]),
        ["is-db", "init"] => call.Fail(1, "error: is-db init is deprecated, use is-db migrate"),
        _ => call.Fail(2, $"tti-lw-stack {string.Join(' ', call.Arguments)}: the sandbox does not emulate this command"),
    };

    private static string[] WithoutConfig(string[] arguments) => arguments is [.. var words, "-c", _] ? words : arguments;

    private IEnumerable<TimeSpan> Version(ShellCall call)
    {
        call.Print("The Things Stack for LoRaWAN: tti-lw-stack");
        call.Print($"Version:             {release.Version}");
        call.Print("OS/Arch:             linux/amd64");
        return call.End();
    }

    private IEnumerable<TimeSpan> Migrate(ShellCall call, string component)
    {
        var world = call.Machine.World;
        var applied = 0;
        var config = call.Arguments is [.., "-c", var path] ? path : call.Environment.GetValueOrDefault("TTN_LW_CONFIG");
        if (config is null)
        {
            call.Fail(1, "error: dial tcp 127.0.0.1:5432: connect: connection refused");
        }
        else if (call.Machine.Disk.Read(config) is null)
        {
            call.Fail(1, $"error: open {config}: no such file or directory");
        }
        else if (!SchemaTable.Components.Contains(component) && !InRedis.Contains(component))
        {
            call.Fail(1, $"error: unknown command \"{component}-db\" for \"tti-lw-stack\"");
        }
        else
        {
            yield return Length(world, $"{component}-db migrate");
            applied = Apply(call, component);
        }

        calls.Add(new MigrationCall(component, world.Now, call.Machine.Instance.PhysicalId, release.Version, call.ExitCode, applied));
    }

    // More than the longest executionTimeout: the command's own limit ends it.
    private TimeSpan Length(SandboxWorld world, string command) =>
        world.Faults.Take<WorldFault.MigrationHangs>(f => command.Contains(f.Command, StringComparison.Ordinal)) is not null ? LongerThanAnyLimit
        : migrationTime * (world.Faults.Take<WorldFault.MigrationSlow>(f => command.Contains(f.Command, StringComparison.Ordinal))?.Factor ?? 1);

    private int Apply(ShellCall call, string component)
    {
        var world = call.Machine.World;
        if (world.Faults.Take<WorldFault.MigrationExits>(f => $"{component}-db migrate".Contains(f.Command, StringComparison.Ordinal)) is { } fault)
        {
            call.Fail(fault.ExitCode, $"error: migration of {component} failed");
            return 0;
        }

        if (InRedis.Contains(component))
        {
            call.Complain("INFO Database is up to date");
            return 0;
        }

        if (application()?.Database is not { } database)
        {
            call.Fail(1, $"error: dial tcp {application()?.Bootstrap.DatabaseHost}:5432: connect: connection refused");
            return 0;
        }

        SchemaTable.Initialise(database.Data, release);
        var pending = SchemaTable.Pending(database.Data, component, release);
        foreach (var each in pending)
        {
            SchemaTable.Apply(
                database.Data,
                new AppliedMigration(component, each.Version, world.Now, call.Machine.Instance.PhysicalId, release.Version));
        }

        call.Complain(pending.Count > 0 ? "INFO Database migration done" : "INFO Database is up to date");
        return pending.Count;
    }
}
