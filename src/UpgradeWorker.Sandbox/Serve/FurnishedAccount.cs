using System.Text.Json.Nodes;

namespace UpgradeWorker.Sandbox.Serve;

/// <summary>An account in which somebody's stack already exists: its name, the templates as files, by version, and what the
/// control endpoint tells of the software in it (null = nothing).</summary>
public sealed record FurnishedAccount(
    EmulatedAws Aws, string StackName, IReadOnlyDictionary<string, string> Templates, Func<JsonObject>? Vendor = null);
