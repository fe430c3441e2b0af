namespace UpgradeWorker.Configuration.Reading;

/// <summary>One setting as it is in force.</summary>
/// <param name="Path">With colons.</param>
/// <param name="Text">As the settings write it; null = not set; never the text of a secret.</param>
/// <param name="Source">The file's name, <c>environment</c>, <c>--setting</c> or <c>default</c>.</param>
public sealed record EffectiveSetting(string Path, string? Text, string Source);
