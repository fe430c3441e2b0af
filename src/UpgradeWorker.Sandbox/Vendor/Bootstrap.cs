using System.Text;
using UpgradeWorker.Sandbox.Ssm;

namespace UpgradeWorker.Sandbox.Vendor;

/// <summary>What the instance was told in its user data at its first boot, which is the only time that it reads it.</summary>
/// <param name="Domain">The host name that certificates are asked for.</param>
/// <param name="DatabaseHost">Endpoint of PostgreSQL.</param>
/// <param name="RedisHost">Endpoint of Redis.</param>
/// <param name="CustomCertificate">Let's Encrypt is never asked.</param>
internal sealed record Bootstrap(string Domain, string DatabaseHost, string RedisHost, bool CustomCertificate)
{
    public const string Unit = "lorawan-stack.service";
    public const string ConfigFile = "/tti/lorawan-stack/config.yml";
    public const string Binary = "/tti/lorawan-stack/tti-lw-stack";
    private const string Log = "/tti/bootstrap/bootstrap.log";

    /// <summary>Lays out the disk, adds the unit, and reads the user data; null when the user data is not the vendor's.</summary>
    public static Bootstrap? Run(Machine machine, VendorRelease release)
    {
        foreach (var folder in (string[])["/tti/acme", "/tti/bootstrap", "/tti/lorawan-stack"])
        {
            machine.Disk.MakeFolder(folder, parents: true);
        }

        machine.Disk.Append(Log, $"bootstrap of version {release.Version}\n");
        var values = Exports(machine.Instance.UserData ?? "");
        if (!values.TryGetValue("TTI_DOMAIN", out var domain)
            || !values.TryGetValue("TTI_DATABASE_HOST", out var database)
            || !values.TryGetValue("TTI_REDIS_HOST", out var redis))
        {
            machine.Disk.Append(Log, "ERROR the user data names no domain, database or Redis\n");
            return null;
        }

        machine.Disk.Write(Binary, release.Version);
        machine.Disk.Write(
            ConfigFile,
            $"is:\n  database-uri: postgres://{database}:5432/tts\nredis:\n  address: {redis}:6379\nhttp:\n  domain: {domain}\n");
        machine.Disk.Write("/tti/lorawan-stack/environment", $"TTN_LW_CONFIG={ConfigFile}\n");
        machine.Disk.Append(Log, "bootstrap complete\n");
        machine.AddUnit(Unit).Enabled = true;
        return new Bootstrap(domain, database, redis, values.GetValueOrDefault("TTI_CUSTOM_CERTIFICATE") == "true");
    }

    private static Dictionary<string, string> Exports(string userData)
    {
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        foreach (var line in Decode(userData).Split('\n').Where(l => l.StartsWith("export ", StringComparison.Ordinal)))
        {
            if (line["export ".Length..].Split('=', 2) is [var name, var value])
            {
                values[name] = value.Trim('\'');
            }
        }

        return values;
    }

    private static string Decode(string userData)
    {
        var bytes = new byte[userData.Length];
        return Convert.TryFromBase64String(userData, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : userData;
    }
}
