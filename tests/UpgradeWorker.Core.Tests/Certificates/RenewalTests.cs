using CsCheck;
using UpgradeWorker.Core.Certificates;

namespace UpgradeWorker.Core.Tests.Certificates;

/// <summary>Which certificates the limit of a registered domain counts: Let's Encrypt exempts renewals from it, and from it alone.</summary>
public sealed class RenewalTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly NameSet Stack = NameSet.Of("stack.example.com");
    private static readonly LedgerLimits Limits = new() { Limit = 5, KeepInReserve = 0, RegisteredDomains = ["example.com"], DomainLimit = 3 };

    private static readonly Gen<LedgerEntry> AnyEntry = Gen.Select(
        Gen.Int[0, 4], Gen.Int[0, 2], Gen.Long[-TimeSpan.TicksPerDay * 130, TimeSpan.TicksPerDay * 2], Gen.Int[1, 2], Gen.Int[0, 30])
        .Select((kind, set, at, cost, id) => kind switch
        {
            0 => Leaf(Set(set), $"1{id}", Start.AddTicks(at)),
            1 => Leaf(Set(set), $"2{id}", Start.AddTicks(at / 20)),
            2 => Leaf(Set(set), $"3{id}", Start.AddTicks(at / 20), LedgerSource.CertificateTransparency),
            3 => LedgerEntry.ByHand(Set(set), Start.AddTicks(at / 20), cost, "console"),
            _ => Instance($"i-{id}", Start.AddTicks(at / 20), Set(set), cost),
        });

    private static readonly Gen<(LedgerEntry[] Entries, NameSet[] Sets, LedgerLimits Limits)> Histories = Gen.Select(
        AnyEntry.Array[0, 14], Gen.Int[1, 3], Gen.Int[1, 6], Gen.Bool)
        .Select((entries, sets, domain, bucket) => (
            entries, Enumerable.Range(0, sets).Select(Set).ToArray(),
            Limits with { DomainLimit = domain, Mode = bucket ? LedgerMode.Bucket : LedgerMode.Window }));

    [Test]
    public void A_replacement_of_a_set_that_was_seen_before_needs_no_room_of_the_domain()
    {
        var full = Others(3);
        Assert.That(Ask(full).Allowed, Is.False);
        Assert.That(Ask([.. full, Leaf(Stack, "0A", Start.AddDays(-60))]).Allowed, Is.True);
    }

    [Test]
    public void Replacements_of_sets_that_were_seen_before_take_no_room_of_the_domain()
    {
        var full = Others(3);
        var before = full.Select((entry, number) => Leaf(entry.Names, $"0{number}", Start.AddDays(-60))).ToList();
        Assert.That(Ask([.. full, .. before]).Allowed, Is.True);
        Assert.That(Ask([.. full, .. before.Take(2)]).Room, Is.EqualTo(2));
    }

    [Test]
    public void The_exact_set_counts_every_renewal()
    {
        var renewals = Enumerable.Range(0, 5).Select(day => Leaf(Stack, $"0{day}", Start.AddDays(-day).AddHours(-2))).ToList();
        Assert.That(Ask(renewals).Allowed, Is.False);
        Assert.That(Ask(renewals).NextAt, Is.EqualTo(Start.AddDays(3).AddHours(-2)));
    }

    [TestCase(-118, false, "it ran out before the next is issued")]
    [TestCase(-116, true, "a renewal whenever within its day it comes")]
    [TestCase(-0.03, false, "the order may have been placed before")]
    [TestCase(-0.05, true, "an hour ago")]
    [TestCase(+1, false, "not issued yet")]
    public void A_renewal_is_what_comes_within_120_days_of_an_issuance_for_certain(double days, bool isOne, string why) =>
        Assert.That(Ask([.. Others(3), Leaf(Stack, "0A", Start.AddDays(days))]).Allowed, Is.EqualTo(isOne), why);

    [Test]
    public void What_was_not_seen_proves_nothing()
    {
        var issued = Start.AddDays(-60);
        Assert.That(Ask([.. Others(3), Leaf(Stack, "0A", issued, LedgerSource.CertificateTransparency)]).Allowed, Is.False, "a log makes no room");
        Assert.That(Ask([.. Others(3), Instance("i-1", issued, Stack)]).Allowed, Is.False, "an instance may never have asked");
        Assert.That(Ask([.. Others(3), LedgerEntry.ByHand(Stack, issued, 1, "console")]).Allowed, Is.False);
        Assert.That(Ask([.. Others(3), Leaf(NameSet.Of("www.example.com", "stack.example.com"), "0A", issued)]).Allowed, Is.False, "another set");
        var leaf = Leaf(Stack, "0A", issued);
        Assert.That(Ask([.. Others(3), leaf, leaf.Correct(0, Start, "it was another domain's")]).Allowed, Is.False);
    }

    [Test]
    public void The_first_certificate_of_a_set_counts_though_later_ones_are_renewals_of_it()
    {
        var first = Leaf(Stack, "0A", Start.AddDays(-2));
        var second = Leaf(Stack, "0B", Start.AddDays(-1));
        Assert.That(Ask([first, second], NameSet.Of("new.example.com")).Room, Is.EqualTo(2));
    }

    [Test]
    public void What_runs_have_reserved_counts_whatever_it_will_be()
    {
        var reserved = Enumerable.Range(0, 3).Select(run => new Reservation($"r{run}", Set(run), 1, Start)).ToList();
        var before = reserved.Select((one, number) => Leaf(one.Names, $"0{number}", Start.AddDays(-60)));
        Assert.That(CertificateLedger.Ask(NameSet.Of("new.example.com"), [.. before], reserved, Limits, Start).Allowed, Is.False);
    }

    [Test]
    public void The_next_instant_is_exact_to_the_tick_whatever_the_history() =>
        Histories.Sample(history =>
        {
            var (entries, sets, limits) = history;
            bool Allowed(DateTimeOffset at) => CertificateLedger.Ask(sets, entries, [], limits, at).Allowed;
            var answer = CertificateLedger.Ask(sets, entries, [], limits, Start);
            return answer.NextAt is not { } next
                ? !answer.Allowed && limits.DomainLimit < sets.Length
                : answer.Allowed == (next == Start) && Allowed(next) && (next == Start || !Allowed(next.AddTicks(-1)))
                    && Enumerable.Range(1, 20).All(part => !Allowed(Start + ((next - Start) * part / 21)) || next == Start);
        });

    [Test]
    public void The_domain_only_ever_adds_to_what_each_set_needs_and_never_counts_more_than_all() =>
        Histories.Sample(history =>
        {
            var (entries, sets, limits) = history;
            var answer = CertificateLedger.Ask(sets, entries, [], limits, Start);
            var alone = CertificateLedger.Ask(sets, entries, [], limits with { RegisteredDomains = [] }, Start);
            var counted = CertificateLedger.Decide(entries, [], limits.OfDomain(), sets.Length, Start).And(alone);
            return (!answer.Allowed || alone.Allowed) && answer.Room <= alone.Room && (!counted.Allowed || answer.Allowed) && counted.Room <= answer.Room;
        });

    [Test]
    public void Lets_Encrypt_never_refuses_for_the_domain_what_the_ledger_allows() =>
        Gen.Select(Gen.Int[0, 4], Gen.Long[0, TimeSpan.TicksPerDay * 3], Gen.Long[0, TimeSpan.TicksPerHour * 24], Gen.Bool, Gen.Int[0, 40])
            .Array[1, 60].Sample(attempts =>
            {
                // The model is Let's Encrypt's: it remembers each issuance, and counts those of the domain that were none for 120 days.
                var limits = Limits with { Limit = 1000 };
                var entries = new List<LedgerEntry>();
                var issued = new List<(NameSet Names, DateTimeOffset At, bool Counts)>();
                var now = Start;
                foreach (var (set, gap, delay, isSeen, weeks) in attempts)
                {
                    now = now.AddTicks(gap).AddDays(weeks > 36 ? weeks : 0);
                    var names = Set(set);
                    if (!CertificateLedger.Ask(names, entries, [], limits, now).Allowed)
                    {
                        continue;
                    }

                    var at = now.AddTicks(delay);
                    var counts = !issued.Any(one => one.Names == names && one.At < at && at - one.At <= TimeSpan.FromDays(120));
                    issued.Add((names, at, counts));
                    if (counts && issued.Count(one => one.Counts && at - one.At < TimeSpan.FromDays(7) && one.At <= at) > limits.DomainLimit)
                    {
                        return false;
                    }

                    entries.Add(Instance($"i-{issued.Count}", now, names));
                    if (isSeen)
                    {
                        entries.Add(Leaf(names, $"{issued.Count:X}", at) with { ServedBy = $"i-{issued.Count}" });
                    }
                }

                return true;
            });

    private static LedgerAnswer Ask(IReadOnlyList<LedgerEntry> entries, NameSet? names = null) => CertificateLedger.Ask(names ?? Stack, entries, [], Limits, Start);

    private static NameSet Set(int number) => NameSet.Of($"s{number}.example.com");

    private static List<LedgerEntry> Others(int count) => [.. Enumerable.Range(0, count).Select(number => Instance($"i-{number}", Start.AddDays(-1), Set(number)))];

    private static LedgerEntry Leaf(NameSet names, string serial, DateTimeOffset issued, LedgerSource source = LedgerSource.CertificateSeen) =>
        LedgerEntry.ForCertificate(names, serial, issued.AddHours(-1).AddSeconds(-1), issued.AddHours(1), source, stackId: null);

    private static LedgerEntry Instance(string id, DateTimeOffset at, NameSet names, int cost = 1) =>
        LedgerEntry.ForInstance(new NewInstance("arn:stack", "Machine", id, at, null, FromEvent: true), names, cost, runId: null);
}
