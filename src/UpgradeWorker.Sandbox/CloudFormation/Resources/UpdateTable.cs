using System.Collections.Frozen;

namespace UpgradeWorker.Sandbox.CloudFormation.Resources;

/// <summary>Whether changing a property makes CloudFormation build a new resource, in change sets' own words.</summary>
internal enum Recreation
{
    Never,
    Conditionally,
    Always,
}

/// <summary>One table for all emulated types. Each row group begins with the answer (<c>!</c> always, <c>?</c>
/// conditionally, <c>-</c> never) and its source: <c>S</c> the type's registry schema (createOnlyProperties = always,
/// conditionalCreateOnlyProperties = conditionally, https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html),
/// <c>G</c> "Update requires" on the type's page of the CloudFormation template reference
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-template-resource-type-ref.html): replacement =
/// always, some interruptions = conditionally.</summary>
internal static partial class UpdateTable
{
    private static readonly FrozenDictionary<string, FrozenDictionary<string, Recreation>> Table = Parse();

    public static bool KnowsType(string type) => Table.ContainsKey(type);

    public static bool Knows(string type, string property) => Table[type].ContainsKey(property);

    public static Recreation Of(string type, string property) => Table[type][property];

    public static IEnumerable<string> Types => Table.Keys;

    private static FrozenDictionary<string, FrozenDictionary<string, Recreation>> Parse()
    {
        Dictionary<string, Dictionary<string, Recreation>> types = new(StringComparer.Ordinal);
        Dictionary<string, Recreation> rows = [];
        foreach (var line in $"{Compute}\n{Data}\n{Other}".Split('\n'))
        {
            if (!line.StartsWith(' '))
            {
                types[line.Trim()] = rows = new(StringComparer.Ordinal);
                continue;
            }

            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var recreation = words[0][0] switch { '!' => Recreation.Always, '?' => Recreation.Conditionally, _ => Recreation.Never };
            foreach (var property in words.Skip(1))
            {
                rows.Add(property, recreation);
            }
        }

        return types.ToFrozenDictionary(t => t.Key, t => t.Value.ToFrozenDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
    }
}
