namespace UpgradeWorker.Core.Stacks;

/// <summary>The name under which a stack stands in the settings (<c>Stacks:KEY</c>). Stable across re-creations of the stack.</summary>
public readonly record struct StackKey(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
