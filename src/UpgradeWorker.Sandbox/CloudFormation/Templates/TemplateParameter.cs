using System.Text.Json.Nodes;

namespace UpgradeWorker.Sandbox.CloudFormation.Templates;

/// <summary>A parameter's declaration. Null members were not declared.</summary>
public sealed record TemplateParameter(
    string Key,
    string Type,
    string? Default,
    string? Description,
    bool NoEcho,
    IReadOnlyList<string>? AllowedValues,
    string? AllowedPattern,
    string? ConstraintDescription,
    string? MinLength,
    string? MaxLength,
    string? MinValue,
    string? MaxValue)
{
    private static readonly HashSet<string> Known =
    [
        "Type", "Default", "Description", "NoEcho", "AllowedValues", "AllowedPattern", "ConstraintDescription",
        "MinLength", "MaxLength", "MinValue", "MaxValue",
    ];

    private static readonly HashSet<string> Supplied =
    [
        "AWS::EC2::AvailabilityZone::Name", "AWS::EC2::Image::Id", "AWS::EC2::Instance::Id", "AWS::EC2::KeyPair::KeyName",
        "AWS::EC2::SecurityGroup::GroupName", "AWS::EC2::SecurityGroup::Id", "AWS::EC2::Subnet::Id", "AWS::EC2::VPC::Id",
        "AWS::EC2::Volume::Id", "AWS::Route53::HostedZone::Id",
    ];

    /// <summary>The value is the name of an SSM parameter, looked up anew at each use.</summary>
    public bool IsSsm => Type.StartsWith("AWS::SSM::Parameter::Value<", StringComparison.Ordinal);

    /// <summary>Ref gives a list.</summary>
    public bool IsList =>
        Type is "CommaDelimitedList" || Type.StartsWith("List<", StringComparison.Ordinal) || Type.Contains("Value<List<", StringComparison.Ordinal)
        || Type.Contains("Value<CommaDelimitedList", StringComparison.Ordinal);

    internal static TemplateParameter Read(string key, JsonObject node)
    {
        foreach (var (member, _) in node)
        {
            if (!Known.Contains(member))
            {
                throw TemplateError.Format($"Invalid template parameter property '{member}'");
            }
        }

        string? Text(string member) => node[member]?.ToString();
        return new TemplateParameter(
            key,
            CheckType(key, Text("Type")),
            Text("Default"),
            Text("Description"),
            string.Equals(Text("NoEcho"), "true", StringComparison.OrdinalIgnoreCase),
            (node[nameof(AllowedValues)] as JsonArray)?.Select(v => v!.ToString()).ToList(),
            Text("AllowedPattern"),
            Text("ConstraintDescription"),
            Text("MinLength"),
            Text("MaxLength"),
            Text("MinValue"),
            Text("MaxValue"));
    }

    // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html
    private static string CheckType(string key, string? type)
    {
        var inner = Within(type ?? "", "AWS::SSM::Parameter::Value<");
        var known = inner is "String" or "Number" or "CommaDelimitedList" or "AWS::SSM::Parameter::Name"
            || Within(inner, "List<") is "String" or "Number"
            || Supplied.Contains(Within(inner, "List<"));
        return known ? type! : throw TemplateError.Format($"Unrecognized parameter type: {type ?? "(none)"} of parameter {key}");
    }

    private static string Within(string type, string start) =>
        type.StartsWith(start, StringComparison.Ordinal) && type.EndsWith('>') ? type[start.Length..^1] : type;
}
