using System.Globalization;
using UpgradeWorker.Core.Certificates;

namespace UpgradeWorker.Commands;

/// <summary>The ledger for people: a bar of its places, and a week of each entry that holds one.</summary>
internal static class LedgerText
{
    private const int Cells = 7;

    public static void Show(TextWriter output, IReadOnlyList<LedgerView> views, LedgerLimits limits, DateTimeOffset now)
    {
        if (views.Count == 0)
        {
            output.WriteLine("The ledger is empty.");
        }

        foreach (var view in views)
        {
            Show(output, view, limits, now);
        }
    }

    private static void Show(TextWriter output, LedgerView view, LedgerLimits limits, DateTimeOffset now)
    {
        var holding = view.Entries.Where(entry => Times.Parse(entry.FreesAt) > now).ToList();
        Line(output, $"{view.Names}: room for {Math.Max(view.Room, 0)} of {limits.Limit}, {limits.KeepInReserve} of them kept in reserve"
            + $"{(limits.Mode == LedgerMode.Bucket ? ", counted as Let's Encrypt's token bucket" : "")}. {(view.Allowed ? "Another replacement may start now." : view.Why?.Message)}");
        Line(output, Bar(view, holding, limits));
        if (holding.Count + view.Reservations.Count > 0)
        {
            var table = CommandOutput.Table("No.", "Replaced", "Free again", $"Next {limits.Window.TotalDays:0} days", "Known by");
            foreach (var column in table.Columns.Take(4))
            {
                column.NoWrap = true;
            }

            foreach (var entry in holding.OrderBy(entry => entry.FreesAt, StringComparer.Ordinal))
            {
                table.Row(
                    Number(entry.Id), Minute(entry.At), $"{Minute(entry.FreesAt)}{(entry.Seen ? "" : "*")}",
                    Week(Times.Parse(entry.FreesAt)!.Value, limits, now),
                    string.Join(' ', new[] { Several(entry.Cost), entry.Source, entry.InstanceId, entry.RunId, entry.Serial, Said(entry.By, entry.Reason) }.OfType<string>()));
            }

            foreach (var reservation in view.Reservations)
            {
                table.Row("-", "reserved", "when it ends", new string('#', Cells), $"{(Several(reservation.Cost) is { } times ? times + " " : "")}run {reservation.RunId} since {Minute(reservation.TakenAt)}");
            }

            new Paper(output).Table(table);
            Line(output, $"Times are {TimeZoneInfo.Local.Id}.{(holding.All(entry => entry.Seen) ? "" : " * = its certificate was not seen yet: counted from the latest instant at which it may be issued.")}");
        }

        foreach (var fact in view.Facts.Where(fact => fact.Corrects is not null))
        {
            Line(output, $"No. {Number(fact.Corrects!.Value)} was corrected on {Times.Local(fact.At)} to cost {Number(fact.Cost)}: {Said(fact.By, fact.Reason)}.");
        }

        var past = view.Entries.Count - holding.Count;
        if (past > 0)
        {
            Line(output, $"{Number(past)} earlier {(past == 1 ? "entry holds" : "entries hold")} no place any more; --json tells them all.");
        }

        if (view.Handshake is { } handshake)
        {
            Line(output, handshake.Fault is { } fault
                ? $"The last handshake, {Times.Local(handshake.TriedAt)}, failed: {fault}"
                : $"The last handshake, {Times.Local(handshake.TriedAt)}, saw certificate {handshake.Serial}.");
        }
    }

    // [3][5][run][free][reserve]: each place with the number of the entry that holds it.
    private static string Bar(LedgerView view, IReadOnlyList<LedgerView.EntryPart> holding, LedgerLimits limits)
    {
        var taken = holding.SelectMany(entry => Enumerable.Repeat($"No. {Number(entry.Id)}", entry.Cost))
            .Concat(view.Reservations.SelectMany(reservation => Enumerable.Repeat(reservation.RunId, reservation.Cost))).ToList();
        var left = Math.Max(limits.Limit - taken.Count, 0);
        var reserve = Math.Min(limits.KeepInReserve, left);
        return string.Concat(taken.Concat(Enumerable.Repeat("free", left - reserve)).Concat(Enumerable.Repeat("reserve", reserve)).Select(place => $"[{place}]"));
    }

    private static string Week(DateTimeOffset freesAt, LedgerLimits limits, DateTimeOffset now)
    {
        var held = (int)Math.Clamp(Math.Ceiling((freesAt - now) / limits.Window * Cells), 0, Cells);
        return new string('#', held) + new string('.', Cells - held);
    }

    private static string Minute(string? iso) => Times.Local(iso)[..16];

    private static string? Several(int cost) => cost == 1 ? null : $"{Number(cost)} times";

    private static string? Said(string? by, string? reason) => by is null ? reason : $"{by}: {reason}";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static void Line(TextWriter output, string text) => output.WriteLine(CommandOutput.Printable(text));
}
