namespace UpgradeWorker.Core.Runs;

/// <summary>The endings of a run as people read them.</summary>
public static class Endings
{
    /// <summary>Two words at most, to follow the name of the run.</summary>
    public static string InWords(RunEnding ending) => ending switch
    {
        RunEnding.Succeeded => "succeeded",
        RunEnding.RolledBack => "rolled back",
        RunEnding.Refused => "refused",
        RunEnding.NeedsAttention => "needs attention",
        RunEnding.Abandoned => "abandoned",
        _ => throw new ArgumentOutOfRangeException(nameof(ending), ending, null),
    };
}
