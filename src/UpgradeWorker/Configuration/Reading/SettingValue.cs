namespace UpgradeWorker.Configuration.Reading;

/// <summary>One value as a source gave it.</summary>
/// <param name="Path">With colons; case does not matter.</param>
/// <param name="Text">The value; empty also stands for an empty list.</param>
/// <param name="Source">The file's name, <c>environment</c> or <c>--setting</c>.</param>
public sealed record SettingValue(string Path, string Text, string Source)
{
    /// <summary>Whether it is no value but a group with nothing in it, which is written down so that its key is judged like any other.</summary>
    public bool IsEmptyGroup { get; init; }

    /// <summary>Whether it is JSON's null: as if it were not given, but its key is judged.</summary>
    public bool IsNull { get; init; }
}
