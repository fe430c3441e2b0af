using System.Net;
using Npgsql;

namespace UpgradeWorker.Configuration;

/// <summary>Reads connection strings of PostgreSQL without ever showing one.</summary>
/// <remarks>Keys: https://www.npgsql.org/doc/connection-string-parameters.html</remarks>
public static class PostgreSqlText
{
    private const string Example = "write Host=…;Database=…;Username=…;Password=…";

    /// <summary>What is wrong with one; null when nothing is.</summary>
    public static string? Complaint(string text)
    {
        if (Read(text) is not { } builder)
        {
            return $"it cannot be read; {Example}, each key as Npgsql spells it, and quotes around a value with ; in it.";
        }

        var missing = new[] { ("Host", builder.Host), ("Database", builder.Database), ("Username", builder.Username) }
            .Where(key => string.IsNullOrWhiteSpace(key.Item2)).Select(key => key.Item1).ToList();
        return missing.Count == 0 ? null : $"it lacks {string.Join(" and ", missing)}; {Example}.";
    }

    /// <summary>The password in it, which must stay out of the logs; null when there is none.</summary>
    public static string? PasswordOf(string text) => Read(text)?.Password;

    /// <summary>What is dangerous about it; null when nothing is.</summary>
    public static string? Concern(string text) => Read(text) switch
    {
        { Host: { } host, SslMode: not (SslMode.VerifyCA or SslMode.VerifyFull) } when !IsThisMachine(host) =>
            $"what goes to {host} may be read or changed on the way: give SSL Mode=VerifyFull (and Root Certificate, if its authority is your own).",
        _ => null,
    };

    // A path names a socket of this machine.
    private static bool IsThisMachine(string host) =>
        host.StartsWith('/') || host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static NpgsqlConnectionStringBuilder? Read(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            // Not told on: the library's message may quote a part of the password.
            return null;
        }
    }
}
