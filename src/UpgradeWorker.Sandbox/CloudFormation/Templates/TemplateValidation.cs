using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.CloudFormation.Resources;

namespace UpgradeWorker.Sandbox.CloudFormation.Templates;

/// <summary>What CloudFormation finds wrong before it looks at any value.</summary>
internal static class TemplateValidation
{
    private static readonly HashSet<string> Functions =
    [
        "Ref", "Condition", "Fn::GetAtt", "Fn::Sub", "Fn::If", "Fn::Equals", "Fn::And", "Fn::Or", "Fn::Not", "Fn::FindInMap", "Fn::Join",
        "Fn::Select", "Fn::Split", "Fn::Base64", "Fn::GetAZs",
    ];

    private static readonly HashSet<string> Pseudo =
    [
        "AWS::AccountId", "AWS::NoValue", "AWS::NotificationARNs", "AWS::Partition", "AWS::Region", "AWS::StackId", "AWS::StackName",
        "AWS::URLSuffix",
    ];

    private static readonly HashSet<string> OutputMembers = ["Condition", "Description", "Export", "Value"];

    // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
    private const int MostParameters = 200;
    private const int MostResources = 500;

    public static void Check(Template template)
    {
        RefuseMore("parameters", template.Parameters.Count, MostParameters);
        RefuseMore("resources", template.Resources.Count, MostResources);
        foreach (var section in (JsonNode?[])[template.Conditions, template.Root["Resources"], template.Outputs])
        {
            RefuseUnknownFunctions(section);
        }

        foreach (var resource in template.Resources.Values)
        {
            CheckProperties(resource);
        }

        CheckOutputs(template);
        CheckMappings(template);
        CheckReferences(template);
        CheckConditionNames(template);
        DependencyOrder.Of(template, null);
    }

    private static void RefuseMore(string what, int number, int most)
    {
        if (number > most)
        {
            throw TemplateError.Format($"Number of {what}, {number}, is greater than maximum allowed, {most}");
        }
    }

    private static void CheckProperties(TemplateResource resource)
    {
        if (!UpdateTable.KnowsType(resource.Type))
        {
            throw TemplateError.NotEmulated($"{resource.Type} (resource {resource.LogicalId})");
        }

        foreach (var (property, _) in resource.Properties)
        {
            if (!UpdateTable.Knows(resource.Type, property))
            {
                throw TemplateError.NotEmulated($"property {property} of {resource.Type} (resource {resource.LogicalId})");
            }
        }
    }

    private static void CheckOutputs(Template template)
    {
        foreach (var (key, node) in template.Outputs)
        {
            var output = Template.Mapping(node, $"Outputs/{key}");
            if (output.Select(m => m.Key).FirstOrDefault(m => !OutputMembers.Contains(m)) is { } unknown)
            {
                throw TemplateError.Format($"Invalid template output property '{unknown}' in output {key}");
            }

            if (output["Value"] is null)
            {
                throw TemplateError.At($"Outputs/{key}", "Every Outputs member must contain a Value object");
            }
        }
    }

    private static void CheckMappings(Template template)
    {
        foreach (var (map, keys) in template.Mappings)
        {
            foreach (var (key, values) in Template.Mapping(keys, $"Mappings/{map}"))
            {
                Template.Mapping(values, $"Mappings/{map}/{key}");
            }
        }
    }

    private static void CheckReferences(Template template)
    {
        bool IsKnown(string name) =>
            template.Resources.ContainsKey(name) || template.Parameter(name) is not null || Pseudo.Contains(name);

        foreach (var resource in template.Resources.Values)
        {
            var missing = References.Of(resource.Properties, null).LogicalIds.Concat(resource.DependsOn).FirstOrDefault(n => !IsKnown(n));
            if (missing is not null)
            {
                throw TemplateError.Format($"Unresolved resource dependencies [{missing}] in the Resources block of the template");
            }
        }

        var unresolved = References.Of(template.Outputs, null).LogicalIds.FirstOrDefault(n => !IsKnown(n));
        if (unresolved is not null)
        {
            throw TemplateError.Format($"Unresolved resource dependencies [{unresolved}] in the Outputs block of the template");
        }

        var attributes = template.Resources.Values.Select(r => r.Properties).Append(template.Outputs).SelectMany(node => References.Of(node, null).Attributes);
        foreach (var (id, attribute) in attributes)
        {
            if (template.Resources.TryGetValue(id, out var resource) && !AttributeTable.Knows(resource.Type, attribute))
            {
                throw TemplateError.NotEmulated($"Fn::GetAtt {id}.{attribute} of {resource.Type}");
            }
        }
    }

    private static void CheckConditionNames(Template template)
    {
        var named = template.Resources.Values.Select(r => r.Condition)
            .Concat(template.Outputs.Select(o => o.Value?["Condition"]?.ToString()))
            .OfType<string>();
        foreach (var name in named)
        {
            if (!template.Conditions.ContainsKey(name))
            {
                throw TemplateError.Format($"Unresolved condition dependency {name} in the Resources block of the template");
            }
        }
    }

    private static void RefuseUnknownFunctions(JsonNode? node)
    {
        if (Expressions.Function(node) is { } function && !Functions.Contains(function))
        {
            throw TemplateError.NotEmulated(function);
        }

        switch (node)
        {
            case JsonObject { Count: > 1 } o when o.Select(m => m.Key).FirstOrDefault(k => k.StartsWith("Fn::", StringComparison.Ordinal)) is { } among:
                throw TemplateError.Format($"{among} must stand alone, not among other members");
            case JsonObject o:
                foreach (var (_, child) in o)
                {
                    RefuseUnknownFunctions(child);
                }

                break;
            case JsonArray a:
                foreach (var child in a)
                {
                    RefuseUnknownFunctions(child);
                }

                break;
            case JsonValue value when value.ToString() is var text && text.Contains("{{resolve:", StringComparison.Ordinal):
                throw TemplateError.NotEmulated($"dynamic reference {text}");
            default:
                break;
        }
    }
}
