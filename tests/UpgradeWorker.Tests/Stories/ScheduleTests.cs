using System.Diagnostics;
using System.Globalization;

namespace UpgradeWorker.Tests.Stories;

/// <summary>
/// Random schedules of kills and faults. UPGRADEWORKER_SCHEDULES=N tells how many, UPGRADEWORKER_SCHEDULE_SEED=S where the seeds begin:
/// what failed is told again by its seed and N=1.
/// </summary>
internal sealed class ScheduleTests
{
    private const int Few = 20;

    [Test]
    [CancelAfter(3_600_000)]
    public async Task Whatever_happens_a_run_ends_in_a_known_place_and_nothing_is_lost(CancellationToken stopping)
    {
        var (from, count) = (Number("UPGRADEWORKER_SCHEDULE_SEED", 1), Number("UPGRADEWORKER_SCHEDULES", Few));
        var endings = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var broken = new List<string>();
        var began = Stopwatch.GetTimestamp();
        for (var seed = from; seed < from + count && broken.Count < 5; seed++)
        {
            stopping.ThrowIfCancellationRequested();
            var schedule = Schedule.Draw(seed);
            var (ending, wrong) = await TellAsync(schedule);
            endings[ending] = endings.GetValueOrDefault(ending) + 1;
            if (wrong is not null)
            {
                broken.Add(await SimplestAsync(schedule, wrong));
            }

            if (seed % 50 == 0)
            {
                await TestContext.Progress.WriteLineAsync($"{seed}: {string.Join(", ", endings)}, {Stopwatch.GetElapsedTime(began):c}");
            }
        }

        await TestContext.Out.WriteLineAsync($"seeds {from} to {from + count - 1}: {string.Join(", ", endings)} in {Stopwatch.GetElapsedTime(began):c}");
        Assert.That(broken, Is.Empty);
    }

    [TestCase(299, Description = "a look denied right before the execution left the service stopped")]
    [TestCase(1019, Description = "a person's own update was still at work")]
    public async Task A_schedule_that_once_went_wrong_is_told_again(int seed) => Assert.That((await TellAsync(Schedule.Draw(seed))).Wrong, Is.Null);

    /// <summary>Takes away what is not needed for something to go wrong.</summary>
    private static async Task<string> SimplestAsync(Schedule schedule, string wrong)
    {
        for (var found = true; found;)
        {
            found = false;
            foreach (var simpler in schedule.Simpler())
            {
                if ((await TellAsync(simpler)).Wrong is { } still)
                {
                    (schedule, wrong, found) = (simpler, still, true);
                    break;
                }
            }
        }

        return $"{schedule}\n{wrong}";
    }

    private static async Task<(string Ending, string? Wrong)> TellAsync(Schedule schedule)
    {
        await using var upgrade = await Upgrade.BeginAsync(schedule.Version);
        var (points, isHeld) = (0, false);
        upgrade.Story.Doom = point =>
        {
            points++;
            if (!isHeld && points >= schedule.HoldAt && point.Line > 0)
            {
                // Once a run has begun: before, it would never begin.
                isHeld = true;
                upgrade.Story.Reply(upgrade.Story.Mails("request")[0], "HOLD");
            }

            foreach (var mishap in schedule.Mishaps.Where(one => one.At == points))
            {
                if (mishap.Fault is { } fault)
                {
                    upgrade.Spoil(fault, mishap.Times);
                }
                else
                {
                    return mishap.Death;
                }
            }

            return Death.None;
        };
        try
        {
            var run = await upgrade.TellAsync(plan =>
            {
                foreach (var fault in schedule.World)
                {
                    plan.Add(fault);
                }
            });
            foreach (var decision in schedule.Decisions)
            {
                run = await upgrade.DecideAsync(run, decision);
            }

            var broken = await upgrade.LawlessAsync(run);
            return (run.Ending.ToString()!, broken.Count == 0 ? null : $"{string.Join("; ", broken)}\n{await upgrade.Story.TellAsync()}");
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return ("none", error.Message + error.StackTrace);
        }
    }

    private static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : otherwise;
}
