using System.Globalization;

namespace UpgradeWorker.Sandbox.World;

/// <summary>Ids in AWS's shapes from one seeded counter, so that the same story has the same ids.</summary>
public sealed class IdSource(ulong seed)
{
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private ulong state = seed;

    /// <summary>17 hexadecimal digits, as in <c>i-0a27db4e6eb409ae7</c>.</summary>
    public string Hex17() => string.Create(CultureInfo.InvariantCulture, $"0{Next():x16}");

    public string Uuid()
    {
        var (high, low) = (Next(), Next());
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{high >> 32:x8}-{(high >> 16) & 0xffff:x4}-4{high & 0xfff:x3}-a{(low >> 48) & 0xfff:x3}-{low & 0xffffffffffff:x12}");
    }

    /// <summary>Capital letters and digits, as CloudFormation appends to the names that it makes.</summary>
    public string Suffix(int length)
    {
        var bits = Next();
        return string.Create(length, bits, static (span, value) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = Alphanumeric[(int)(value % 36)];
                value = (value / 36) ^ (value << 23);
            }
        });
    }

    /// <summary>A number from 0 up to, not including, <paramref name="bound"/>.</summary>
    public int Number(int bound) => (int)(Next() % (ulong)bound);

    // SplitMix64: well mixed from a plain counter.
    private ulong Next()
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
