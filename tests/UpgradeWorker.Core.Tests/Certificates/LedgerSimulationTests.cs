using CsCheck;
using UpgradeWorker.Core.Certificates;

namespace UpgradeWorker.Core.Tests.Certificates;

/// <summary>The two limiters against models written here on their own, over random histories.</summary>
public sealed class LedgerSimulationTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    // Gaps between attempts: often nothing, often about what the limiters count in, sometimes odd ticks.
    private static readonly Gen<DateTimeOffset[]> Attempts = Gen.OneOf(
            Gen.Const(0L), Gen.Long[0, 3], Gen.Long[0, TimeSpan.TicksPerHour * 50], Gen.Long[0, TimeSpan.TicksPerDay * 9],
            Gen.Const(TimeSpan.FromHours(33.6).Ticks), Gen.Const(TimeSpan.TicksPerDay * 7))
        .Array[0, 60]
        .Select(gaps => gaps.Aggregate(new List<DateTimeOffset>(), (times, gap) =>
        {
            times.Add((times.Count == 0 ? Start : times[^1]).AddTicks(gap));
            return times;
        }).ToArray());

    private static readonly Gen<(LedgerLimits Limits, int Cost)> Limits =
        Gen.Select(Gen.Int[1, 12], Gen.Int[0, 3], Gen.Int[1, 3], Gen.Bool).Select((limit, reserve, cost, bucket) =>
            (new LedgerLimits { Limit = limit, KeepInReserve = reserve, Mode = bucket ? LedgerMode.Bucket : LedgerMode.Window }, cost));

    [Test]
    public void No_window_of_seven_days_ever_holds_more_than_the_limit_less_the_reserve() =>
        Gen.Select(Attempts, Limits).Sample((attempts, limits) =>
        {
            var weekly = limits.Limits with { Mode = LedgerMode.Window };
            var taken = LedgerSimulation.Run(attempts, weekly, limits.Cost).Where(one => one.Allowed).Select(one => one.At).ToList();
            return taken.All(first => taken.Count(other => other >= first && other < first + Week) * limits.Cost
                <= Math.Max(0, weekly.Limit - weekly.KeepInReserve));
        });

    [Test]
    public void The_weekly_window_equals_counting_by_hand() =>
        Gen.Select(Attempts, Limits).Sample((attempts, limits) =>
        {
            var (weekly, cost) = (limits.Limits with { Mode = LedgerMode.Window }, limits.Cost);
            var taken = new List<DateTimeOffset>();
            foreach (var one in LedgerSimulation.Run(attempts, weekly, cost))
            {
                var used = taken.Count(at => at + Week > one.At) * cost;
                var allowed = weekly.Limit - used - cost >= weekly.KeepInReserve;
                if (allowed)
                {
                    taken.Add(one.At);
                }
                if (one.Allowed != allowed || one.Room != weekly.Limit - used - (allowed ? cost : 0))
                {
                    return false;
                }
            }
            return true;
        });

    [Test]
    public void The_bucket_equals_the_arithmetic_that_boulder_keeps_in_one_number() =>
        Gen.Select(Attempts, Limits).Sample((attempts, limits) =>
        {
            var (bucket, cost) = (limits.Limits with { Mode = LedgerMode.Bucket }, limits.Cost);
            var interval = 6_048_000_000_000L / bucket.Limit;
            var arrival = 0L;
            foreach (var one in LedgerSimulation.Run(attempts, bucket, cost))
            {
                var now = one.At.UtcTicks;
                var spent = Math.Max(now, arrival) + interval * (cost + bucket.KeepInReserve);
                var allowed = now - (spent - interval * bucket.Limit) >= 0;
                if (allowed)
                {
                    arrival = Math.Max(now, arrival) + interval * cost;
                }
                var room = (interval * bucket.Limit - Math.Max(0, arrival - now)) / interval;
                if (one.Allowed != allowed || one.Room != room)
                {
                    return false;
                }
            }
            return true;
        });

    [Test]
    public void The_next_instant_is_yes_at_it_and_no_one_tick_before() =>
        Gen.Select(Attempts, Limits).Sample((attempts, limits) =>
        {
            var answers = LedgerSimulation.Run(attempts, limits.Limits, limits.Cost).ToList();
            if (answers.Count == 0)
            {
                return true;
            }
            var last = answers[^1];
            bool AllowedAt(DateTimeOffset at) => LedgerSimulation.Run([.. attempts, at], limits.Limits, limits.Cost).Last().Allowed;
            if (limits.Cost + limits.Limits.KeepInReserve > limits.Limits.Limit)
            {
                return last.NextAt is null && !AllowedAt(last.At + 100 * Week);
            }
            return last.NextAt is { } next && next >= last.At && AllowedAt(next) && (next == last.At || !AllowedAt(next.AddTicks(-1)));
        });

    [Test]
    public void A_burst_of_five_empties_the_bucket_for_exactly_33_hours_and_36_minutes()
    {
        var limits = new LedgerLimits { Mode = LedgerMode.Bucket, KeepInReserve = 0 };
        var back = Start + new TimeSpan(33, 36, 0);

        var answers = LedgerSimulation.Run([Start, Start, Start, Start, Start, back.AddTicks(-1), back], limits, cost: 1).ToList();

        Assert.That(answers.Select(one => one.Allowed), Is.EqualTo(new[] { true, true, true, true, true, false, true }));
        Assert.That(answers[4].NextAt, Is.EqualTo(back));
    }

    [Test]
    public void One_a_day_from_a_full_bucket_succeeds_fifteen_times_and_the_next_waits_9_hours_36_minutes()
    {
        var limits = new LedgerLimits { Mode = LedgerMode.Bucket, KeepInReserve = 0 };
        var days = Enumerable.Range(0, 16).Select(day => Start.AddDays(day));

        var answers = LedgerSimulation.Run(days, limits, cost: 1).ToList();

        Assert.That(answers.Count(one => one.Allowed), Is.EqualTo(15));
        Assert.That(answers[15].NextAt - answers[15].At, Is.EqualTo(new TimeSpan(9, 36, 0)));
    }

    [Test]
    public void The_reserve_is_never_taken_and_frees_nothing()
    {
        var answers = LedgerSimulation.Run([Start, Start, Start, Start, Start], new LedgerLimits(), cost: 1).ToList();

        Assert.That(answers.Select(one => one.Room), Is.EqualTo(new[] { 4, 3, 2, 1, 1 }));
        Assert.That(answers[4], Is.EqualTo(new SimulatedAttempt(Start, false, 1, Start + Week)));
    }
}
