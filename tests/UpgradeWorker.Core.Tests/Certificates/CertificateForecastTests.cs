using UpgradeWorker.Core.Certificates;

namespace UpgradeWorker.Core.Tests.Certificates;

internal sealed class CertificateForecastTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly NameSet Names = NameSet.Of("lora.corp.example");
    private static readonly LedgerLimits Limits = new() { IssuanceDelay = TimeSpan.FromHours(24) };

    [Test]
    public void Hops_that_the_week_has_room_for_may_follow_at_once() =>
        Assert.That(Earliest([], 1, 1, 0, 1), Is.EqualTo(new DateTimeOffset?[] { Now, Now, Now, Now }));

    [Test]
    public void The_fifth_waits_until_the_first_has_left_the_week()
    {
        // Four of five places may be used; each is held until seven days after an issuance that may come a day after the instance.
        var earliest = Earliest([], 1, 1, 1, 1, 1);
        Assert.That(earliest[3], Is.EqualTo(Now));
        Assert.That(earliest[4], Is.EqualTo(Now.AddDays(8)));
    }

    [Test]
    public void What_stands_in_the_ledger_counts()
    {
        var spent = Enumerable.Range(1, 4).Select(day => LedgerEntry.ByHand(Names, Now.AddDays(-day), 1, "test")).ToList();
        Assert.That(Earliest(spent, 1, 1)[0], Is.EqualTo(Now.AddDays(4)), "the oldest of four is from four days ago");
        Assert.That(Earliest(spent, 1, 1)[1], Is.EqualTo(Now.AddDays(5)));
    }

    [Test]
    public void A_cost_that_never_fits_has_no_instant_and_none_after_it() =>
        Assert.That(Earliest([], 1, 5, 1), Is.EqualTo(new DateTimeOffset?[] { Now, null, null }));

    private static IReadOnlyList<DateTimeOffset?> Earliest(List<LedgerEntry> entries, params int[] costs) =>
        CertificateForecast.Earliest([Names], entries, [], Limits, costs, Now);
}
