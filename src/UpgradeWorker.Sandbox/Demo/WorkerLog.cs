using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace UpgradeWorker.Sandbox.Demo;

/// <summary>Follows the worker's log files (one JSON document a line) while it runs.</summary>
internal sealed class WorkerLog(string folder)
{
    private readonly Dictionary<string, long> positions = new(StringComparer.Ordinal);

    /// <summary>What has been logged since the last look: the level, the step of the run that it belongs to (null = none), the text.</summary>
    public IReadOnlyList<(string Level, string? Step, string Text)> Fetch()
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        List<(string, string?, string)> found = [];
        foreach (var path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).ToList())
        {
            found.AddRange(NewLines(path).Select(Read).OfType<(string, string?, string)>());
        }

        return found;
    }

    // Only whole lines count; the rest is read the next time.
    private string[] NewLines(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var start = positions.GetValueOrDefault(path);
        var bytes = new byte[Math.Max(0, stream.Length - start)];
        stream.Position = start;
        var count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var end = Array.LastIndexOf(bytes, (byte)'\n', Math.Max(0, count - 1));
        positions[path] = start + end + 1;
        return Encoding.UTF8.GetString(bytes, 0, end + 1).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static (string, string?, string)? Read(string line)
    {
        try
        {
            return JsonNode.Parse(line) is JsonObject entry && entry["@m"] is { } text
                ? (entry["@l"]?.ToString() ?? "Information", entry["Step"]?.ToString(), text.ToString())
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
