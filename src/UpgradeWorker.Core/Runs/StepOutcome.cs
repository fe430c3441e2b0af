namespace UpgradeWorker.Core.Runs;

/// <summary>What one execution of a step found.</summary>
public abstract record StepOutcome
{
    private StepOutcome()
    {
    }

    /// <summary>The step's goal is met.</summary>
    /// <param name="Evidence">What later steps will rely on; journalled with the outcome.</param>
    public sealed record Done(IReadOnlyList<Evidence> Evidence) : StepOutcome
    {
        public Done(params Evidence[] evidence)
            : this((IReadOnlyList<Evidence>)evidence)
        {
        }
    }

    /// <summary>The goal is on its way: ask again after the step's poll.</summary>
    /// <param name="Progress">What is going on, in words; journalled when it changes.</param>
    /// <param name="Evidence">What is already certain, such as the id of a command that was sent.</param>
    public sealed record NotYet(string Progress, IReadOnlyList<Evidence> Evidence) : StepOutcome
    {
        public NotYet(string progress, params Evidence[] evidence)
            : this(progress, (IReadOnlyList<Evidence>)evidence)
        {
        }
    }

    /// <summary>Something went wrong.</summary>
    /// <param name="Why">What, and what to do.</param>
    /// <param name="Retryable">Whether trying the same again may help.</param>
    public sealed record Faulted(Finding Why, bool Retryable) : StepOutcome;

    /// <summary>What was approved no longer holds, or AWS took the other road (AwaitStack: it rolls back).</summary>
    /// <param name="Why">What no longer holds.</param>
    public sealed record Refused(Finding Why) : StepOutcome;

    /// <summary>Nobody may go on with the run: the settings no longer name its stack. No outcome of Report, which needs none.</summary>
    /// <param name="Why">How it stands, and what to do.</param>
    public sealed record Stranded(Finding Why) : StepOutcome;
}
