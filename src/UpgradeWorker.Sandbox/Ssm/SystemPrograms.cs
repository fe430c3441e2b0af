using System.Globalization;
using UpgradeWorker.Sandbox.Ssm.Bash;

namespace UpgradeWorker.Sandbox.Ssm;

/// <summary>systemctl, journalctl and cloud-init, as far as scripts on an instance need them. Exit codes as in their manual
/// pages; options that are not emulated end with 2 and are named.</summary>
internal static class SystemPrograms
{
    public static IEnumerable<TimeSpan> Systemctl(ShellCall call)
    {
        var options = call.Arguments.Where(a => a.StartsWith('-')).ToList();
        var words = call.Arguments.Where(a => !a.StartsWith('-')).ToList();
        var allowed = words is [var verb, _]
            ? verb switch
            {
                "enable" or "disable" => ["--now"],
                "is-active" or "is-enabled" => ["--quiet", "-q"],
                "start" or "stop" or "restart" => [],
                _ => (string[]?)null,
            }
            : null;
        if (allowed is null || options.Except(allowed).Any())
        {
            return Outside(call, "systemctl");
        }

        var (name, now) = (words[1].EndsWith(".service", StringComparison.Ordinal) ? words[1] : words[1] + ".service", options.Count > 0);
        return call.Machine.Unit(name) is { } unit ? Systemctl(call, words[0], unit, now) : NoUnit(call, words[0], name, options.Count > 0);
    }

    private static IEnumerable<TimeSpan> Systemctl(ShellCall call, string verb, SystemdUnit unit, bool option)
    {
        var machine = call.Machine;
        const string Wants = "/etc/systemd/system/multi-user.target.wants/";
        switch (verb)
        {
            case "is-active" or "is-enabled":
                var (yes, word, no) = verb == "is-active" ? (unit.Active, "active", "inactive") : (unit.Enabled, "enabled", "disabled");
                if (!option)
                {
                    call.Print(yes ? word : no);
                }

                call.ExitCode = yes ? 0 : verb == "is-active" ? 3 : 1;
                yield break;
            case "enable" when !unit.Enabled:
                call.Complain($"Created symlink {Wants}{unit.Name} → /etc/systemd/system/{unit.Name}.");
                break;
            case "disable" when unit.Enabled:
                call.Complain($"Removed \"{Wants}{unit.Name}\".");
                break;
            default:
                break;
        }

        unit.Enabled = verb switch { "enable" => true, "disable" => false, _ => unit.Enabled };
        if (verb is "stop" or "restart" || (verb == "disable" && option))
        {
            if (unit.Active)
            {
                yield return machine.Durations.UnitStop;
                unit.Stop(machine.World.Now);
            }
        }

        if (verb is "start" or "restart" || (verb == "enable" && option))
        {
            if (!unit.Active)
            {
                yield return machine.Durations.UnitStart;
                unit.Start(machine.World.Now);
            }
        }
    }

    private static IEnumerable<TimeSpan> NoUnit(ShellCall call, string verb, string name, bool option)
    {
        switch (verb)
        {
            case "is-active":
                if (!option)
                {
                    call.Print("inactive");
                }

                return call.End(4);
            case "start" or "stop" or "restart":
                return call.Fail(5, $"Failed to {verb} {name}: Unit {name} not found.");
            default:
                return call.Fail(1, $"Failed to {verb} unit: Unit file {name} does not exist.");
        }
    }

    public static IEnumerable<TimeSpan> Journalctl(ShellCall call)
    {
        var words = call.Arguments.Where(a => a != "--no-pager").ToList();
        if (words is not ["-u", var name, "-n", var number] || !int.TryParse(number, CultureInfo.InvariantCulture, out var count))
        {
            return Outside(call, "journalctl");
        }

        var lines = call.Machine.Unit(name)?.Journal ?? [];
        call.Output(lines.Count == 0 ? "-- No entries --\n" : string.Concat(lines.TakeLast(count).Select(l => l + "\n")));
        return call.End();
    }

    // Codes: https://docs.cloud-init.io/en/latest/explanation/failure_states.html
    public static IEnumerable<TimeSpan> CloudInit(ShellCall call)
    {
        if (call.Arguments is not (["status"] or ["status", "--wait"]))
        {
            Outside(call, "cloud-init");
            yield break;
        }

        while (call.Arguments.Length == 2 && call.Machine.Boot is (BootState.NotStarted or BootState.Running))
        {
            call.Output(".");
            yield return TimeSpan.FromSeconds(5);
        }

        call.Print("status: " + call.Machine.Boot switch
        {
            BootState.NotStarted => "not started",
            BootState.Running => "running",
            BootState.Done => "done",
            _ => "error",
        });
        call.ExitCode = call.Machine.Boot == BootState.Failed ? 1 : 0;
    }

    private static IEnumerable<TimeSpan> Outside(ShellCall call, string program) =>
        call.Fail(2, $"{program} {string.Join(' ', call.Arguments)}: the sandbox does not emulate this use of {program}");
}
