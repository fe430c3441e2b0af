namespace UpgradeWorker.Sandbox.Vendor;

/// <summary>
/// The generic cell rate algorithm as Let's Encrypt limits with it: <paramref name="count"/> at once, one back every
/// <paramref name="period"/> / <paramref name="count"/>; past credit beyond that is not kept
/// (https://letsencrypt.org/docs/rate-limits/, "How we count").
/// </summary>
internal sealed class Gcra(TimeSpan period, int count)
{
    private readonly TimeSpan interval = period / count;
    private DateTimeOffset theoretical = DateTimeOffset.MinValue;

    /// <summary>How long until one is allowed; zero = now.</summary>
    public TimeSpan Wait(DateTimeOffset now)
    {
        var next = Later(now, theoretical) + interval;
        var early = next - (interval * count) - now;
        return early > TimeSpan.Zero ? early : TimeSpan.Zero;
    }

    /// <summary>Takes one, allowed or not: an issuance that has happened counts in any case.</summary>
    public void Spend(DateTimeOffset now)
    {
        var next = Later(now, theoretical) + interval;
        var fullest = now + (interval * count);
        theoretical = next < fullest ? next : fullest;
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
