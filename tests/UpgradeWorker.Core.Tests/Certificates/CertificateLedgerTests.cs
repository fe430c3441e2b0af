using CsCheck;
using UpgradeWorker.Core.Certificates;

namespace UpgradeWorker.Core.Tests.Certificates;

public sealed class CertificateLedgerTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly NameSet Stack = NameSet.Of("stack.example.com");
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private static readonly Gen<LedgerEntry> AnyEntry = Gen.Select(
        Gen.Int[0, 5], Gen.Long[-TimeSpan.TicksPerDay * 12, TimeSpan.TicksPerDay * 2], Gen.Long[0, TimeSpan.TicksPerDay * 2], Gen.Int[1, 2], Gen.Int[0, 8])
        .Select((kind, at, later, cost, id) => kind switch
        {
            0 => LedgerEntry.ByHand(Stack, Start.AddTicks(at), cost, "seen in the console"),
            1 => LedgerEntry.ForCertificate(
                Stack, $"0{id}", Start.AddTicks(at), Start.AddTicks(at + later), LedgerSource.CertificateSeen, stackId: null),
            2 => Instance($"i-{id}", Start.AddTicks(at), cost) with { IssuedAt = Start.AddTicks(at + later) },
            _ => Instance($"i-{id}", Start.AddTicks(at), cost),
        });

    private static readonly Gen<(LedgerEntry[] Entries, Reservation[] Open, LedgerLimits Limits, int Cost)> Histories = Gen.Select(
        AnyEntry.Array[0, 12], Gen.Int[0, 2], Gen.Int[1, 7], Gen.Int[0, 2], Gen.Int[1, 2], Gen.Bool)
        .Select((entries, open, limit, reserve, cost, bucket) => (
            entries,
            Enumerable.Range(0, open).Select(run => new Reservation($"r{run}", Stack, 1, Start)).ToArray(),
            new LedgerLimits { Limit = limit, KeepInReserve = reserve, Mode = bucket ? LedgerMode.Bucket : LedgerMode.Window },
            cost));

    [Test]
    public void The_next_instant_is_exact_to_the_tick_whatever_the_history() =>
        Histories.Sample(history =>
        {
            var (entries, open, limits, cost) = history;
            var answer = CertificateLedger.Decide(entries, open, limits, cost, Start);
            if (answer.NextAt is not { } next)
            {
                return !answer.Allowed && open.Length + cost + limits.KeepInReserve > limits.Limit;
            }
            return answer.Allowed == (next == Start)
                && CertificateLedger.Decide(entries, open, limits, cost, next).Allowed
                && (next == Start || !CertificateLedger.Decide(entries, open, limits, cost, next.AddTicks(-1)).Allowed);
        });

    [Test]
    public void Room_and_answer_agree_at_every_instant() =>
        Gen.Select(Histories, Gen.Long[0, TimeSpan.TicksPerDay * 9]).Sample((history, later) =>
        {
            var (entries, open, limits, cost) = history;
            var next = CertificateLedger.Decide(entries, open, limits, cost, Start).NextAt;
            return new[] { Start, Start.AddTicks(later), next ?? Start, (next ?? Start).AddTicks(-1) }
                .Select(at => CertificateLedger.Decide(entries, open, limits, cost, at))
                .All(answer => answer.Allowed == (answer.Room - cost >= limits.KeepInReserve));
        });

    [Test]
    public void Shuffled_and_repeated_facts_give_the_same_answer() =>
        Gen.Select(Histories, Gen.Int[0, 999]).Sample((history, seed) =>
        {
            var (entries, open, limits, cost) = history;
            var shuffled = entries.Concat(entries.Take(seed % 7))
                .Select((entry, place) => (entry, key: (place + 1) * 7919 * (seed + 1) % 101)).OrderBy(pair => pair.key).Select(pair => pair.entry);
            return CertificateLedger.Decide(shuffled, open.Reverse().Concat(open), limits, cost, Start)
                == CertificateLedger.Decide(entries, open, limits, cost, Start);
        });

    [Test]
    public void A_clock_that_steps_back_never_makes_room() =>
        Gen.Select(Histories, Gen.Long[0, TimeSpan.TicksPerDay * 9]).Sample((history, back) =>
        {
            var (entries, open, limits, cost) = history;
            var earlier = CertificateLedger.Decide(entries, open, limits, cost, Start.AddTicks(-back));
            var later = CertificateLedger.Decide(entries, open, limits, cost, Start);
            return earlier.Room <= later.Room && (!earlier.Allowed || later.Allowed);
        });

    [Test]
    public void Whatever_is_issued_within_the_assumed_delay_Lets_Encrypt_never_refuses() =>
        Gen.Select(Gen.Long[0, TimeSpan.TicksPerHour * 60], Gen.Double[0, 1], Gen.Int[0, 3], Gen.Long[0, TimeSpan.TicksPerHour * 3])
            .Array[1, 60].Select(Gen.Bool).Sample((attempts, bucket) =>
            {
                var limits = new LedgerLimits { KeepInReserve = 0, Mode = bucket ? LedgerMode.Bucket : LedgerMode.Window };
                var story = new Story(limits);
                foreach (var (gap, part, fate, update) in attempts)
                {
                    story.Attempt(gap, part, fate, update);
                }
                return bucket ? story.BucketTakesAll() : story.WindowTakesAll();
            });

    [Test]
    public void An_entry_holds_from_its_creation_until_seven_days_after_the_latest_assumed_issuance()
    {
        var five = Enumerable.Range(0, 5).Select(number => Instance($"i-{number}", Start)).ToList();
        var answer = CertificateLedger.Decide(five, [], new LedgerLimits { KeepInReserve = 0 }, 1, Start);

        Assert.That(answer.Allowed, Is.False);
        Assert.That(answer.NextAt, Is.EqualTo(Start.AddDays(8)));
        Assert.That(answer.Why!.Reason, Is.EqualTo("NoCertificateRoom"));
        Assert.That(answer.Why.Message, Does.Contain("2026-11-30T10:00:00Z"));
    }

    [Test]
    public void A_leaf_seen_after_a_replacement_is_its_issuance_and_not_a_second_one()
    {
        var replaced = Instance("i-1", Start);
        var leaf = LedgerEntry.ForCertificate(
            Stack, "04:AB", Start.AddMinutes(-50), Start.AddHours(9), LedgerSource.CertificateSeen, stackId: null);

        var hold = LedgerHolds.Of([leaf, replaced], TimeSpan.FromHours(24)).Single();

        Assert.That(hold, Is.EqualTo(new LedgerHold(replaced, 1, Start, Start.AddMinutes(10).AddSeconds(1), Seen: true)));
    }

    [Test]
    public void A_second_leaf_of_one_replacement_counts_for_itself()
    {
        var ecdsa = LedgerEntry.ForCertificate(Stack, "01", Start, Start.AddHours(2), LedgerSource.CertificateSeen, stackId: null);
        var rsa = LedgerEntry.ForCertificate(Stack, "02", Start.AddHours(1), Start.AddHours(4), LedgerSource.CertificateSeen, stackId: null);

        Assert.That(LedgerHolds.Of([Instance("i-1", Start), ecdsa, rsa], TimeSpan.FromHours(24)).Sum(hold => hold.Cost), Is.EqualTo(2));
        Assert.That(LedgerHolds.Of([Instance("i-1", Start, cost: 2), ecdsa, rsa], TimeSpan.FromHours(24)).Sum(hold => hold.Cost), Is.EqualTo(2));
    }

    [Test]
    public void A_renewal_draws_on_the_same_limit()
    {
        var renewal = LedgerEntry.ForCertificate(Stack, "0A", Start, Start.AddHours(5), LedgerSource.CertificateSeen, stackId: null);
        var old = Instance("i-1", Start.AddDays(-60));

        var answer = CertificateLedger.Decide([renewal, old], [], new LedgerLimits(), 1, Start.AddHours(5));

        Assert.That(answer.Room, Is.EqualTo(4));
    }

    [Test]
    public void The_same_leaf_from_a_handshake_and_from_a_log_is_one_fact()
    {
        var seen = LedgerEntry.ForCertificate(Stack, "00:ab:cd", Start, Start.AddHours(3), LedgerSource.CertificateSeen, stackId: null);
        var logged = LedgerEntry.ForCertificate(Stack, "ABCD", Start, Start.AddHours(30), LedgerSource.CertificateTransparency, stackId: null);

        Assert.That(logged.DedupKey, Is.EqualTo(seen.DedupKey));
        Assert.That(LedgerHolds.Of([seen, logged], TimeSpan.Zero), Has.Count.EqualTo(1));
    }

    [Test]
    public void A_run_and_the_events_that_tell_of_one_instance_are_one_fact()
    {
        var created = new NewInstance("arn:stack", "Machine", "i-9", Start, "token", FromEvent: true);
        var ours = LedgerEntry.ForInstance(created, Stack, 1, "r123");
        var seen = LedgerEntry.ForInstance(created, Stack, 1, runId: null);
        var changed = LedgerEntry.ForInstance(created with { FromEvent = false, At = Start.AddHours(1) }, Stack, 1, runId: null);

        var hold = LedgerHolds.Of([changed, seen, ours], TimeSpan.Zero).Single();

        Assert.That(hold.Entry.RunId, Is.EqualTo("r123"));
        Assert.That(hold.From, Is.EqualTo(Start));
    }

    [Test]
    public void A_correction_takes_an_entry_back_and_a_later_one_brings_it_again()
    {
        var entry = LedgerEntry.ByHand(Stack, Start, 1, "console");
        var taken = entry.Correct(0, Start.AddHours(1), "it was the other stack");
        var again = taken.Correct(2, Start.AddHours(2), "no, it was this one, and twice");

        Assert.That(Room(entry, taken), Is.EqualTo(5));
        Assert.That(Room(again, taken, entry), Is.EqualTo(3));
    }

    [Test]
    public void A_reservation_holds_its_place_until_it_ends()
    {
        var open = new Reservation("r1", Stack, 5, Start);
        var limits = new LedgerLimits { KeepInReserve = 0 };

        var blocked = CertificateLedger.Decide([], [open], limits, 1, Start.AddDays(30));
        var free = CertificateLedger.Decide([], [open with { EndedAt = Start.AddDays(1) }], limits, 1, Start.AddDays(30));

        Assert.That((blocked.Allowed, blocked.NextAt, blocked.Why!.Reason), Is.EqualTo((false, (DateTimeOffset?)null, "ReservationsOpen")));
        Assert.That(free.Allowed, Is.True);
    }

    [Test]
    public void A_cost_that_never_fits_is_never_allowed()
    {
        var answer = CertificateLedger.Decide([], [], new LedgerLimits { Limit = 2 }, 2, Start);

        Assert.That((answer.Allowed, answer.NextAt, answer.Why!.Reason), Is.EqualTo((false, (DateTimeOffset?)null, "CertificateCostTooHigh")));
    }

    [Test]
    public void Other_names_of_the_registered_domain_count_for_its_own_limit_only()
    {
        var others = Enumerable.Range(0, 50).Select(number => Instance($"i-{number}", Start) with { Names = NameSet.Of($"s{number}.example.com") }).ToList();

        Assert.That(CertificateLedger.Ask(Stack, others, [], new LedgerLimits(), Start).Allowed, Is.True);
        var answer = CertificateLedger.Ask(Stack, others, [], OfDomain, Start);
        Assert.That((answer.Allowed, answer.Room, answer.NextAt), Is.EqualTo((false, 0, (DateTimeOffset?)Start.AddDays(8))));
        Assert.That(CertificateLedger.Ask(NameSet.Of("myexample.com"), others, [], OfDomain, Start).Allowed, Is.True);
    }

    private static LedgerLimits OfDomain => new() { RegisteredDomains = ["example.com"] };

    private static int Room(params LedgerEntry[] entries) => CertificateLedger.Decide(entries, [], new LedgerLimits(), 1, Start.AddDays(1)).Room;

    private static LedgerEntry Instance(string id, DateTimeOffset at, int cost = 1) =>
        LedgerEntry.ForInstance(new NewInstance("arn:stack", "Machine", id, at, null, FromEvent: true), Stack, cost, runId: null);

    /// <summary>
    /// Replacements as they happen: reserved, the instance created some time later, the certificate issued some time within the
    /// delay, and that seen or not; some create nothing. Reservations overlap the next attempts.
    /// </summary>
    private sealed class Story(LedgerLimits limits)
    {
        private readonly List<(DateTimeOffset At, Action Do)> coming = [];
        private readonly List<LedgerEntry> entries = [];
        private readonly List<Reservation> open = [];
        private readonly List<DateTimeOffset> issued = [];
        private DateTimeOffset now = Start;

        public void Attempt(long gap, double part, int fate, long update)
        {
            now = now.AddTicks(gap);
            foreach (var due in coming.Where(one => one.At <= now).OrderBy(one => one.At).ToList())
            {
                coming.Remove(due);
                due.Do();
            }
            if (!CertificateLedger.Decide(entries, open, limits, 1, now).Allowed)
            {
                return;
            }
            var reservation = new Reservation($"r{issued.Count}-{open.Count}-{now.Ticks}-{coming.Count}", Stack, 1, now);
            open.Add(reservation);
            var created = now.AddTicks(update);
            var certified = created.AddTicks((long)(part * limits.IssuanceDelay.Ticks));
            if (fate == 0)
            {
                coming.Add((created, () => open.Remove(reservation)));
                return;
            }
            issued.Add(certified);
            void Settle()
            {
                open.Remove(reservation);
                entries.Add(Instance($"i-{reservation.RunId}", created));
            }
            coming.Add((created, Settle));
            if (fate == 1)
            {
                coming.Add((certified, () => entries.Add(LedgerEntry.ForCertificate(
                    Stack, $"A{reservation.RunId}", certified.AddHours(-1), certified, LedgerSource.CertificateSeen, null, issued.Count % 2 == 0 ? null : $"i-{reservation.RunId}"))));
            }
        }

        public bool WindowTakesAll() => issued.All(first => issued.Count(other => other >= first && other < first + Week) <= limits.Limit);

        public bool BucketTakesAll()
        {
            var interval = Week.Ticks / limits.Limit;
            var arrival = 0L;
            foreach (var at in issued.Order().Select(at => at.UtcTicks))
            {
                arrival = Math.Max(arrival, at) + interval;
                if (arrival > at + Week.Ticks)
                {
                    return false;
                }
            }
            return true;
        }
    }
}
