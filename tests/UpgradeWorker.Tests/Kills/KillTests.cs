using System.Diagnostics;
using System.Globalization;
using UpgradeWorker.Tests.Stories;

namespace UpgradeWorker.Tests.Kills;

/// <summary>
/// SIGKILL for the real executable at every point of an upgrade. UPGRADEWORKER_CRASH_POINTS=all takes every point, UPGRADEWORKER_CRASH_LOG
/// names a file that gets a line for each; else a sample of them.
/// </summary>
internal sealed class KillTests
{
    /// <summary>One point in so many is taken where not all are.</summary>
    private const int Sample = 60;

    private static readonly bool All = Environment.GetEnvironmentVariable("UPGRADEWORKER_CRASH_POINTS") == "all";
    private static readonly string? LogFile = Environment.GetEnvironmentVariable("UPGRADEWORKER_CRASH_LOG");

    /// <summary>The stories in one process lose replies and databases too, in less time: here only all of them do.</summary>
    public static IEnumerable<TestCaseData> Stories() =>
        from version in (string[])[Upgrade.ReplacesInstance, Upgrade.ReplacesDatabases]
        from mischief in Enum.GetValues<Mischief>()
        where All || (mischief == Mischief.Kill && version == Upgrade.ReplacesInstance)
        select new TestCaseData(version, mischief);

    [TestCaseSource(nameof(Stories))]
    [CancelAfter(7_200_000)]
    public async Task The_executable_ends_the_same_whatever_happens_at_any_append_and_any_call(
        string version, Mischief mischief, CancellationToken stopping)
    {
        var began = Stopwatch.GetTimestamp();
        var points = new KillPoints(All ? 1 : Sample, All ? 0 : Sample / 2, Log);
        Log($"{version}, {mischief}");
        await using var upgrade = new KilledUpgrade(version, speed: All ? 300 : 1000, mischief, points);
        var broken = await upgrade.TellAsync(quiet: TimeSpan.FromSeconds(All ? 10 : 3), stopping);
        var figures = string.Create(
            CultureInfo.InvariantCulture,
            $"{version}, {mischief}: {points.Met} points met, {points.Chosen} chosen, {upgrade.Lives} lives, {Stopwatch.GetElapsedTime(began):c}");
        await TestContext.Out.WriteLineAsync(figures);
        Log(figures);
        Assert.That(broken, Is.Empty);
        Assert.That(points.Chosen, Is.GreaterThan(3));

        void Log(string text)
        {
            if (LogFile is not null)
            {
                File.AppendAllText(LogFile, string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(began):c} {text}{Environment.NewLine}"));
            }
        }
    }
}
