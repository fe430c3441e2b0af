using System.Text.Json.Nodes;

namespace UpgradeWorker.Sandbox.Serve;

/// <summary>The members of a fault's JSON. Each method throws <see cref="FormatException"/> or <see cref="InvalidOperationException"/> with a
/// text that names what is wrong.</summary>
internal sealed class FaultInput(JsonObject json)
{
    private readonly HashSet<string> read = new(StringComparer.Ordinal);

    /// <summary>Null when it is absent.</summary>
    public string? Optional(string name) => Member(name)?.ToString();

    public string Text(string name) => Optional(name) ?? throw new FormatException($"'{name}' is missing.");

    public int Whole(string name, int otherwise) => Member(name)?.GetValue<int>() ?? otherwise;

    public bool Flag(string name) => Member(name)?.GetValue<bool>() ?? false;

    public TimeSpan Seconds(string name) =>
        Member(name)?.GetValue<double>() is { } seconds and >= 0
            ? TimeSpan.FromSeconds(seconds)
            : throw new FormatException($"'{name}' (seconds, not negative) is missing.");

    public double Factor() =>
        Member("factor")?.GetValue<double>() is { } factor and > 0 ? factor : throw new FormatException("'factor' must be greater than 0.");

    /// <summary>A member that nobody has read is a misunderstanding.</summary>
    public void RefuseTheRest()
    {
        if (json.Select(m => m.Key).FirstOrDefault(name => !read.Contains(name)) is { } other)
        {
            throw new FormatException($"it has no '{other}'; it has {string.Join(", ", read.Order(StringComparer.Ordinal))}.");
        }
    }

    private JsonNode? Member(string name)
    {
        read.Add(name);
        return json[name];
    }
}
