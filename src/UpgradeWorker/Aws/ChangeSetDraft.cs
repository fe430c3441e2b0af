namespace UpgradeWorker.Aws;

/// <summary>A change set to be made for an existing stack. What is not here stays as the stack has it: tags, notifications, stack policy.</summary>
public sealed record ChangeSetDraft
{
    /// <summary>Name or ARN of the stack.</summary>
    public required string StackName { get; init; }

    /// <summary>Letters, digits and hyphens, beginning with a letter, up to 128; one of a stack.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Up to 1,024 characters. AWS never tells the token of a change set, so this text also tells whether one of the same name is ours:
    /// make it name the run or the plan.
    /// </summary>
    public required string Description { get; init; }

    /// <summary>ClientToken, up to 128 characters; derived, never fresh, so that repeating makes no second change set.</summary>
    public required string Token { get; init; }

    public required TemplateSource Template { get; init; }

    /// <summary>One that is left out takes the template's default, not the stack's present value.</summary>
    public required IReadOnlyList<ParameterSetting> Parameters { get; init; }

    public required IReadOnlyList<string> Capabilities { get; init; }

    /// <summary>Service role; it sticks to the stack. Null = the one the stack has, else the caller's credentials.</summary>
    public string? RoleArn { get; init; }

    /// <summary><c>REVERT_DRIFT</c> makes a drift-aware change set; null = an ordinary one.</summary>
    public string? DeploymentMode { get; init; }

    /// <summary>Whether the sets of nested stacks are made too; otherwise they show as changed although nothing is known of them.</summary>
    public bool IncludesNestedStacks { get; init; }

    /// <summary>The deployment mode of a plan.</summary>
    public static string? ModeOf(bool revertsDrift) => revertsDrift ? "REVERT_DRIFT" : null;
}

/// <summary>A parameter of a change set.</summary>
/// <param name="Key">Its name in the template.</param>
/// <param name="Value">The value; null exactly if <paramref name="UsePrevious"/>. Taken for a secret: no message repeats it.</param>
/// <param name="UsePrevious">Keep what the stack has.</param>
public sealed record ParameterSetting(string Key, string? Value, bool UsePrevious)
{
    /// <summary>Without the value, which may be a secret.</summary>
    public override string ToString() => UsePrevious ? $"{Key} (previous)" : Key;
}
