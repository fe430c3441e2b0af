using CsCheck;
using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Core.Tests.Runs;

public sealed class AbandonedPlaceTests
{
    private static readonly DateTimeOffset Ended = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);

    private static readonly string?[] Statuses = [null, "UPDATE_IN_PROGRESS", "UPDATE_COMPLETE"];

    private static readonly TestCaseData[] Cases =
    [
        Row("at rest after the end, all entered", "UPDATE_COMPLETE", 10, true, 11, true),
        Row("undone after the end, all entered", "UPDATE_ROLLBACK_COMPLETE", 10, true, 11, true),
        Row("the update goes on", "UPDATE_IN_PROGRESS", 10, true, 11, false),
        Row("the old instance is still deleted", "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", 10, true, 11, false),
        Row("an instance is seen and not entered", "UPDATE_COMPLETE", 10, false, 11, false),
        Row("a look that may be from before the update began", "UPDATE_COMPLETE", 4, true, 11, false),
        Row("no look", null, null, false, 11, false),
        Row("no look for a day", null, null, false, 24 * 60, true),
        Row("an update that goes on for more than a day", "UPDATE_IN_PROGRESS", 24 * 60, true, 24 * 60, true),
    ];

    [TestCaseSource(nameof(Cases))]
    public void The_place_is_free_once_it_is_known_what_became_of_the_update(string? status, double? seen, bool isEntered, double now, bool isFree) =>
        Assert.That(
            AbandonedPlace.Ends(Ended, status, seen is { } minutes ? Ended.AddMinutes(minutes) : null, isEntered, Ended.AddMinutes(now)) is not null, Is.EqualTo(isFree));

    [Test]
    public void No_place_is_held_for_ever() => Gen.Select(Gen.Int[0, 2], Gen.Double[-100, 5000], Gen.Bool).Sample(
        facts => AbandonedPlace.Ends(Ended, Statuses[facts.Item1], Ended.AddMinutes(facts.Item2), facts.Item3, Ended + AbandonedPlace.Longest) is not null);

    private static TestCaseData Row(string name, string? status, double? seen, bool isEntered, double now, bool isFree) =>
        new TestCaseData(status, seen, isEntered, now, isFree).SetArgDisplayNames(name);
}
