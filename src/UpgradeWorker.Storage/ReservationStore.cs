using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Storage;

/// <summary>
/// Places in the ledger taken by runs. Written by AdvanceRuns. A reservation is open until an entry of its run stands in the ledger
/// for the same names, or it is released; so writing that entry and ending the reservation are one act.
/// </summary>
public static class ReservationStore
{
    private const string Select =
        """
        SELECT r.run_id AS RunId, r.names AS Names, r.cost AS Cost, r.taken_at AS TakenAt, COALESCE(
          (SELECT MIN(e.recorded_at) FROM ledger_entry e WHERE e.run_id = r.run_id AND e.names = r.names),
          (SELECT l.at FROM certificate_release l WHERE l.run_id = r.run_id AND l.generation = r.generation)) AS EndedAt
        FROM certificate_reservation r
        """;

    /// <summary>Reservations that hold a place.</summary>
    public static async Task<IReadOnlyList<Reservation>> OpenAsync(Session session) =>
        [.. (await session.QueryAsync<Row>(Select)).Select(row => row.ToReservation()).Where(reservation => reservation.IsOpen)];

    /// <summary>
    /// The reservations of a run, open or ended: of its present generation and of earlier ones, whose place a new generation keeps.
    /// </summary>
    public static async Task<IReadOnlyList<Reservation>> OfAsync(Session session, Run run) => [.. (await session.QueryAsync<Row>(
        Select + " WHERE r.run_id = @run AND r.generation <= @Generation", new { run = run.Id.Value, run.Generation }))
        .Select(row => row.ToReservation())];

    /// <summary>
    /// Decides and reserves in one transaction, which no other writer can come between. A run that has its place keeps it.
    /// </summary>
    /// <returns>The answer; with a yes the place is taken.</returns>
    public static async Task<LedgerAnswer> ReserveAsync(Session session, Run run, NameSet names, LedgerLimits limits, DateTimeOffset now)
    {
        var entries = await LedgerStore.AllAsync(session);
        var open = await OpenAsync(session);
        var others = open.Where(reservation => reservation.RunId != run.Id.Value).ToList();
        var answer = CertificateLedger.Ask(names, null, entries, others, limits, now);
        if (open.Count > others.Count)
        {
            return answer with { Allowed = true, Why = null };
        }

        if (answer.Allowed)
        {
            await session.ExecuteAsync(
                "INSERT INTO certificate_reservation (run_id, generation, names, cost, taken_at) VALUES (@run, @Generation, @names, @cost, @now)",
                new { run = run.Id.Value, run.Generation, names = names.Text, cost = limits.CostPerReplacement, now });
        }

        return answer;
    }

    /// <summary>Gives all places of a run back, those kept from earlier generations too: nothing was created.</summary>
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

        public Reservation ToReservation() => new(RunId, NameSet.Parse(Names), (int)Cost, TakenAt, EndedAt);
    }
}
