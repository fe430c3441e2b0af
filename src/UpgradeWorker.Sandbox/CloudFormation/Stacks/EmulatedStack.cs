using UpgradeWorker.Sandbox.CloudFormation.ChangeSets;
using UpgradeWorker.Sandbox.CloudFormation.Templates;

namespace UpgradeWorker.Sandbox.CloudFormation.Stacks;

/// <summary>A stack. Reads of it belong under the world's lock.</summary>
public sealed class EmulatedStack
{
    private readonly List<StackEvent> events = [];

    public required string Name { get; init; }

    public required string Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null while it has never been updated.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    public DateTimeOffset? DeletedAt { get; internal set; }

    public required string Status { get; set; }

    public string? StatusReason { get; internal set; }

    /// <summary>Null while the stack only has a change set that would create it.</summary>
    public Template? Template { get; internal set; }

    public IReadOnlyList<StackParameter> Parameters { get; internal set; } = [];

    public StackSettings Settings { get; internal set; } = new();

    /// <summary>By logical id.</summary>
    public Dictionary<string, StackResource> Resources { get; internal set; } = new(StringComparer.Ordinal);

    public IReadOnlyList<StackOutput> Outputs { get; internal set; } = [];

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<StackEvent> Events => events;

    /// <summary>By name; executed and deleted ones are not in it.</summary>
    public Dictionary<string, ChangeSet> ChangeSets { get; } = new(StringComparer.Ordinal);

    /// <summary>ARN of the change set that was executed last; null = none was.</summary>
    public string? LastChangeSetId { get; internal set; }

    public bool DisableRollback { get; internal set; }

    /// <summary>Newest first.</summary>
    public List<(string Type, string OperationId)> LastOperations { get; } = [];

    /// <summary>NOT_CHECKED, IN_SYNC, DRIFTED, UNKNOWN.</summary>
    public string DriftStatus { get; internal set; } = "NOT_CHECKED";

    /// <summary>When the last detection started; updates do not reset it. Null = never.</summary>
    public DateTimeOffset? DriftCheckedAt { get; internal set; }

    /// <summary>What is going on; null = nothing.</summary>
    internal Operations.StackOperation? Operation { get; set; }

    /// <summary>What a stack in UPDATE_ROLLBACK_FAILED can continue; null otherwise.</summary>
    internal Operations.StackOperation? FailedRollback { get; set; }

    public bool IsBusy => Status.EndsWith("_IN_PROGRESS", StringComparison.Ordinal) && Status != "REVIEW_IN_PROGRESS";

    public string? Output(string key) => Outputs.FirstOrDefault(o => o.Key == key)?.Value;

    internal void Add(StackEvent entry) => events.Add(entry);

    /// <summary>From now on nothing tells of what happened before.</summary>
    internal void ForgetEvents() => events.Clear();
}

/// <summary>An output of a stack. <paramref name="ExportName"/>: null = not exported.</summary>
public sealed record StackOutput(string Key, string Value, string? Description, string? ExportName);
