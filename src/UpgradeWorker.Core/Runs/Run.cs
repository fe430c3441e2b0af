using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Core.Runs;

/// <summary>The durable execution of one approved plan: where it stands and what is due.</summary>
public sealed record Run
{
    public required RunId Id { get; init; }

    public required StackKey Stack { get; init; }

    public required StackId StackId { get; init; }

    /// <summary>The plan that was approved.</summary>
    public required PlanFingerprint Plan { get; init; }

    /// <summary>Counts tries from Preflight, from 1. A retry before execution starts a new one, so nothing of an older one is reused.</summary>
    public required int Generation { get; init; }

    public required RunStep Step { get; init; }

    /// <summary>Attempt at the present step, from 1.</summary>
    public required int Attempt { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the present step was entered, later by the time in which nobody looked after the run; its deadline counts from here.</summary>
    public required DateTimeOffset StepBegan { get; init; }

    /// <summary>Next look.</summary>
    public required DateTimeOffset Due { get; init; }

    /// <summary>When the maintenance window of the approval closes; nothing is executed after it.</summary>
    public required DateTimeOffset WindowCloses { get; init; }

    /// <summary>Where the run is heading once it no longer goes well, and where it ended; null while it goes well.</summary>
    public RunEnding? Ending { get; init; }

    /// <summary>Why it no longer goes well; null while it goes well.</summary>
    public Finding? Why { get; init; }

    /// <summary>When it ended; null while it is under way.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>A new run at its first step.</summary>
    public static Run Start(
        RunId id, StackKey stack, StackId stackId, PlanFingerprint plan, DateTimeOffset windowCloses, DateTimeOffset now) => new()
        {
            Id = id,
            Stack = stack,
            StackId = stackId,
            Plan = plan,
            Generation = 1,
            Step = RunScript.First,
            Attempt = 1,
            StartedAt = now,
            StepBegan = now,
            Due = now,
            WindowCloses = windowCloses,
        };
}
