using System.Diagnostics;
using System.Globalization;
using Npgsql;
using UpgradeWorker.Storage.Tests.Support;

namespace UpgradeWorker.Storage.Tests;

/// <summary>Eight processes take places in the ledger; fifty times one of them is killed while it asks.</summary>
[TestFixtureSource(typeof(Dialects), nameof(Dialects.Both))]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class KilledWritersTests(DialectName dialect) : IDisposable
{
    private const int Writers = 8;
    private const int Kills = 50;

    // The limit is 5 in a week, and 1 of them is kept in reserve.
    private const int MostInAWeek = 4;

    private readonly TestDatabase file = new(dialect, isNew: true);

    public void Dispose() => file.Dispose();

    [Test]
    [CancelAfter(240_000)]
    public async Task Kills_lose_nothing_double_nothing_and_never_make_room(CancellationToken cancellationToken)
    {
        var said = await KillAsync(cancellationToken);

        // What anybody was told is there, after a clean opening (idle connections of this process broke when the server lost one of its).
        NpgsqlConnection.ClearAllPools();
        await file.OpenAsync();
        var taken = file.Column("SELECT run_id FROM certificate_reservation");
        var entered = file.Column("SELECT run_id FROM ledger_entry");
        var released = file.Column("SELECT run_id FROM certificate_release");
        Assert.That(taken, Is.SupersetOf(Runs(said, "RESERVED")).And.Unique);
        Assert.That(entered, Is.SupersetOf(Runs(said, "ENTERED")).And.Unique.And.SubsetOf(taken));
        Assert.That(released, Is.SupersetOf(Runs(said, "RELEASED")).And.Unique.And.SubsetOf(taken));
        Assert.That(entered.Intersect(released), Is.Empty);
        Assert.That(taken.Except(entered).Except(released).Count(), Is.LessThanOrEqualTo(Writers), "one open place a writer at most");
        foreach (var names in file.Column("SELECT DISTINCT names FROM ledger_entry"))
        {
            var instants = Instants($"SELECT at FROM ledger_entry WHERE names = '{names}'");
            // An open place holds from its taking on.
            instants.AddRange(Instants(
                $"""
                SELECT taken_at FROM certificate_reservation r WHERE names = '{names}'
                AND NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.run_id = r.run_id) AND NOT EXISTS (SELECT 1 FROM certificate_release l WHERE l.run_id = r.run_id)
                """));
            instants.Sort();
            Assert.That(
                instants.Skip(MostInAWeek).Zip(instants, (later, earlier) => later - earlier), Has.All.GreaterThanOrEqualTo(TimeSpan.FromDays(7)), names);
        }

        if (dialect == DialectName.Sqlite)
        {
            Assert.That(file.Column("PRAGMA integrity_check"), Is.EqualTo(["ok"]));
        }

        Assert.That(taken, Has.Count.GreaterThanOrEqualTo(3), "so much came of it that there was something to lose");
        TestContext.Out.WriteLine($"{taken.Count} places taken, {entered.Count} used, {released.Count} given back.");
    }

    /// <returns>What each writer said, by its number.</returns>
    private async Task<IReadOnlyList<List<(string What, long Number)>>> KillAsync(CancellationToken cancellationToken)
    {
        var place = dialect == DialectName.Sqlite ? file.Path : file.Schema;
        await file.OpenAsync();
        var random = new Random(5);
        var began = TimeProvider.System.GetUtcNow().Ticks;
        var said = Enumerable.Range(0, Writers).Select(_ => new List<(string, long)>()).ToList();
        var writers = said.Select((lines, writer) => WriterProcess.Start(dialect, place, writer, began, lines)).ToList();
        try
        {
            for (var kill = 1; kill <= Kills; kill++)
            {
                // Whichever asks next: a new process takes a while to begin.
                var asking = await Task.WhenAny(writers.Select((writer, number) => writer.AboutToAskAsync(number, cancellationToken)));
                var victim = await asking;
                var delay = Stopwatch.StartNew();
                var wait = TimeSpan.FromMilliseconds(random.NextDouble() * 5);
                SpinWait.SpinUntil(() => delay.Elapsed > wait);
                await writers[victim].KillAsync();
                writers[victim].Dispose();
                writers[victim] = WriterProcess.Start(dialect, place, victim, began, said[victim]);
                // The server too loses a process, and recovers by itself: all its clients lose what they were at.
                if (dialect == DialectName.PostgreSql && kill % 20 == 0)
                {
                    KillServerProcess();
                }
            }

            foreach (var writer in writers)
            {
                await writer.KillAsync();
            }

            return said;
        }
        finally
        {
            writers.ForEach(writer => writer.Dispose());
        }
    }

    private void KillServerProcess()
    {
        var process = file.Column(
            "SELECT pid::text FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid() LIMIT 1");
        if (process is [var id])
        {
            Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture)).Kill();
        }
    }

    private List<DateTimeOffset> Instants(string sql) =>
        [.. file.Column(sql).Select(text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture))];

    private static IEnumerable<string> Runs(IReadOnlyList<List<(string What, long Number)>> said, string what) => said.SelectMany((lines, writer) =>
        lines.Where(line => line.What == what).Select(line => string.Create(CultureInfo.InvariantCulture, $"r{writer:d4}{line.Number:d8}")).Distinct());
}
