namespace UpgradeWorker.Core.Mails;

/// <summary>The certificate week of one set of names, as a bar of places.</summary>
/// <param name="Names">The names, comma-separated.</param>
/// <param name="Limit">Certificates in any seven days.</param>
/// <param name="Used">Places taken now, reservations of other runs included.</param>
/// <param name="ByUpgrade">Places that this upgrade takes; 0 after it or where it takes none.</param>
/// <param name="Reserve">Places that stay free for recovery.</param>
/// <param name="NextAt">When another replacement may start; null when now or never.</param>
public sealed record CertificateWeek(string Names, int Limit, int Used, int ByUpgrade, int Reserve, DateTimeOffset? NextAt)
{
    private const int MostCells = 10;

    /// <summary>Places that remain free, the reserve included; never negative.</summary>
    public int Room => Math.Max(0, Limit - Used - ByUpgrade);

    /// <summary>The bar in one sentence, for screen readers and plain text.</summary>
    public string Sentence => $"{Used} of {Limit} certificates used in the last 7 days"
        + (ByUpgrade > 0 ? $", {ByUpgrade} by this upgrade, {Room} left after it" : $", {Room} left")
        + (Math.Min(Room, Reserve) is > 0 and var kept ? $", of which {kept} {(kept == 1 ? "is" : "are")} kept in reserve." : ".");

    /// <summary>One cell a place; empty where there are too many to draw.</summary>
    public IReadOnlyList<WeekCell> Cells => Limit is < 1 or > MostCells ? [] : [.. Enumerable.Range(0, Limit).Select(Cell)];

    /// <summary>The bar in plain text: <c>[used][used][this][free][reserve]</c>.</summary>
    public string Drawn => string.Concat(Cells.Select(cell => $"[{cell.Short}]"));

    private WeekCell Cell(int place) => place < Used ? new WeekCell("used", "#64748b", "#ffffff", "used")
        : place < Used + ByUpgrade ? new WeekCell("this upgrade", "#1d4ed8", "#ffffff", "this")
        : place >= Limit - Reserve ? new WeekCell("reserve", "#fdf1e0", "#92400e", "reserve")
        : new WeekCell("free", "#e6f4ea", "#166534", "free");
}

/// <summary>A place in the bar.</summary>
/// <param name="Word">What it is.</param>
/// <param name="Background">Its colour.</param>
/// <param name="Color">Colour of its text.</param>
/// <param name="Style">Style name for dark displays.</param>
public sealed record WeekCell(string Word, string Background, string Color, string Style)
{
    /// <summary>The word as it fits a narrow cell.</summary>
    public string Short => Style;
}
