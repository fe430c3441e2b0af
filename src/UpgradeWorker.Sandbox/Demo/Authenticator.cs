using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace UpgradeWorker.Sandbox.Demo;

/// <summary>The operator's authenticator app: six digits that change every 30 s (RFC 6238, RFC 4226 section 5.3).</summary>
internal sealed class Authenticator(TimeProvider clock)
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    private readonly byte[] secret = RandomNumberGenerator.GetBytes(20);
    private long last;

    /// <summary>The secret in Base32 (RFC 4648 section 6), as both sides keep it.</summary>
    public string Secret => string.Concat(Enumerable.Range(0, secret.Length * 8 / 5)
        .Select(i => Base32[(((secret[i * 5 / 8] << 8) | (i * 5 / 8 + 1 < secret.Length ? secret[i * 5 / 8 + 1] : 0)) >> (11 - i * 5 % 8)) & 31]));

    /// <summary>The digits shown now; if they were used already, those that come next.</summary>
    public async Task<string> NextAsync(CancellationToken token)
    {
        var now = clock.GetUtcNow();
        if (now.ToUnixTimeSeconds() / 30 <= last)
        {
            await Task.Delay(DateTimeOffset.FromUnixTimeSeconds((last + 1) * 30) + TimeSpan.FromMilliseconds(100) - now, clock, token);
        }

        last = clock.GetUtcNow().ToUnixTimeSeconds() / (long)Step.TotalSeconds;
        return Digits(secret, last);
    }

    /// <summary>The digits of a time step.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "The algorithm that all authenticator apps speak; its collisions do not matter to a MAC.")]
    internal static string Digits(byte[] secret, long step)
    {
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        var hash = HMACSHA1.HashData(secret, counter);
        var at = hash[^1] & 0xf;
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(at)) & 0x7fffffff;
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }
}
