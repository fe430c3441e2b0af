using System.Diagnostics;
using System.Globalization;
using UpgradeWorker.Aws;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Tests.Aws;

/// <summary>The scripts of a run in the real bash, as the agent would run them, in a folder of their own in the place of the machine's.</summary>
internal sealed class InstanceScriptsTests
{
    private const string Started = "r0-g1-started";
    private const string Marker = "r1-3.37.0-is-db-migrate";

    private string folder = "";

    private VendorProfile Profile => VendorProfile.TheThingsStack with
    {
        Binary = Path.Combine(folder, "stack"),
        ConfigFile = Path.Combine(folder, "config.yml"),
        BootstrapLogs = Path.Combine(folder, "bootstrap", "*.log"),
    };

    [SetUp]
    public void MakeMachine()
    {
        if (!File.Exists("/bin/bash") || !File.Exists("/usr/bin/flock"))
        {
            Assert.Ignore("needs bash and flock");
        }

        folder = Directory.CreateTempSubdirectory("upgradeworker-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "bin"));
    }

    [TearDown]
    public void DeleteMachine()
    {
        if (folder.Length > 0)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task A_migration_runs_once_with_its_configuration_and_tells_its_output_each_time()
    {
        Program("stack", "echo \"$TTN_LW_CONFIG $*\"; echo again >&2; echo ran >>calls");
        var (first, output) = await MigrateAsync();
        var (second, repeated) = await MigrateAsync();
        Assert.That((first, second), Is.EqualTo((0, 0)));
        Assert.That(output, Does.EndWith($"\n{folder}/config.yml is-db migrate\nagain\n"));
        Assert.That(repeated, Is.EqualTo(output));
        Assert.That(Read("calls"), Is.EqualTo("ran\n"));
    }

    [Test]
    public async Task A_migration_that_fails_leaves_no_marker_and_is_run_again()
    {
        Program("stack", "echo no >&2; exit 3");
        var (failed, output) = await MigrateAsync();
        Assert.That((failed, output), Is.EqualTo((1, "3\nno\n")));
        Program("stack", "echo yes");
        Assert.That(await MigrateAsync(), Is.EqualTo((0, "4\nyes\n")));
    }

    [Test]
    public async Task A_program_that_is_not_there_is_told()
    {
        var (exitCode, output) = await MigrateAsync();
        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(output, Does.Contain("No such file or directory"));
    }

    [Test]
    public async Task A_migration_that_still_runs_keeps_another_one_from_starting()
    {
        await RunAsync("mkfifo begun go");
        Program("stack", "echo ran >>calls; [ -e once ] && exit 9; touch once; echo >begun; read -r word <go");
        // The agent gives its shell up; what that began goes on, with the lock.
        using var first = Start(InstanceScripts.Migrate(Profile, "is-db migrate", Marker));
        await File.ReadAllTextAsync(Path.Combine(folder, "begun"));
        first.Kill(entireProcessTree: false);
        var second = await MigrateAsync();
        await File.WriteAllTextAsync(Path.Combine(folder, "go"), "on\n");
        await first.StandardOutput.ReadToEndAsync();
        Assert.That(second, Is.EqualTo((InstanceScripts.StillRuns, "a migration that was begun earlier still runs on this machine\n")));
        Assert.That((await MigrateAsync()).ExitCode, Is.Zero);
        Assert.That(Read("calls"), Is.EqualTo("ran\n"), "the first had come to its end");
    }

    [Test]
    public async Task An_output_of_100_000_characters_is_had_whole_in_pieces_that_Systems_Manager_hands_back()
    {
        Program("stack", "for i in $(seq 1 5000); do echo \"line $i of what it does\"; done");
        var (_, output) = await MigrateAsync();
        var bytes = long.Parse(output.Split('\n')[0], CultureInfo.InvariantCulture);
        Assert.That(bytes, Is.GreaterThan(100_000));
        var whole = "";
        for (var piece = 0; piece * (long)InstanceScripts.PieceBytes < bytes; piece++)
        {
            var (exitCode, text) = await RunAsync(InstanceScripts.LogPiece(Marker, piece));
            Assert.That(exitCode, Is.Zero);
            Assert.That(text, Has.Length.LessThanOrEqualTo(24_000));
            whole += text;
        }

        Assert.That(whole, Is.EqualTo(string.Concat(Enumerable.Range(1, 5000).Select(line => $"line {line} of what it does\n"))));
        Assert.That(await RunAsync(InstanceScripts.LogPiece(Marker, 999)), Is.EqualTo((0, "")));
    }

    [Test]
    public async Task A_probe_fails_with_any_part_of_its_pipe()
    {
        Assert.That((await RunAsync(InstanceScripts.Probe(Profile, "false | cat"))).ExitCode, Is.EqualTo(1));
        Assert.That(await RunAsync(InstanceScripts.Probe(Profile, "echo $TTN_LW_CONFIG | tr a-z A-Z")), Is.EqualTo((0, $"{folder}/config.yml\n".ToUpperInvariant())));
    }

    [Test]
    public async Task A_service_that_does_not_stop_or_start_fails_the_script()
    {
        Program("bin/systemctl", "case \"$1\" in is-active) [ -e active ] && echo active;; esac");
        Assert.That(await RunAsync(InstanceScripts.StopService(Profile, Started)), Is.EqualTo((0, "stopped\n")));
        await File.WriteAllTextAsync(Path.Combine(folder, "active"), "");
        Assert.That((await RunAsync(InstanceScripts.StopService(Profile, Started))).ExitCode, Is.EqualTo(1));
        Assert.That(await RunAsync(InstanceScripts.StartService(Profile, [Started])), Is.EqualTo((0, "active\n")));
        File.Delete(Path.Combine(folder, "active"));
        Assert.That((await RunAsync(InstanceScripts.StartService(Profile, [Started]))).ExitCode, Is.Not.Zero);
        Assert.That(
            await RunAsync(InstanceScripts.StopService(Profile, Started)), Is.EqualTo((1, "lorawan-stack.service was started again meanwhile\n")),
            "a stop that comes late, after the start");
        Assert.That((await RunAsync(InstanceScripts.StopService(Profile, "another-generation"))).ExitCode, Is.Zero);
    }

    [Test]
    public async Task Logs_are_collected_also_where_there_are_none()
    {
        Program("bin/journalctl", "echo \"journal of $2\"; exit 1");
        Assert.That(await RunAsync(InstanceScripts.CollectLogs(Profile)), Is.EqualTo((0, $"tail: cannot open '{folder}/bootstrap/*.log' for reading: No such file or directory\njournal of lorawan-stack.service\n")));
        Directory.CreateDirectory(Path.Combine(folder, "bootstrap"));
        await File.WriteAllTextAsync(Path.Combine(folder, "bootstrap", "1.log"), "booted\n");
        Assert.That((await RunAsync(InstanceScripts.CollectLogs(Profile))).Output, Is.EqualTo("booted\njournal of lorawan-stack.service\n"));
    }

    private Task<(int ExitCode, string Output)> MigrateAsync() => RunAsync(InstanceScripts.Migrate(Profile, "is-db migrate", Marker));

    private async Task<(int ExitCode, string Output)> RunAsync(string script)
    {
        using var sh = Start(script);
        var errors = sh.StandardError.ReadToEndAsync();
        var output = await sh.StandardOutput.ReadToEndAsync();
        await errors;
        await sh.WaitForExitAsync();
        return (sh.ExitCode, output);
    }

    private Process Start(string script)
    {
        var machine = script.Replace("/var/lib/upgradeworker", Path.Combine(folder, "var"), StringComparison.Ordinal)
            .Replace("flock -w 600", "flock -w 1", StringComparison.Ordinal);
        var file = Path.Combine(folder, Path.GetRandomFileName());
        File.WriteAllText(file, InstanceGateway.WrapForBash(machine));
        return Process.Start(new ProcessStartInfo("/bin/sh", [file])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PATH"] = $"{folder}/bin:{Environment.GetEnvironmentVariable("PATH")}", ["LC_ALL"] = "C" },
        })!;
    }

    private void Program(string name, string body)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, $"#!/bin/bash\n{body}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private string Read(string name) => File.ReadAllText(Path.Combine(folder, name));
}
