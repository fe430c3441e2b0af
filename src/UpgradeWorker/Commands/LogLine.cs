using System.Globalization;
using System.Text.Json;
using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Commands;

/// <summary>One line of the JSON log (Serilog's compact format, rendered).</summary>
internal sealed record LogLine
{
    private static readonly string[] Levels = ["Verbose", "Debug", "Information", "Warning", "Error", "Fatal"];

    private static readonly string[] Subjects = ["StackKey", "RunId", "Step"];

    public required string Raw { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>0 Verbose to 5 Fatal.</summary>
    public required int Level { get; init; }

    public required string Message { get; init; }

    /// <summary>Null = none.</summary>
    public required string? Exception { get; init; }

    /// <summary>All properties that are texts.</summary>
    public required IReadOnlyDictionary<string, string> Properties { get; init; }

    public static int Rank(string level) => Math.Max(0, Array.FindIndex(Levels, known => known.Equals(level, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Null = not a log line (cut off by a crash, or written by someone else).</summary>
    public static LogLine? TryParse(string raw)
    {
        try
        {
            using var document = JsonDocument.Parse(raw);
            var texts = document.RootElement.EnumerateObject()
                .Where(property => property.Value.ValueKind == JsonValueKind.String)
                .DistinctBy(property => property.Name)
                .ToDictionary(property => property.Name, property => property.Value.GetString()!, StringComparer.Ordinal);
            return texts.TryGetValue("@t", out var at)
                && DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
                ? new()
                {
                    Raw = raw,
                    At = instant,
                    Level = Rank(texts.GetValueOrDefault("@l", "Information")),
                    Message = texts.GetValueOrDefault("@m", ""),
                    Exception = texts.GetValueOrDefault("@x"),
                    Properties = texts,
                }
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    public string ForPeople(TimeZoneInfo zone)
    {
        var about = string.Concat(Subjects
            // A message that begins with its step need not be told it twice.
            .Where(name => Properties.TryGetValue(name, out var subject) && !Message.StartsWith(subject, StringComparison.Ordinal))
            .Select(name => $" {Properties[name]}"));
        return $"{Times.Local(At, zone)} {Levels[Level][..3].ToUpperInvariant()}{(about.Length > 0 ? $" [{about[1..]}]" : "")} {UpdateStory.InZone(Message, At, zone)}"
            + (Exception is null ? "" : $"{Environment.NewLine}{Exception}");
    }
}
