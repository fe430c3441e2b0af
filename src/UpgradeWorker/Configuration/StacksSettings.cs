using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Configuration;

/// <summary>All stacks, in the order of the settings file; keys differ, and so do region and name together.</summary>
public sealed record StacksSettings(IReadOnlyList<StackSettings> All)
{
    /// <summary>By key, stack name or ARN; null = no such stack.</summary>
    public StackSettings? Find(string keyNameOrArn) =>
        All.FirstOrDefault(stack => string.Equals(stack.Key.Value, keyNameOrArn, StringComparison.OrdinalIgnoreCase))
        ?? All.FirstOrDefault(stack => string.Equals(stack.StackName, keyNameOrArn, StringComparison.Ordinal))
        ?? All.FirstOrDefault(stack => keyNameOrArn.Contains($":{stack.Region}:", StringComparison.Ordinal)
            && keyNameOrArn.Contains($":stack/{stack.StackName}/", StringComparison.Ordinal));

    /// <summary>By key; the key comes from our own rows, so it may name a stack that the settings no longer have: null.</summary>
    public StackSettings? Find(StackKey key) => All.FirstOrDefault(stack => stack.Key == key);
}
