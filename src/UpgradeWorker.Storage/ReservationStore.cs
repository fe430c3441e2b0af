using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Storage;

/// <summary>
/// Places in the ledger taken by runs. Written by AdvanceRuns. A reservation holds what the entries of its run do not hold yet, for the
/// same names, until it is released; so writing such an entry and giving up the place reserved for it are one act.
/// </summary>
public static class ReservationStore
{
    private const string Select =
        """
        SELECT r.run_id AS RunId, r.names AS Names, r.cost AS Cost, r.taken_at AS TakenAt,
          (SELECT l.at FROM certificate_release l WHERE l.run_id = r.run_id AND l.generation = r.generation) AS EndedAt
        FROM certificate_reservation r
        """;

    /// <summary>Reservations that hold a place, each with what it still holds.</summary>
    public static async Task<IReadOnlyList<Reservation>> OpenAsync(Session session)
    {
        var entries = await LedgerStore.OfRunsAsync(session);
        return [.. (await session.QueryAsync<Row>(Select)).Where(row => row.EndedAt is null)
            .Select(row => row.ToReservation(entries)).Where(reservation => reservation.IsOpen)];
    }

    /// <summary>Runs that were given up and whose places were not given back yet.</summary>
    public static async Task<IReadOnlyList<RunId>> OfAbandonedAsync(Session session) => [.. (await session.QueryAsync<string>(
        """
        SELECT DISTINCT r.run_id FROM certificate_reservation r JOIN run_progress p ON p.run_id = r.run_id
        WHERE p.ending = @ending AND p.ended_at IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM certificate_release l WHERE l.run_id = r.run_id AND l.generation = r.generation)
        ORDER BY r.run_id
        """,
        new { ending = nameof(RunEnding.Abandoned) })).Select(id => new RunId(id))];

    /// <summary>A text that changes whenever a reservation is taken or released.</summary>
    public static async Task<string> StampAsync(Session session) =>
        $"{await session.ScalarAsync<long>("SELECT COUNT(*) FROM certificate_reservation")}/{await session.ScalarAsync<long>("SELECT COUNT(*) FROM certificate_release")}";

    /// <summary>
    /// The reservations of a run, open or ended: of its present generation and of earlier ones, whose place a new generation keeps.
    /// </summary>
    public static async Task<IReadOnlyList<Reservation>> OfAsync(Session session, Run run)
    {
        var entries = await LedgerStore.OfRunsAsync(session);
        return [.. (await session.QueryAsync<Row>(
            Select + " WHERE r.run_id = @run AND r.generation <= @Generation", new { run = run.Id.Value, run.Generation }))
            .Select(row => row.ToReservation(entries))];
    }

    /// <inheritdoc cref="ReserveAsync(Session, Run, IReadOnlyList{NameSet}, IReadOnlyList{LedgerEntry}, LedgerLimits, DateTimeOffset)"/>
    public static Task<LedgerAnswer> ReserveAsync(Session session, Run run, NameSet names, LedgerLimits limits, DateTimeOffset now) =>
        ReserveAsync(session, run, [names], [], limits, now);

    /// <summary>
    /// Decides and reserves in one transaction, which no other writer can come between. A run that has its places keeps them.
    /// </summary>
    /// <param name="session">The transaction.</param>
    /// <param name="run">The run.</param>
    /// <param name="sets">The sets of names that it needs a certificate for each; all are reserved or none.</param>
    /// <param name="pending">Facts that are known and not yet entered; they count as if they were.</param>
    /// <param name="limits">The limits; what one set costs is among them.</param>
    /// <param name="now">The present instant.</param>
    /// <returns>The answer; with a yes the places are taken.</returns>
    public static async Task<LedgerAnswer> ReserveAsync(
        Session session, Run run, IReadOnlyList<NameSet> sets, IReadOnlyList<LedgerEntry> pending, LedgerLimits limits, DateTimeOffset now)
    {
        IReadOnlyList<LedgerEntry> entries = [.. await LedgerStore.AllAsync(session), .. pending];
        var open = await OpenAsync(session);
        var mine = open.Where(reservation => reservation.RunId == run.Id.Value).Select(reservation => reservation.Names).ToHashSet();
        var others = open.Where(reservation => reservation.RunId != run.Id.Value).ToList();
        var answer = CertificateLedger.Ask(sets, entries, others, limits, now);
        if (mine.IsSupersetOf(sets))
        {
            return answer with { Allowed = true, Why = null };
        }

        if (answer.Allowed)
        {
            foreach (var names in sets.Where(names => !mine.Contains(names)))
            {
                await session.ExecuteAsync(
                    "INSERT INTO certificate_reservation (run_id, generation, names, cost, taken_at) VALUES (@run, @Generation, @names, @cost, @now)",
                    new { run = run.Id.Value, run.Generation, names = names.Text, cost = limits.CostPerReplacement, now });
            }
        }

        return answer;
    }

    /// <summary>Gives all places of a run back, those kept from earlier generations too: nothing was created, or all of it is entered.</summary>
    public static Task ReleaseAsync(Session session, Run run, DateTimeOffset now, string reason) => session.ExecuteAsync(
        """
        INSERT INTO certificate_release (run_id, generation, at, reason)
        SELECT DISTINCT run_id, generation, @now, @reason FROM certificate_reservation WHERE run_id = @run AND generation <= @Generation
        ON CONFLICT (run_id, generation) DO NOTHING
        """,
        new { run = run.Id.Value, run.Generation, now, reason });

    private sealed class Row
    {
        public string RunId { get; init; } = "";

        public string Names { get; init; } = "";

        public long Cost { get; init; }

        public DateTimeOffset TakenAt { get; init; }

        public DateTimeOffset? EndedAt { get; init; }

        public Reservation ToReservation(IReadOnlyList<(LedgerEntry Entry, DateTimeOffset RecordedAt)> entries)
        {
            var names = NameSet.Parse(Names);
            // An entry from before the reservation was taken belongs to an earlier one.
            var mine = entries.Where(one => one.Entry.RunId == RunId && one.Entry.Names == names && one.RecordedAt >= TakenAt).ToList();
            var left = (int)Cost - mine.Sum(one => one.Entry.Cost);
            return left > 0
                ? new(RunId, names, left, TakenAt, EndedAt)
                : new(RunId, names, (int)Cost, TakenAt, EndedAt ?? mine.Max(one => one.RecordedAt));
        }
    }
}
