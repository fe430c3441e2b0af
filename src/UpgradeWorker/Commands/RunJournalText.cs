using Spectre.Console;
using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Commands;

/// <summary>The journal of a run in lines: when, which step, what; beneath it the evidence.</summary>
internal static class RunJournalText
{
    /// <summary>Where the words of a line begin, after the time.</summary>
    private const int Margin = 12;

    public static void Write(Paper paper, IReadOnlyList<JournalEntry> journal)
    {
        string day = "";
        var generation = 1;
        foreach (var (entry, alike) in Shortened(journal))
        {
            if (entry.Generation != generation)
            {
                generation = entry.Generation;
                paper.Line($"Generation {generation}: from the start, with nothing of the one before", style: Style.Parse("bold"));
            }

            if (Day(entry.At) is var its && its != day)
            {
                day = its;
                paper.Line(day, style: Style.Parse("bold"));
            }

            if (alike > 0)
            {
                paper.Line($"{new string(' ', Margin)}... {alike} more like it; all: runs {entry.Run} --json", Margin, Style.Parse("grey"));
            }

            var lines = Words(entry).ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            paper.Line($"  {Times.Local(entry.At)[11..19]}  {lines[0]}", Margin, StyleOf(entry.Kind));
            foreach (var line in lines.Skip(1))
            {
                paper.Line(new string(' ', Margin) + line, Margin, StyleOf(entry.Kind));
            }

            foreach (var fact in entry.Evidence.Select(EvidenceText.Of).OfType<string>())
            {
                paper.Line($"{new string(' ', Margin)}- {fact}", Margin + 2);
            }
        }
    }

    /// <summary>
    /// Each line that is shown, with how many before it are left out. Of looks that differ only in figures, such as the percentage of a
    /// snapshot, the first and the last tell enough.
    /// </summary>
    internal static IEnumerable<(JournalEntry Entry, int LeftOut)> Shortened(IReadOnlyList<JournalEntry> journal)
    {
        for (var first = 0; first < journal.Count;)
        {
            var last = first;
            while (last + 1 < journal.Count && AreAlike(journal[last], journal[last + 1]))
            {
                last++;
            }

            yield return (journal[first], 0);
            if (last > first)
            {
                yield return (journal[last], last - first - 1);
            }

            first = last + 1;
        }
    }

    private static bool AreAlike(JournalEntry one, JournalEntry other) =>
        one is { Kind: JournalKind.Progress, Evidence: [] } && other is { Kind: JournalKind.Progress, Evidence: [] }
        && one.Step == other.Step && one.Attempt == other.Attempt && one.Generation == other.Generation
        && WithoutFigures(one.Message).SequenceEqual(WithoutFigures(other.Message));

    private static IEnumerable<char> WithoutFigures(string text) => text.Where(character => !char.IsAsciiDigit(character));

    private static string Words(JournalEntry entry) => entry.Kind switch
    {
        JournalKind.Begun => $"{entry.Step} begun{Attempt(entry)}",
        // The goal stands in the table above; a step that was not needed says so instead.
        JournalKind.Done => $"{entry.Step} done{(entry.Message == RunScript.Of(entry.Step).Goal ? "" : $": {entry.Message}")}",
        JournalKind.Progress => $"{entry.Step}: {UpdateStory.InZone(entry.Message, entry.At, TimeZoneInfo.Local)}",
        JournalKind.Faulted => $"{entry.Step} WENT WRONG{Attempt(entry)}: {entry.Message}",
        JournalKind.Refused => $"{entry.Step} REFUSED: {entry.Message}",
        JournalKind.Operator => $"A person: {entry.Message}",
        _ => throw new InvalidOperationException($"Unknown kind {entry.Kind}."),
    };

    private static string Attempt(JournalEntry entry) => entry.Attempt > 1 ? $", attempt {entry.Attempt}" : "";

    private static Style StyleOf(JournalKind kind) => kind switch
    {
        JournalKind.Begun => Style.Parse("grey"),
        JournalKind.Done => Style.Parse("green"),
        JournalKind.Faulted or JournalKind.Refused => Style.Parse("red"),
        JournalKind.Operator => Style.Parse("yellow"),
        _ => Style.Plain,
    };

    private static string Day(DateTimeOffset at) => Times.Local(at) is var local ? $"{local[..10]}, times at {local[20..]}" : "";
}
