namespace UpgradeWorker.Core.Runs;

/// <summary>A migration whose output is kept beside the journal: each try of it has its own, so that a later one covers nothing up.</summary>
/// <param name="Generation">Of the run.</param>
/// <param name="Command">Such as <c>is-db migrate</c>.</param>
/// <param name="Try">How often the step had begun in this generation, from 1.</param>
public sealed record KeptOutput(int Generation, string Command, int Try)
{
    /// <summary>Under which it is kept.</summary>
    public string Name => $"g{Generation} {Command}{(Try > 1 ? $" try {Try}" : "")}";

    /// <summary>The command's name for the present try of a run's step.</summary>
    public static KeptOutput Now(Run run, string command, IEnumerable<JournalEntry> journal) =>
        new(run.Generation, command, Math.Max(1, journal.Count(entry => Begins(entry, run.Generation))));

    /// <summary>All that the journal tells of, in the order in which they ran.</summary>
    public static IReadOnlyList<KeptOutput> Of(IReadOnlyList<JournalEntry> journal) =>
    [
        .. journal.OrderBy(entry => entry.Seq).SelectMany(entry => entry.Evidence.OfType<Evidence.OutputKept>().Select(kept => new KeptOutput(
            entry.Generation, kept.Command, Math.Max(1, journal.Count(other => other.Seq < entry.Seq && Begins(other, entry.Generation)))))).Distinct(),
    ];

    private static bool Begins(JournalEntry entry, int generation) =>
        entry is { Kind: JournalKind.Begun, Step: RunStep.Migrate } && entry.Generation == generation;
}
