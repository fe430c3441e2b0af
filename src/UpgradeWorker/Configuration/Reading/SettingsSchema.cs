using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using UpgradeWorker.Configuration.Options;

namespace UpgradeWorker.Configuration.Reading;

/// <summary>The JSON Schema (draft 2020-12) of appsettings.json, made from the same shapes that read it.</summary>
public static class SettingsSchema
{
    public static JsonObject Make()
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Settings of UpgradeWorker",
        };
        foreach (var (name, value) in Group(typeof(WorkerOptions), new WorkerOptions()).ToList())
        {
            schema[name] = value?.DeepClone();
        }

        schema["properties"]!["$schema"] = new JsonObject { ["type"] = "string" };
        return schema;
    }

    private static JsonObject Group(Type type, object defaults)
    {
        var properties = new JsonObject();
        foreach (var property in type.GetProperties())
        {
            var setting = property.GetCustomAttribute<SettingAttribute>()!; // a test holds that every key has one
            var described = new JsonObject { ["description"] = setting.Meaning };
            foreach (var (name, value) in Shape(property.PropertyType, setting, property.GetValue(defaults)).ToList())
            {
                described[name] = value?.DeepClone();
            }

            properties[property.Name] = described;
        }

        return new() { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
    }

    private static JsonObject Shape(Type type, SettingAttribute setting, object? defaults)
    {
        if (typeof(IDictionary).IsAssignableFrom(type))
        {
            return new() { ["type"] = "object", ["additionalProperties"] = Item(type.GetGenericArguments()[1], setting) };
        }

        if (typeof(IList).IsAssignableFrom(type))
        {
            var array = new JsonObject { ["type"] = "array", ["items"] = Item(type.GetGenericArguments()[0], setting) };
            if (defaults is List<string> texts)
            {
                array["default"] = new JsonArray([.. texts.Select(text => (JsonNode)text)]);
            }

            return array;
        }

        return OptionsBinder.IsGroup(type) ? Group(type, defaults!) : Leaf(type, setting, defaults);
    }

    private static JsonObject Item(Type type, SettingAttribute setting) =>
        OptionsBinder.IsGroup(type) ? Group(type, Activator.CreateInstance(type)!) : Leaf(type, setting, null);

    private static JsonObject Leaf(Type type, SettingAttribute setting, object? defaults)
    {
        var optional = Nullable.GetUnderlyingType(type) is not null || (type == typeof(string) && defaults is null);
        type = Nullable.GetUnderlyingType(type) ?? type;
        var leaf = new JsonObject { ["type"] = TypeName(type, optional) };
        if (type == typeof(int))
        {
            leaf["minimum"] = setting.Min is { } min ? int.Parse(min, CultureInfo.InvariantCulture) : null;
            leaf["maximum"] = setting.Max is { } max ? int.Parse(max, CultureInfo.InvariantCulture) : null;
        }
        else if (type == typeof(TimeSpan))
        {
            leaf["pattern"] = Durations.Pattern;
            leaf["$comment"] = $"from {setting.Min} to {setting.Max}";
        }
        else if (type.IsEnum)
        {
            leaf["enum"] = new JsonArray([.. Enum.GetNames(type).Select(name => (JsonNode)name)]);
        }

        if (defaults is not null)
        {
            leaf["default"] = defaults switch
            {
                bool flag => flag,
                int number => number,
                _ => LeafParser.Format(defaults, setting),
            };
        }

        return leaf;
    }

    private static JsonNode TypeName(Type type, bool optional)
    {
        var name = type == typeof(bool) ? "boolean" : type == typeof(int) ? "integer" : "string";
        return optional ? new JsonArray(name, "null") : name;
    }
}
