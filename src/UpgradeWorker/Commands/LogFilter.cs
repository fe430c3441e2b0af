using UpgradeWorker.Configuration;

namespace UpgradeWorker.Commands;

/// <summary>Which log lines are wanted; null members let everything pass.</summary>
/// <param name="RunId">Exact.</param>
/// <param name="StackNames">Key, name or ARN; any of them.</param>
/// <param name="LeastLevel">As <see cref="LogLine.Level"/>.</param>
/// <param name="Since">From this instant on.</param>
internal sealed record LogFilter(string? RunId, IReadOnlyList<string>? StackNames, int LeastLevel, DateTimeOffset? Since)
{
    /// <summary>All names under which lines may speak of a stack.</summary>
    public static IReadOnlyList<string> NamesOf(string stack, StacksSettings stacks) =>
        stacks.Find(stack) is { } known ? [stack, known.Key.Value, known.StackName] : [stack];

    public bool Lets(LogLine line) =>
        line.Level >= LeastLevel
        && (Since is null || line.At >= Since)
        && (RunId is null || (line.Properties.TryGetValue("RunId", out var run) && run == RunId))
        && (StackNames is null || StackNames.Any(name => Speaks(line, name)));

    private static bool Speaks(LogLine line, string name) =>
        (line.Properties.TryGetValue("StackKey", out var key) && key.Equals(name, StringComparison.OrdinalIgnoreCase))
        || (line.Properties.TryGetValue("StackId", out var id)
            && (id == name || id.Contains($":stack/{name}/", StringComparison.Ordinal)));
}
