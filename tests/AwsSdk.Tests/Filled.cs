using System.Collections;
using System.Reflection;
using System.Text.Json.Nodes;
using Amazon.Query;
using Amazon.Runtime;

namespace AwsSdk.Tests;

/// <summary>Shapes of which every member has a value of its own; lists have two entries.</summary>
internal static class Filled
{
    /// <summary><paramref name="leaves"/>: how many values went in so far.</summary>
    public static IWireShape Shape(Type type, ref int leaves)
    {
        var shape = (IWireShape)Activator.CreateInstance(type)!;
        foreach (var property in Members(type))
        {
            property.SetValue(shape, Value(property.PropertyType, ref leaves));
        }

        return shape;
    }

    /// <summary>What is sent for a shape: names and values.</summary>
    public static Dictionary<string, string> Form(IWireShape shape)
    {
        var form = new Dictionary<string, string>();
        shape.Exchange(new FormWriter(form));
        return form;
    }

    /// <summary>The shape as the AWS CLI takes it by <c>--cli-input-json</c>: members that are null are left out.</summary>
    public static JsonObject Json(IWireShape shape) => new(Members(shape.GetType())
        .Where(property => property.GetValue(shape) is not null)
        .Select(property => KeyValuePair.Create(property.Name, Json(property.GetValue(shape)!))));

    private static JsonNode? Json(object value) => value switch
    {
        IWireShape shape => Json(shape),
        Dictionary<string, string> pairs => new JsonObject(pairs.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        IList list => new JsonArray([.. list.Cast<object>().Select(Json)]),
        ConstantClass constant => constant.Value,
        DateTime time => time.ToString("O"),
        _ => JsonValue.Create(value),
    };

    private static PropertyInfo[] Members(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);

    private static object Value(Type type, ref int leaves)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>))
        {
            var list = (IList)Activator.CreateInstance(type)!;
            list.Add(Value(type.GenericTypeArguments[0], ref leaves));
            list.Add(Value(type.GenericTypeArguments[0], ref leaves));
            return list;
        }

        if (typeof(IWireShape).IsAssignableFrom(type))
        {
            return Shape(type, ref leaves);
        }

        var n = ++leaves;
        if (type == typeof(Dictionary<string, string>))
        {
            leaves++;
            return new Dictionary<string, string> { ["k" + n] = "v" + n };
        }

        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(string) ? "s" + n
            : plain == typeof(bool) ? n % 2 == 0
            : plain == typeof(int) ? n
            : plain == typeof(long) ? 10_000_000_000L + n
            : plain == typeof(double) ? n + 0.5
            : plain == typeof(DateTime) ? new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(n)
            : Activator.CreateInstance(plain, "c" + n)!;
    }
}
