namespace UpgradeWorker.Sandbox.Serve;

/// <summary>An account in which somebody's stack already exists: its name, and the templates as files, by version.</summary>
public sealed record FurnishedAccount(EmulatedAws Aws, string StackName, IReadOnlyDictionary<string, string> Templates);
