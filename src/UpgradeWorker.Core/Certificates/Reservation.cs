namespace UpgradeWorker.Core.Certificates;

/// <summary>A place in the ledger taken by a run before it acts. It ends when the entry of the new instance is written, or nothing was created.</summary>
/// <param name="RunId">The run; it has at most one reservation for each set of names.</param>
/// <param name="Names">The exact set of names.</param>
/// <param name="Cost">Certificates reserved, at least 1.</param>
/// <param name="TakenAt">When it was taken (UTC).</param>
/// <param name="EndedAt">When it ended (UTC); null = it still holds its place.</param>
public sealed record Reservation(string RunId, NameSet Names, int Cost, DateTimeOffset TakenAt, DateTimeOffset? EndedAt = null)
{
    public bool IsOpen => EndedAt is null;
}
