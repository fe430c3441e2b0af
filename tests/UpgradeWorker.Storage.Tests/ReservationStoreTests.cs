using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Storage.Tests.Support;

namespace UpgradeWorker.Storage.Tests;

[TestFixtureSource(typeof(Dialects), nameof(Dialects.Both))]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ReservationStoreTests(DialectName dialect) : IDisposable
{
    private static readonly NameSet Names = NameSet.Of("lab.example.com");
    private static readonly NameSet OtherNames = NameSet.Of("field.example.com");
    private static readonly LedgerLimits Limits = new() { Limit = 3, KeepInReserve = 1 };
    private readonly TestDatabase file = new(dialect);

    public void Dispose() => file.Dispose();

    [Test]
    public async Task Runs_that_reserve_at_once_never_take_more_than_there_is()
    {
        var answers = await file.RaceAsync(
            8, (session, worker) => ReservationStore.ReserveAsync(session, Some.Run(worker), Names, Limits, Some.At(0)));

        Assert.That(answers.Count(answer => answer.Allowed), Is.EqualTo(2));
        Assert.That(answers.Where(answer => !answer.Allowed).Select(answer => answer.Why), Has.All.Not.Null);
        Assert.That(await file.ReadAsync(ReservationStore.OpenAsync), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_reservation_comes_back_whole()
    {
        await ReserveAsync(Some.Run(), Limits with { Limit = 5, CostPerReplacement = 2 });

        var expected = new Reservation(Some.RunId(1).Value, Names, 2, Some.At(0));
        Assert.That(await file.ReadAsync(ReservationStore.OpenAsync), Is.EqualTo([expected]));
        Assert.That(await file.ReadAsync(session => ReservationStore.OfAsync(session, Some.Run())), Is.EqualTo([expected]));
        Assert.That(await file.ReadAsync(session => ReservationStore.OfAsync(session, Some.Run(2))), Is.Empty);
    }

    [Test]
    public async Task A_run_that_has_its_place_keeps_it_even_when_there_is_no_room_left()
    {
        await ReserveAsync(Some.Run(1));
        await ReserveAsync(Some.Run(2));

        var full = await ReserveAsync(Some.Run(3));
        var again = await ReserveAsync(Some.Run(1));
        var tight = await ReserveAsync(Some.Run(2), Limits with { Limit = 1 });

        Assert.That((full.Allowed, again.Allowed, tight.Allowed), Is.EqualTo((false, true, true)));
        Assert.That(tight.Why, Is.Null);
        Assert.That(await file.ReadAsync(ReservationStore.OpenAsync), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Places_of_one_set_of_names_are_no_concern_of_another()
    {
        await ReserveAsync(Some.Run(1));
        await ReserveAsync(Some.Run(2));

        var other = await file.WriteAsync(session => ReservationStore.ReserveAsync(session, Some.Run(3), OtherNames, Limits, Some.At(0)));

        Assert.That(other.Allowed, Is.True);
    }

    [Test]
    public async Task The_entry_of_a_run_ends_its_reservation_and_takes_its_place()
    {
        await ReserveAsync(Some.Run(1));
        await ReserveAsync(Some.Run(2));

        await file.WriteAsync(session => LedgerStore.AddAsync(session, EntryOf(Some.RunId(1), Names), Some.At(9)));

        Assert.That((await file.ReadAsync(ReservationStore.OpenAsync)).Select(one => one.RunId), Is.EqualTo([Some.RunId(2).Value]));
        var ended = (await file.ReadAsync(session => ReservationStore.OfAsync(session, Some.Run(1)))).Single();
        Assert.That(ended.EndedAt, Is.EqualTo(Some.At(9)));
        Assert.That((await ReserveAsync(Some.Run(3))).Allowed, Is.False, "the entry holds the place now");
    }

    [Test]
    public async Task An_entry_that_is_known_to_be_a_run_s_only_later_ends_its_reservation_then()
    {
        await ReserveAsync(Some.Run(1));
        var seen = EntryOf(Some.RunId(1), Names) with { RunId = null, Source = LedgerSource.InstanceIdChanged };

        await file.WriteAsync(session => LedgerStore.AddAsync(session, seen, Some.At(9)));
        var before = await file.ReadAsync(ReservationStore.OpenAsync);
        await file.WriteAsync(session => LedgerStore.AddAsync(session, EntryOf(Some.RunId(1), Names), Some.At(12)));

        Assert.That(before, Has.Count.EqualTo(1));
        Assert.That(await file.ReadAsync(ReservationStore.OpenAsync), Is.Empty);
    }

    [Test]
    public async Task A_reservation_for_two_instances_holds_one_place_when_the_first_is_entered()
    {
        await ReserveAsync(Some.Run(1), Limits with { Limit = 5, CostPerReplacement = 2 });

        await file.WriteAsync(session => LedgerStore.AddAsync(session, EntryOf(Some.RunId(1), Names), Some.At(9)));

        Assert.That((await file.ReadAsync(ReservationStore.OpenAsync)).Single().Cost, Is.EqualTo(1));
    }

    [Test]
    public async Task Several_sets_are_reserved_all_or_none_and_what_is_not_entered_yet_counts()
    {
        var pending = LedgerEntry.ByHand(OtherNames, Some.At(0), 2, "not entered yet");

        var full = await file.WriteAsync(session => ReservationStore.ReserveAsync(session, Some.Run(1), [Names, OtherNames], [pending], Limits, Some.At(1)));
        var none = await file.ReadAsync(ReservationStore.OpenAsync);
        var free = await file.WriteAsync(session => ReservationStore.ReserveAsync(session, Some.Run(1), [Names, OtherNames], [], Limits, Some.At(1)));

        Assert.That((full.Allowed, none.Count, free.Allowed), Is.EqualTo((false, 0, true)));
        Assert.That((await file.ReadAsync(ReservationStore.OpenAsync)).Select(one => one.Names), Is.EquivalentTo(new[] { Names, OtherNames }));
    }

    [Test]
    public async Task An_entry_for_other_names_ends_nothing()
    {
        await ReserveAsync(Some.Run());

        await file.WriteAsync(session => LedgerStore.AddAsync(session, EntryOf(Some.RunId(1), OtherNames), Some.At(9)));

        Assert.That(await file.ReadAsync(ReservationStore.OpenAsync), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_release_gives_the_place_to_others_and_a_second_release_changes_nothing()
    {
        await ReserveAsync(Some.Run(1));
        await ReserveAsync(Some.Run(2));

        await ReleaseAsync(Some.Run(1), 5);
        await ReleaseAsync(Some.Run(1), 8);

        var ended = (await file.ReadAsync(session => ReservationStore.OfAsync(session, Some.Run(1)))).Single();
        Assert.That(ended.EndedAt, Is.EqualTo(Some.At(5)));
        Assert.That((await ReserveAsync(Some.Run(3))).Allowed, Is.True);
    }

    [Test]
    public async Task What_runs_that_were_given_up_still_hold_is_found_until_it_is_given_back()
    {
        foreach (var (number, ending) in new[] { (1, RunEnding.Abandoned), (2, RunEnding.NeedsAttention) })
        {
            var run = Some.Run(number, number == 1 ? Some.Stack : Some.OtherStack);
            await file.WriteAsync(session => RunProgressStore.TakeUpAsync(session, run));
            await ReserveAsync(run);
            Assert.That(await file.ReadAsync(ReservationStore.OfAbandonedAsync), Is.EqualTo(number == 1 ? [] : new[] { Some.RunId(1) }), "not before its end");
            await file.WriteAsync(session => RunProgressStore.SaveAsync(session, run with { Ending = ending, EndedAt = Some.At(3) }, fence: 0));
        }

        Assert.That(await file.ReadAsync(ReservationStore.OfAbandonedAsync), Is.EqualTo([Some.RunId(1)]));
        await ReleaseAsync(Some.Run(1), 9);
        Assert.That(await file.ReadAsync(ReservationStore.OfAbandonedAsync), Is.Empty);
    }

    [Test]
    public async Task A_new_generation_reserves_again()
    {
        var second = Some.Run() with { Generation = 2 };
        await ReserveAsync(Some.Run());
        await ReleaseAsync(Some.Run(), 5);

        var answer = await ReserveAsync(second);

        Assert.That(answer.Allowed, Is.True);
        var open = await file.ReadAsync(session => ReservationStore.OfAsync(session, second));
        Assert.That(open.Count(one => one.IsOpen), Is.EqualTo(1));
        Assert.That(await file.ReadAsync(ReservationStore.OpenAsync), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_new_generation_that_kept_its_place_gives_it_back_with_its_end()
    {
        var second = Some.Run() with { Generation = 2 };
        await ReserveAsync(Some.Run());
        await ReserveAsync(second);

        Assert.That((await file.ReadAsync(session => ReservationStore.OfAsync(session, second))).Count(one => one.IsOpen), Is.EqualTo(1));
        await ReleaseAsync(second, 5);

        Assert.That(await file.ReadAsync(ReservationStore.OpenAsync), Is.Empty);
    }

    private Task<LedgerAnswer> ReserveAsync(Run run, LedgerLimits? limits = null) =>
        file.WriteAsync(session => ReservationStore.ReserveAsync(session, run, Names, limits ?? Limits, Some.At(0)));

    private Task ReleaseAsync(Run run, double minutes) =>
        file.WriteAsync(session => ReservationStore.ReleaseAsync(session, run, Some.At(minutes), "nothing was created"));

    private static LedgerEntry EntryOf(RunId run, NameSet names) => new()
    {
        Names = names,
        At = Some.At(4),
        Cost = 1,
        Source = LedgerSource.OurRun,
        InstanceId = $"i-{run}",
        RunId = run.Value,
    };
}
