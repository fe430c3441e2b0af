using CsCheck;
using UpgradeWorker.Core.Certificates;

namespace UpgradeWorker.Core.Tests.Certificates;

/// <summary>What holds over any history: of limits, of reservations, and of reports of one fact however they come.</summary>
public sealed class LedgerPropertyTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly NameSet Stack = NameSet.Of("stack.example.com");
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    // Few instances and serials, so that many reports are of one fact: by run, event, look or log, earlier and later, cheap and dear.
    private static readonly Gen<LedgerEntry> Report = Gen.Select(
        Gen.Int[0, 4], Gen.Int[0, 3], Gen.Long[-TimeSpan.TicksPerDay * 9, 0], Gen.Int[1, 2], Gen.Int[0, 3])
        .Select((kind, id, at, cost, detail) => kind switch
        {
            0 => LedgerEntry.ForCertificate(
                Stack, $"0{id}", Start.AddTicks(at), Start.AddTicks(at + TimeSpan.TicksPerHour * detail), LedgerSource.CertificateSeen,
                detail > 1 ? "arn:one" : null, detail % 2 == 0 ? $"i-{id}" : null),
            1 => LedgerEntry.ForCertificate(Stack, $"00{id}", Start.AddTicks(at), Start, LedgerSource.CertificateTransparency, null),
            2 => LedgerEntry.ByHand(Stack, Start.AddDays(-id), cost, detail > 1 ? "console" : "no events", "ann"),
            _ => Instance(id, Start.AddTicks(at), kind == 3, cost, detail),
        });

    [Test]
    public void Reports_in_any_order_and_number_give_the_same_ledger() =>
        Gen.Select(Report.Array[0, 14], Gen.Int[0, 5000]).Sample((reports, seed) =>
        {
            var random = new Random(seed);
            var replayed = reports.Concat(reports.Where(_ => random.Next(2) == 0)).OrderBy(_ => random.Next()).ToList();
            return Facts(reports).SequenceEqual(Facts(replayed));
        });

    [Test]
    public void A_report_that_adds_nothing_can_be_left_out() =>
        Report.Array[1, 14].Sample(reports =>
        {
            var kept = new List<LedgerEntry>();
            foreach (var report in reports)
            {
                if (LedgerMerge.Of(kept).FirstOrDefault(entry => entry.DedupKey == report.DedupKey) is not { } merged || LedgerMerge.Adds(merged, report))
                {
                    kept.Add(report);
                }
            }
            return Facts(kept).SequenceEqual(Facts(reports));
        });

    [Test]
    public void A_transparency_log_never_makes_room() =>
        Gen.Select(Report.Where(report => report.Source != LedgerSource.CertificateTransparency).Array[0, 10],
            Report.Where(report => report.Source == LedgerSource.CertificateTransparency), Gen.Bool, Gen.Long[0, TimeSpan.TicksPerDay * 9])
            .Sample((reports, logged, bucket, later) =>
            {
                var limits = new LedgerLimits { Limit = 20, Mode = bucket ? LedgerMode.Bucket : LedgerMode.Window };
                var now = Start.AddTicks(later);
                var without = CertificateLedger.Decide(reports, [], limits, 1, now);
                var with = CertificateLedger.Decide([.. reports, logged], [], limits, 1, now);
                return with.Room <= without.Room && (!with.Allowed || without.Allowed);
            });

    [Test]
    public void No_window_of_a_week_holds_more_than_the_limit_reservations_included() =>
        Gen.Select(Gen.Long[0, TimeSpan.TicksPerHour * 40], Gen.Long[0, TimeSpan.TicksPerHour * 30], Gen.Bool).Array[1, 60].Sample(attempts =>
        {
            // Each allowed attempt reserves at once and is issued when its reservation ends, at the latest it may.
            var limits = new LedgerLimits { KeepInReserve = 0, IssuanceDelay = TimeSpan.Zero };
            var entries = new List<LedgerEntry>();
            var open = new List<(Reservation Reservation, DateTimeOffset Ends, bool Creates)>();
            var now = Start;
            foreach (var (gap, lasts, creates) in attempts)
            {
                now = now.AddTicks(gap);
                foreach (var due in open.Where(one => one.Ends <= now).ToList())
                {
                    open.Remove(due);
                    if (due.Creates)
                    {
                        entries.Add(LedgerEntry.ForInstance(
                            new NewInstance("arn", "Machine", $"i-{due.Reservation.RunId}", due.Ends, null, true), Stack, 1, due.Reservation.RunId));
                    }
                }
                if (CertificateLedger.Ask(Stack, entries, [.. open.Select(one => one.Reservation)], limits, now).Allowed)
                {
                    open.Add((new Reservation($"r{entries.Count}-{open.Count}-{now.Ticks}", Stack, 1, now), now.AddTicks(lasts), creates));
                }
            }
            var issued = entries.Select(entry => entry.At).Concat(open.Where(one => one.Creates).Select(one => one.Ends)).ToList();
            return issued.All(first => issued.Count(other => other >= first && other < first + Week) <= limits.Limit);
        });

    [Test]
    public void The_bucket_equals_a_bucket_that_is_kept_by_hand() =>
        Gen.Select(Gen.Long[0, TimeSpan.TicksPerHour * 60], Gen.Int[1, 2]).Array[0, 40].Select(Gen.Int[1, 7]).Sample((spends, limit) =>
        {
            // The model keeps a level that fills up with time, in ticks of the week times places; the ledger keeps none.
            var limits = new LedgerLimits { Limit = limit, KeepInReserve = 0, Mode = LedgerMode.Bucket, IssuanceDelay = TimeSpan.Zero };
            var interval = limits.EmissionInterval.Ticks;
            long level = limit * interval;
            var entries = new List<LedgerEntry>();
            var now = Start;
            foreach (var (gap, cost) in spends)
            {
                now = now.AddTicks(gap);
                level = Math.Min(limit * interval, level + gap);
                var answer = CertificateLedger.Decide(entries, [], limits, cost, now);
                var next = cost > limit ? (DateTimeOffset?)null : now.AddTicks(Math.Max(0, cost * interval - level));
                if (answer.Allowed != (level >= cost * interval) || answer.Room != level / interval || answer.NextAt != next)
                {
                    return false;
                }
                if (answer.Allowed)
                {
                    level -= cost * interval;
                    entries.Add(LedgerEntry.ByHand(Stack, now, cost, "spent") with { InstanceId = $"i-{entries.Count}" });
                }
            }
            return true;
        });

    [Test]
    public void A_leaf_of_another_instance_takes_no_place_of_one_that_was_rolled_back()
    {
        var undone = LedgerEntry.ForInstance(
            new NewInstance("arn", "Machine", "i-2", Start, null, true), Stack, 1, null);
        var renewed = LedgerEntry.ForCertificate(Stack, "0A", Start.AddHours(2), Start.AddHours(4), LedgerSource.CertificateSeen, "arn", servedBy: "i-1");

        Assert.That(LedgerHolds.Of([undone, renewed], TimeSpan.FromHours(24)).Sum(hold => hold.Cost), Is.EqualTo(2));
        Assert.That(LedgerHolds.Of([undone, renewed with { ServedBy = "i-2" }], TimeSpan.FromHours(24)).Sum(hold => hold.Cost), Is.EqualTo(1));
    }

    [Test]
    public void Several_host_names_need_room_each_and_count_together_for_their_registered_domain()
    {
        var sets = new[] { NameSet.Of("a.example.com"), NameSet.Of("b.example.com") };
        var limits = new LedgerLimits { DomainLimit = 3, RegisteredDomains = ["com.example", "example.com"] };
        var other = LedgerEntry.ByHand(NameSet.Of("c.example.com"), Start, 1, "other");
        var full = Enumerable.Range(0, 4).Select(number => LedgerEntry.ByHand(sets[1], Start.AddMinutes(number), 1, "b"));

        Assert.That(CertificateLedger.Ask(sets, [other], [], limits, Start).Allowed, Is.True);
        Assert.That(CertificateLedger.Ask(sets, [other, other with { At = Start.AddMinutes(1) }], [], limits, Start).Allowed, Is.False);
        Assert.That(CertificateLedger.Ask(sets, [.. full], [], limits with { RegisteredDomains = [] }, Start).Allowed, Is.False);
        Assert.That(NameSet.ParseAll(NameSet.Join(sets)), Is.EqualTo(sets));
    }

    private static List<LedgerEntry> Facts(IEnumerable<LedgerEntry> reports) =>
        [.. LedgerMerge.Of(reports).OrderBy(entry => entry.DedupKey, StringComparer.Ordinal)];

    private static LedgerEntry Instance(int id, DateTimeOffset at, bool fromEvent, int cost, int detail) =>
        LedgerEntry.ForInstance(
            new NewInstance("arn:one", "Machine", $"i-{id}", at, null, fromEvent), Stack, cost, detail == 0 ? $"r{id}" : null) with
        {
            IssuedAt = detail == 1 ? at.AddHours(3) : null,
        };
}
