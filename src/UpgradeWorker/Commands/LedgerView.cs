using UpgradeWorker.Core;
using UpgradeWorker.Core.Certificates;

namespace UpgradeWorker.Commands;

/// <summary>The ledger of one exact set of names as <c>ledger</c> prints it; the members are the JSON's. Instants are ISO 8601 texts in UTC.</summary>
internal sealed record LedgerView
{
    public required string Names { get; init; }
    public required int Room { get; init; }
    public required bool Allowed { get; init; }

    /// <summary>Null = not before an open reservation ends, or never.</summary>
    public required string? NextAt { get; init; }

    /// <summary>Why not; null if allowed.</summary>
    public required Finding? Why { get; init; }

    /// <summary>Oldest first; those whose place is free again are kept too.</summary>
    public required IReadOnlyList<EntryPart> Entries { get; init; }

    public required IReadOnlyList<ReservationPart> Reservations { get; init; }

    internal sealed record EntryPart(
        string At, string IssuedAt, bool Seen, string FreesAt, int Cost, string Source, string? StackId, string? InstanceId, string? RunId,
        string? Serial, string? Reason);

    internal sealed record ReservationPart(string RunId, int Cost, string TakenAt);

    public static LedgerView Of(
        NameSet names, IReadOnlyList<LedgerEntry> entries, IReadOnlyList<Reservation> reservations, LedgerLimits limits, DateTimeOffset now)
    {
        var answer = CertificateLedger.Ask(names, entries, reservations, limits, now);
        return new()
        {
            Names = names.Text,
            Room = answer.Room,
            Allowed = answer.Allowed,
            NextAt = Times.Iso(answer.NextAt),
            Why = answer.Why,
            Entries = [.. LedgerHolds.Of(entries.Where(entry => entry.Names == names), limits.IssuanceDelay).Select(hold => new EntryPart(
                Times.Iso(hold.From)!, Times.Iso(hold.IssuedAt)!, hold.Seen, Times.Iso(CertificateLedger.FreesAt(hold, limits))!, hold.Cost,
                hold.Entry.Source.ToString(), hold.Entry.StackId, hold.Entry.InstanceId, hold.Entry.RunId, hold.Entry.Serial, hold.Entry.Reason))],
            Reservations = [.. reservations.Where(reservation => reservation.Names == names)
                .Select(reservation => new ReservationPart(reservation.RunId, reservation.Cost, Times.Iso(reservation.TakenAt)!))],
        };
    }
}
