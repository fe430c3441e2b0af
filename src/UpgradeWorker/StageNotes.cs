using System.Collections.Concurrent;

namespace UpgradeWorker;

/// <summary>How the stages of this process last ended.</summary>
internal sealed class StageNotes(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, StageNote> notes = new(StringComparer.Ordinal);

    /// <summary>All stages that ended at least once, by name.</summary>
    public IReadOnlyList<StageNote> All => [.. notes.Values.OrderBy(note => note.Stage, StringComparer.Ordinal)];

    /// <summary>A stage did what was due, or left it to another worker.</summary>
    public void Worked(string stage) => Note(stage, note => note with { LastSuccess = time.GetUtcNow() });

    /// <summary>A stage ended with a fault.</summary>
    public void Failed(string stage, string why) => Note(stage, note => note with { LastFault = time.GetUtcNow(), Fault = why });

    private void Note(string stage, Func<StageNote, StageNote> change) =>
        notes.AddOrUpdate(stage, name => change(new StageNote(name, null, null, null)), (_, note) => change(note));
}

/// <summary>How one stage last ended.</summary>
/// <param name="Stage">Its name.</param>
/// <param name="LastSuccess">When it last did what was due; null = not since the start.</param>
/// <param name="LastFault">When it last ended with a fault; null = not since the start.</param>
/// <param name="Fault">That fault; null = there was none.</param>
internal sealed record StageNote(string Stage, DateTimeOffset? LastSuccess, DateTimeOffset? LastFault, string? Fault)
{
    public bool IsFailing => LastFault is { } failed && !(LastSuccess >= failed);
}
