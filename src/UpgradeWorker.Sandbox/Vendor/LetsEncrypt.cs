using System.Globalization;

namespace UpgradeWorker.Sandbox.Vendor;

/// <summary>A certificate that was issued. <paramref name="Account"/>: the instance whose ACME account asked.</summary>
public sealed record IssuedCertificate(
    string Serial, IReadOnlyList<string> Names, string Account, DateTimeOffset At, DateTimeOffset NotAfter);

/// <summary>What Let's Encrypt answered to an order.</summary>
public abstract record OrderAnswer
{
    private OrderAnswer() { }

    public sealed record Issued(IssuedCertificate Certificate) : OrderAnswer;

    /// <summary>HTTP 429 <c>urn:ietf:params:acme:error:rateLimited</c>, with its Retry-After.</summary>
    public sealed record RateLimited(TimeSpan RetryAfter, string Detail) : OrderAnswer;

    /// <summary>The name did not lead to who asked (<c>urn:ietf:params:acme:error:unauthorized</c>).</summary>
    public sealed record NotAuthorized(string Detail) : OrderAnswer;
}

/// <summary>
/// Let's Encrypt's limits that an upgrade can meet: 5 certificates per exact set of names in 7 days, whoever asks, and 5 failed
/// authorizations per name and account in an hour (https://letsencrypt.org/docs/rate-limits/). Its periods are those of the
/// clock: no speed divides them.
/// </summary>
public sealed class LetsEncrypt
{
    private static readonly DateTimeOffset Shorter = new(2027, 2, 10, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Shortest = new(2028, 2, 16, 0, 0, 0, TimeSpan.Zero);
    private readonly Dictionary<string, Gcra> exactSets = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Name, string Account), Gcra> failures = [];
    private readonly List<IssuedCertificate> issued = [];
    private readonly List<string> refusals = [];

    /// <summary>Every issuance, oldest first.</summary>
    public IReadOnlyList<IssuedCertificate> Issued => issued;

    /// <summary>The text of every refusal, oldest first.</summary>
    public IReadOnlyList<string> Refusals => refusals;

    /// <summary>How often this exact set of names was issued.</summary>
    public int Count(params IEnumerable<string> names) => issued.Count(c => c.Names.SequenceEqual(Exact(names)));

    /// <summary>One order from beginning to end.</summary>
    /// <param name="names">The names; case, order and repetition do not matter.</param>
    /// <param name="account">The ACME account: one an instance, as each makes its own.</param>
    /// <param name="reachable">Whether every name leads to who asks.</param>
    /// <param name="now">The instant.</param>
    public OrderAnswer Order(IEnumerable<string> names, string account, bool reachable, DateTimeOffset now)
    {
        var exact = Exact(names);
        foreach (var name in exact)
        {
            if (FailuresOf(name, account).Wait(now) is { Ticks: > 0 } pause)
            {
                return Refuse(
                    pause,
                    $"too many failed authorizations (5) for \"{name}\" in the last 1h0m0s",
                    "#authorization-failures-per-identifier-per-account",
                    now);
            }
        }

        var bucket = BucketOf(exact);
        if (bucket.Wait(now) is { Ticks: > 0 } wait)
        {
            return Refuse(
                wait,
                "too many certificates (5) already issued for this exact set of identifiers in the last 168h0m0s",
                "#new-certificates-per-exact-set-of-identifiers",
                now);
        }

        if (!reachable)
        {
            FailuresOf(exact[0], account).Spend(now);
            var detail = $"{exact[0]}: the name does not lead to the server that asked";
            refusals.Add(detail);
            return new OrderAnswer.NotAuthorized(detail);
        }

        bucket.Spend(now);
        var serial = string.Create(CultureInfo.InvariantCulture, $"03{issued.Count + 1:x34}");
        var certificate = new IssuedCertificate(serial, exact, account, now, now + Lifetime(now));
        issued.Add(certificate);
        return new OrderAnswer.Issued(certificate);
    }

    /// <summary>90 days now, 64 from 10 February 2027, 45 from 16 February 2028 (https://letsencrypt.org/2025/12/02/from-90-to-45).</summary>
    public static TimeSpan Lifetime(DateTimeOffset now) => TimeSpan.FromDays(now >= Shortest ? 45 : now >= Shorter ? 64 : 90);

    private OrderAnswer.RateLimited Refuse(TimeSpan wait, string what, string anchor, DateTimeOffset now)
    {
        var until = (now + wait).UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
        var detail = $"{what}, retry after {until}: see https://letsencrypt.org/docs/rate-limits/{anchor}";
        refusals.Add(detail);
        return new OrderAnswer.RateLimited(wait, detail);
    }

    private Gcra BucketOf(List<string> exact)
    {
        var key = string.Join(' ', exact);
        return exactSets.TryGetValue(key, out var bucket) ? bucket : exactSets[key] = new Gcra(TimeSpan.FromDays(7), 5);
    }

    private Gcra FailuresOf(string name, string account) =>
        failures.TryGetValue((name, account), out var bucket) ? bucket : failures[(name, account)] = new Gcra(TimeSpan.FromHours(1), 5);

#pragma warning disable CA1308 // Host names are compared in lower case.
    private static List<string> Exact(IEnumerable<string> names) =>
        [.. names.Select(n => n.ToLowerInvariant()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
#pragma warning restore CA1308
}
