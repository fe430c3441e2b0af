using System.Globalization;

namespace UpgradeWorker.Sandbox.Server;

/// <summary>The members of one call, or of one structure in it.</summary>
public sealed class QueryCall(string operation, IReadOnlyDictionary<string, string> form, string prefix = "")
{
    public string Operation { get; } = operation;

    /// <summary>Null when the member was not sent.</summary>
    public string? Text(string name) => form.GetValueOrDefault(prefix + name);

    public string Required(string name) =>
        Text(name) is { Length: > 0 } value
            ? value
            : throw AwsException.Validation(
                $"1 validation error detected: Value null at '{char.ToLowerInvariant(name[0])}{name[1..]}' failed to satisfy constraint: Member must not be null");

    /// <summary>Like <see cref="Required"/>, with the answer that RDS and ElastiCache give.</summary>
    public string Needed(string name) =>
        Text(name) is { Length: > 0 } value
            ? value
            : throw new AwsException("MissingParameter", $"The request must contain the parameter {name}.");

    public bool? Flag(string name) => Text(name) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        var other => throw AwsException.Validation($"'{other}' at '{prefix}{name}' is neither true nor false."),
    };

    public int? Number(string name) => Text(name) switch
    {
        null => null,
        var text when int.TryParse(text, CultureInfo.InvariantCulture, out var value) => value,
        var other => throw AwsException.Validation($"'{other}' at '{prefix}{name}' is not a whole number."),
    };

    /// <summary>Null when the list was not sent; empty when it was sent as empty (<c>Name=</c>), which wipes.</summary>
    public IReadOnlyList<string>? List(string name, string item = "member")
    {
        List<string> found = [];
        while (Text($"{name}.{item}.{found.Count + 1}") is { } value)
        {
            found.Add(value);
        }

        return found.Count > 0 ? found : Text(name) is "" ? [] : null;
    }

    /// <summary>Like <see cref="List"/>, for structures.</summary>
    public IReadOnlyList<QueryCall>? Structures(string name, string item = "member")
    {
        List<QueryCall> found = [];
        while (true)
        {
            var start = $"{prefix}{name}.{item}.{found.Count + 1}.";
            if (!form.Keys.Any(k => k.StartsWith(start, StringComparison.Ordinal)))
            {
                return found.Count > 0 ? found : Text(name) is "" ? [] : null;
            }

            found.Add(new QueryCall(Operation, form, start));
        }
    }
}
