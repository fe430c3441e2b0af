namespace UpgradeWorker.Core.Certificates;

/// <summary>A place or several that one entry holds in the ledger.</summary>
/// <param name="Entry">The entry that holds it.</param>
/// <param name="Cost">Places held, at least 1.</param>
/// <param name="From">From when it holds. Decisions do not ask: an entry ahead of the clock holds too, so that a clock set back makes no room.</param>
/// <param name="IssuedAt">When the certificate was issued, or is taken to have been at the latest.</param>
/// <param name="Seen">Whether <paramref name="IssuedAt"/> is known and not assumed.</param>
public sealed record LedgerHold(LedgerEntry Entry, int Cost, DateTimeOffset From, DateTimeOffset IssuedAt, bool Seen);
