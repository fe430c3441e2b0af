using System.Text.Json;

namespace UpgradeWorker.Configuration.Reading;

/// <summary>Flattens a settings document; comments and trailing commas are allowed, keys given twice are not.</summary>
public static class JsonSettings
{
    private static readonly JsonDocumentOptions Reading = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
        MaxDepth = 32,
    };

    /// <param name="json">The text of the file.</param>
    /// <param name="name">What errors and <see cref="SettingValue.Source"/> call the file.</param>
    /// <param name="errors">Takes what is wrong; the values read so far are still given.</param>
    public static IReadOnlyList<SettingValue> Flatten(string json, string name, ICollection<SettingError> errors)
    {
        var values = new List<SettingValue>();
        try
        {
            using var document = JsonDocument.Parse(json, Reading);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                errors.Add(new(name, "the settings must be one JSON object, { … }.", null));
                return values;
            }

            Walk(document.RootElement, "", name, values, errors);
        }
        catch (JsonException exception)
        {
            var place = exception.LineNumber is { } line ? $" at line {line + 1}, column {exception.BytePositionInLine + 1}" : "";
            errors.Add(new(name, $"this is no valid JSON{place}.", null));
        }

        return values;
    }

    private static void Walk(JsonElement element, string path, string name, List<SettingValue> values, ICollection<SettingError> errors)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                if (path.Length > 0 && element.EnumerateObject().All(property => property.Value.ValueKind == JsonValueKind.Null))
                {
                    values.Add(new(path, "", name) { IsEmptyGroup = true });
                }

                foreach (var property in element.EnumerateObject())
                {
                    if (property.Name.Length == 0 || property.Name.Contains(':', StringComparison.Ordinal))
                    {
                        errors.Add(new(Below(path, property.Name), "a key must not be empty or contain a colon.", name));
                    }
                    else if (path.Length > 0 || property.Name != "$schema")
                    {
                        Walk(property.Value, Below(path, property.Name), name, values, errors);
                    }
                }

                break;
            case JsonValueKind.Array when element.GetArrayLength() == 0:
                values.Add(new(path, "", name));
                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in element.EnumerateArray())
                {
                    Walk(item, $"{path}:{index++}", name, values, errors);
                }

                break;
            case JsonValueKind.Null:
                values.Add(new(path, "", name) { IsNull = true });
                break;
            default:
                values.Add(new(path, element.ToString(), name));
                break;
        }
    }

    private static string Below(string path, string key) => path.Length == 0 ? key : $"{path}:{key}";
}
