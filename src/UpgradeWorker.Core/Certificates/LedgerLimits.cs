namespace UpgradeWorker.Core.Certificates;

/// <summary>How many certificates of one kind may be issued. Defaults: Let's Encrypt, "Rate Limits", certificates per exact set of identifiers.</summary>
public sealed record LedgerLimits
{
    /// <summary>Certificates in one <see cref="Window"/>; the bucket's capacity. At least 1.</summary>
    public int Limit { get; init; } = 5;

    public TimeSpan Window { get; init; } = TimeSpan.FromDays(7);

    public LedgerMode Mode { get; init; } = LedgerMode.Window;

    /// <summary>Places that no upgrade takes: they stay free for recovery. 0 to <see cref="Limit"/>.</summary>
    public int KeepInReserve { get; init; } = 1;

    /// <summary>Certificates that one replacement asks for, per set of names: 1, or 2 where clients without ECDSA connect.</summary>
    public int CostPerReplacement { get; init; } = 1;

    /// <summary>How long after the creation of an instance its certificate is taken to be issued at the latest, unless it was seen.</summary>
    public TimeSpan IssuanceDelay { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Limit on all names of one registered domain in the same window (Let's Encrypt: 50).</summary>
    public int DomainLimit { get; init; } = 50;

    /// <summary>How far back a stack's events are read at least, so that an instance is known from its creation on.</summary>
    public static readonly TimeSpan EventsReach = TimeSpan.FromDays(8);

    /// <summary>
    /// Registered domains in ASCII form, such as <c>example.com</c>; names under none of them have no second limit. Which domain is
    /// registered is not guessed: it depends on the Public Suffix List of the day.
    /// </summary>
    public IReadOnlyList<string> RegisteredDomains { get; init; } = [];

    /// <summary>Time in which the bucket wins one place back; 33 h 36 min by default. Rounded down to a tick, as Let's Encrypt's own integer division does.</summary>
    public TimeSpan EmissionInterval => new(Window.Ticks / Limit);

    /// <summary>
    /// How far back a fact can matter. In a window: the window and the delay before it, and at least eight days. The bucket never quite
    /// forgets, but after five windows what it still owes is less than one place unless it was spent from all the time.
    /// </summary>
    public TimeSpan Memory => Mode == LedgerMode.Bucket ? 5 * Window + IssuanceDelay : Longer(EventsReach, Window + IssuanceDelay + TimeSpan.FromHours(1));

    /// <summary>The registered domain that a set of names lies under, the longest that fits; null = none is configured.</summary>
    public string? DomainOf(NameSet names) => RegisteredDomains.Where(names.IsUnder).MaxBy(domain => domain.Length);

    /// <summary>The same limits for the second limiter, which counts a whole registered domain and keeps nothing in reserve.</summary>
    public LedgerLimits OfDomain() => this with { Limit = DomainLimit, KeepInReserve = 0 };

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}

/// <summary>Which arithmetic limits.</summary>
public enum LedgerMode
{
    /// <summary>At most Limit in any window of 7 days, as the vendor says it.</summary>
    Window,

    /// <summary>The token bucket that Let's Encrypt runs: a burst of Limit, then one place back each emission interval.</summary>
    Bucket,
}
