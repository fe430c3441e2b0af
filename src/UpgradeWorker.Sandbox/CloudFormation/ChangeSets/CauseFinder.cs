using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.CloudFormation.Resources;
using UpgradeWorker.Sandbox.CloudFormation.Stacks;
using UpgradeWorker.Sandbox.CloudFormation.Templates;

namespace UpgradeWorker.Sandbox.CloudFormation.ChangeSets;

/// <summary>Why a property changes, in the words of change-set details
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-changesets-samples.html): a
/// parameter's new value gives two details, one static for the parameter, one dynamic for the property itself.</summary>
internal sealed class CauseFinder(
    StackTarget old, StackTarget target, Evaluator before, Evaluator after, IReadOnlyDictionary<string, Fate> fates)
{
    public IEnumerable<ChangeDetail> Of(TemplateResource declared, string property, JsonNode? beforeValue, JsonNode? afterValue)
    {
        var direct = Detail(declared.Type, property, beforeValue, afterValue);
        var uses = References.Of(declared.Properties[property], after.Condition);
        var used = References.Of(old.Template.Resources.GetValueOrDefault(declared.LogicalId)?.Properties[property], before.Condition);
        var parameters = uses.Refs.Where(name => ParameterChanged(name, used)).Order(StringComparer.Ordinal).ToList();
        var resources = ResourceCauses(direct, uses).ToList();
        if (parameters.Count == 0 && resources.Count == 0)
        {
            return [direct];
        }

        var through = direct with { Evaluation = "Dynamic", OnlyWithValues = parameters.Count == 0 ? true : null };
        return
        [
            .. parameters.Select(p => direct with { Source = "ParameterReference", CausingEntity = p }),
            .. resources,
            through,
        ];
    }

    /// <summary>Changes of attributes beside the properties.</summary>
    public IEnumerable<ChangeDetail> Attributes(TemplateResource declared, StackResource existing)
    {
        var oldMetadata = old.Template.Resources.GetValueOrDefault(declared.LogicalId)?.Metadata;
        foreach (var (attribute, was, willBe) in ((string, string?, string?)[])
            [
                ("Metadata", oldMetadata?.ToJsonString(), declared.Metadata?.ToJsonString()),
                ("DeletionPolicy", existing.DeletionPolicy, declared.DeletionPolicy),
                ("UpdateReplacePolicy", existing.UpdateReplacePolicy, declared.UpdateReplacePolicy),
            ])
        {
            if (was != willBe)
            {
                yield return new ChangeDetail
                {
                    Evaluation = "Static",
                    Source = "DirectModification",
                    Attribute = attribute,
                    RequiresRecreation = "Never",
                    Path = $"/{attribute}",
                    ChangeType = was is null ? "Add" : willBe is null ? "Remove" : "Modify",
                    Before = was,
                    After = willBe,
                };
            }
        }
    }

    /// <summary>Without property values AWS also names what reads an attribute of a resource that changes in place, since
    /// the attribute might change with it.</summary>
    public IEnumerable<ChangeDetail> PerhapsThroughAttributes(TemplateResource declared, JsonObject present, JsonObject properties)
    {
        foreach (var (property, expression) in declared.Properties)
        {
            if (!JsonNode.DeepEquals(present[property], properties[property]))
            {
                continue;
            }

            foreach (var (id, attribute) in References.Of(expression, after.Condition).Attributes)
            {
                if (fates.GetValueOrDefault(id) == Fate.Modified)
                {
                    yield return Detail(declared.Type, property, present[property], properties[property]) with
                    {
                        Evaluation = "Dynamic",
                        Source = "ResourceAttribute",
                        CausingEntity = $"{id}.{attribute}",
                        OnlyWithValues = false,
                    };
                }
            }
        }
    }

    private IEnumerable<ChangeDetail> ResourceCauses(ChangeDetail direct, References uses)
    {
        var refs = uses.Refs.Select(id => (Id: id, Entity: id, Source: "ResourceReference"));
        var attributes = uses.Attributes.Select(a => (Id: a.LogicalId, Entity: $"{a.LogicalId}.{a.Attribute}", Source: "ResourceAttribute"));
        foreach (var (id, entity, source) in refs.Concat(attributes).OrderBy(c => c.Entity, StringComparer.Ordinal))
        {
            var fate = fates.GetValueOrDefault(id);
            if (fate is Fate.Replaced or Fate.PerhapsReplaced)
            {
                // The new id is not known before execution, so whether this one is recreated for it is not certain either.
                var certain = fate == Fate.Replaced && direct.RequiresRecreation != "Always";
                yield return direct with { Source = source, CausingEntity = entity, Evaluation = certain ? "Static" : "Dynamic" };
            }
        }
    }

    private bool ParameterChanged(string name, References used)
    {
        var now = target.Parameters.FirstOrDefault(p => p.Key == name);
        var then = old.Parameters.FirstOrDefault(p => p.Key == name);
        return now is not null && (!used.Refs.Contains(name) || now.Value != then?.Value || now.Resolved != then.Resolved);
    }

    private static ChangeDetail Detail(string type, string property, JsonNode? beforeValue, JsonNode? afterValue) => new()
    {
        Evaluation = "Static",
        Source = "DirectModification",
        Attribute = property == "Tags" ? "Tags" : "Properties",
        Name = property == "Tags" ? null : property,
        RequiresRecreation = UpdateTable.Of(type, property).ToString(),
        Path = $"/Properties/{property}",
        ChangeType = beforeValue is null ? "Add" : afterValue is null ? "Remove" : "Modify",
        Before = Text(beforeValue),
        After = Text(afterValue),
    };

    private static string? Text(JsonNode? value) => value is JsonValue text ? text.ToString() : value?.ToJsonString();
}
