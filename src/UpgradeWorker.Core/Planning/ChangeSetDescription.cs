namespace UpgradeWorker.Core.Planning;

/// <summary>What CloudFormation says about one change set (API, DescribeChangeSet), all pages together.</summary>
public sealed record ChangeSetDescription
{
    /// <summary>ARN of the change set; null where the answer was cut down to its changes.</summary>
    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? StackId { get; init; }

    public string? StackName { get; init; }

    /// <summary>Such as <c>CREATE_COMPLETE</c> or <c>FAILED</c>; null = the answer does not say.</summary>
    public string? Status { get; init; }

    /// <summary>Such as <c>AVAILABLE</c> or <c>OBSOLETE</c>; null = the answer does not say.</summary>
    public string? ExecutionStatus { get; init; }

    public string? StatusReason { get; init; }

    public IReadOnlyList<ChangeSetParameter> Parameters { get; init; } = [];

    public IReadOnlyList<string> Capabilities { get; init; } = [];

    public IReadOnlyList<ResourceChange> Changes { get; init; } = [];

    /// <summary>Logical ids of nested stacks whose own changes are among <see cref="Changes"/>.</summary>
    public IReadOnlyList<string> OpenedStacks { get; init; } = [];

    /// <summary>Whether more pages follow this one, so that the changes are not all here.</summary>
    public bool HasMore { get; init; }
}

/// <summary>A parameter of a change set.</summary>
/// <param name="Key">Its name in the template.</param>
/// <param name="Value">The value it will have; <c>****</c> for NoEcho ones; null when not given.</param>
/// <param name="ResolvedValue">What an SSM-typed parameter resolves to; null for others.</param>
public sealed record ChangeSetParameter(string Key, string? Value, string? ResolvedValue = null);
