using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Core.Runs;

/// <summary>
/// The bash scripts that a run sends to the instance over SSM (AWS-RunShellScript), which runs them as root. Each may be sent twice
/// without harm. Nothing in them comes from a changelog, a mail or a template: only the profile's paths and the known commands.
/// </summary>
public static class InstanceScripts
{
    /// <summary>Length of a piece of a log: below the 24,000 characters that GetCommandInvocation returns (Systems Manager API Reference).</summary>
    public const int PieceBytes = 20_000;

    /// <summary>Exit code of <see cref="Migrate"/> when an earlier one still holds the lock: waiting helps (sysexits.h, EX_TEMPFAIL).</summary>
    public const int StillRuns = 75;

    private const string MarkerFolder = "/var/lib/upgradeworker";

    /// <summary>
    /// Stops the service, also across a reboot of the instance, and fails unless it is down. A stop that Systems Manager delivers late, after
    /// the run turned back and started the service again, leaves it running.
    /// </summary>
    /// <param name="profile">Paths of the vendor.</param>
    /// <param name="started">Marker of <see cref="StartService"/> for the stop's own generation; see <see cref="RunNames.StartMarker"/>.</param>
    public static string StopService(VendorProfile profile, string started) => Lines(
        "set -euo pipefail",
        $"mkdir -p {MarkerFolder}",
        $"exec 9>{MarkerFolder}/service-lock",
        "flock -w 240 9",
        $"if [ -e {MarkerFolder}/{started} ]; then",
        $"  echo \"{profile.ServiceUnit} was started again meanwhile\"",
        "  exit 1",
        "fi",
        $"systemctl disable --now {profile.ServiceUnit}",
        $"if systemctl is-active --quiet {profile.ServiceUnit}; then",
        $"  echo \"{profile.ServiceUnit} is still active\"",
        "  exit 1",
        "fi",
        "echo stopped");

    /// <summary>Fails if the service runs, whoever started it. Changes nothing.</summary>
    public static string CheckStopped(VendorProfile profile) => Lines(
        "set -euo pipefail",
        $"if systemctl is-active --quiet {profile.ServiceUnit}; then",
        $"  echo \"{profile.ServiceUnit} is active\"",
        "  exit 1",
        "fi",
        "echo stopped");

    /// <summary>Starts the service (again, so that it sees migrated databases) and fails unless it is up.</summary>
    /// <param name="profile">Paths of the vendor.</param>
    /// <param name="started">Markers that keep stops of the run's generations so far from coming after it.</param>
    public static string StartService(VendorProfile profile, IEnumerable<string> started) => Lines(
        "set -euo pipefail",
        $"mkdir -p {MarkerFolder}",
        $"exec 9>{MarkerFolder}/service-lock",
        "flock -w 240 9",
        $"touch {string.Join(' ', started.Select(marker => $"{MarkerFolder}/{marker}"))}",
        $"systemctl enable {profile.ServiceUnit}",
        $"systemctl restart {profile.ServiceUnit}",
        $"systemctl is-active {profile.ServiceUnit}");

    /// <summary>Waits until the first boot is finished; fails if it failed (cloud-init documentation, "status").</summary>
    public static string AwaitBoot() => Lines(
        "set -euo pipefail",
        "cloud-init status --wait");

    /// <summary>
    /// Runs one migration under a lock unless its done-marker says that it ran. What it prints on either stream goes to a log file, whose
    /// length and last lines are the script's own output, also where it had run before; the whole is had by <see cref="LogPiece"/>.
    /// </summary>
    /// <param name="profile">Paths of the vendor.</param>
    /// <param name="command">A known command such as <c>is-db migrate</c>; see the releases' command parts.</param>
    /// <param name="marker">File name from <see cref="RunNames.Marker"/>.</param>
    public static string Migrate(VendorProfile profile, string command, string marker) => Lines(
        "set -euo pipefail",
        $"export {profile.ConfigVariable}={profile.ConfigFile}",
        $"mkdir -p {MarkerFolder}",
        $"exec 9>{MarkerFolder}/lock",
        "if ! flock -w 600 9; then",
        "  echo \"a migration that was begun earlier still runs on this machine\"",
        $"  exit {StillRuns}",
        "fi",
        $"if [ ! -e {MarkerFolder}/{marker} ]; then",
        $"  if {profile.Binary} {command} >{Log(marker)} 2>&1; then",
        $"    touch {MarkerFolder}/{marker}",
        "  fi",
        "fi",
        $"touch {Log(marker)}",
        $"stat -c %s {Log(marker)}",
        $"tail -n 100 {Log(marker)}",
        $"[ -e {MarkerFolder}/{marker} ]");

    /// <summary>Prints a piece of a migration's log; empty beyond its end.</summary>
    /// <param name="marker">File name from <see cref="RunNames.Marker"/>.</param>
    /// <param name="piece">From 0; each is of <see cref="PieceBytes"/>, which fits into what Systems Manager hands back.</param>
    public static string LogPiece(string marker, int piece) => Lines(
        "set -euo pipefail",
        $"dd if={Log(marker)} bs={PieceBytes} skip={piece} count=1 status=none");

    /// <summary>Runs one data probe of the profile.</summary>
    public static string Probe(VendorProfile profile, string command) => Lines(
        "set -euo pipefail",
        $"export {profile.ConfigVariable}={profile.ConfigFile}",
        command);

    /// <summary>Prints the program's version, then whether the service is active.</summary>
    public static string Verify(VendorProfile profile) => Lines(
        "set -euo pipefail",
        $"{profile.Binary} {profile.VersionArguments}",
        $"systemctl is-active {profile.ServiceUnit}");

    /// <summary>Prints the ends of the boot logs and of the unit's journal; never fails.</summary>
    public static string CollectLogs(VendorProfile profile) => Lines(
        "set -uo pipefail",
        $"tail -n 50 {profile.BootstrapLogs} 2>&1 || true",
        $"journalctl -u {profile.ServiceUnit} -n 50 --no-pager 2>&1 || true");

    private static string Log(string marker) => $"{MarkerFolder}/{marker}.log";

    private static string Lines(params string[] lines) => string.Join('\n', lines) + "\n";
}
