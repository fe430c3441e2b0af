using UpgradeWorker.Core;
using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Commands;

/// <summary>The ledger of one exact set of names as <c>ledger</c> prints it; the members are the JSON's. Instants are ISO 8601 texts in UTC.</summary>
internal sealed record LedgerView
{
    public required string Names { get; init; }

    /// <summary>The registered domain whose limit holds too; null = none is configured.</summary>
    public required string? RegisteredDomain { get; init; }

    public required int Room { get; init; }
    public required bool Allowed { get; init; }

    /// <summary>Null = not before an open reservation ends, or never.</summary>
    public required string? NextAt { get; init; }

    /// <summary>Why not; null if allowed.</summary>
    public required Finding? Why { get; init; }

    /// <summary>What holds or held a place, oldest issuance first; those whose place is free again are kept too.</summary>
    public required IReadOnlyList<EntryPart> Entries { get; init; }

    public required IReadOnlyList<ReservationPart> Reservations { get; init; }

    /// <summary>Everything that was entered, corrections too, oldest first.</summary>
    public required IReadOnlyList<FactPart> Facts { get; init; }

    /// <summary>The last handshake with the domain; null = there was none.</summary>
    public required HandshakePart? Handshake { get; init; }

    internal sealed record EntryPart(
        long Id, string At, string IssuedAt, bool Seen, string FreesAt, int Cost, string Source, string? StackId, string? InstanceId, string? RunId,
        string? Serial, string? Reason, string? By);

    internal sealed record ReservationPart(string RunId, int Cost, string TakenAt);

    // Id is what it can be corrected by; Corrects is the id of the entry that a correction is about, null for all others.
    internal sealed record FactPart(
        long Id, string At, int Cost, string Source, string? StackId, string? InstanceId, string? RunId, string? Serial, string? Reason, string? By, long? Corrects);

    internal sealed record HandshakePart(string TriedAt, string? SeenAt, string? Serial, string? Fault);

    public static LedgerView Of(
        NameSet names, IReadOnlyList<LedgerEntry> entries, IReadOnlyList<Reservation> reservations, CertificateWatch? handshake, LedgerLimits limits,
        DateTimeOffset now)
    {
        var answer = CertificateLedger.Ask(names, entries, reservations, limits, now);
        var mine = entries.Where(entry => entry.Names == names).ToList();
        return new()
        {
            Names = names.Text,
            RegisteredDomain = limits.DomainOf(names),
            Room = answer.Room,
            Allowed = answer.Allowed,
            NextAt = Times.Iso(answer.NextAt),
            Why = answer.Why,
            Entries = [.. LedgerHolds.Of(mine, limits.IssuanceDelay).Select(hold => new EntryPart(
                hold.Entry.Id, Times.Iso(hold.From)!, Times.Iso(hold.IssuedAt)!, hold.Seen, Times.Iso(CertificateLedger.FreesAt(hold, limits))!, hold.Cost,
                hold.Entry.Source.ToString(), hold.Entry.StackId, hold.Entry.InstanceId, hold.Entry.RunId, hold.Entry.Serial, hold.Entry.Reason, hold.Entry.By))],
            Reservations = [.. reservations.Where(reservation => reservation.Names == names)
                .Select(reservation => new ReservationPart(reservation.RunId, reservation.Cost, Times.Iso(reservation.TakenAt)!))],
            Facts = [.. mine.Select(entry => new FactPart(
                entry.Id, Times.Iso(entry.At)!, entry.Cost, entry.Source.ToString(), entry.StackId, entry.InstanceId, entry.RunId, entry.Serial, entry.Reason,
                entry.By, entry.Corrects is null ? null : mine.FirstOrDefault(one => one.DedupKey == entry.Corrects)?.Id))],
            Handshake = handshake is null
                ? null
                : new(Times.Iso(handshake.TriedAt)!, Times.Iso(handshake.SeenAt), handshake.Serial, handshake.Fault),
        };
    }
}
