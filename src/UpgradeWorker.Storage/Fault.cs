namespace UpgradeWorker.Storage;

/// <summary>Something that is watched cannot be read at present.</summary>
/// <param name="Text">Why, in words, as it was when it began.</param>
/// <param name="Since">Since when.</param>
public sealed record Fault(string Text, DateTimeOffset Since);
