namespace UpgradeWorker.Core.Templates;

/// <summary>Takes the parts of a template out of its nodes; what does not fit becomes a finding that names the key.</summary>
internal sealed class TemplateShape
{
    private static readonly TemplateNode.Map Nothing = new([]);

    /// <summary>CloudFormation reads YAML 1.1 (user guide, "CloudFormation template format"), which has these words for true. In doubt a value is hidden.</summary>
    private static readonly HashSet<string> True = new(["true", "yes", "on", "y", "1"], StringComparer.OrdinalIgnoreCase);

    private readonly List<Finding> findings = [];

    public IReadOnlyList<Finding> Findings => findings;

    public Template Read(TemplateNode root, string sha256, int bytes, string fileName)
    {
        if (root is not TemplateNode.Map)
        {
            findings.Add(new Finding("NotATemplate", "it is no map at its top, so no template"));
        }
        else if (root.At("Resources") is not TemplateNode.Map { Entries.Count: > 0 })
        {
            findings.Add(new Finding("NotATemplate", "it has no map 'Resources', so it is no template"));
        }

        var metadata = Section(root, "Metadata");
        var labels = metadata.At("AWS::CloudFormation::Interface")?.At("ParameterLabels") ?? Nothing;
        return new Template
        {
            Sha256 = sha256,
            Bytes = bytes,
            FileName = fileName,
            Description = root.At("Description")?.AsText,
            Parameters = [.. Section(root, "Parameters").Members.Select(entry => Parameter(entry.Key, entry.Value, labels)).OfType<TemplateParameter>()],
            Resources = [.. Section(root, "Resources").Members.Select(entry => Resource(entry.Key, entry.Value)).OfType<TemplateResource>()],
            Outputs = Section(root, "Outputs").Members.Where(entry => entry.Value.At("Value") is not null)
                .ToDictionary(entry => entry.Key, entry => entry.Value.At("Value")!),
            Conditions = Section(root, "Conditions").Members.ToDictionary(),
            Mappings = Section(root, "Mappings"),
            Metadata = metadata,
            Transforms = root.At("Transform") is { } transform
                ? [.. transform.Elements.Append(transform).Select(name => name.AsText ?? name.At("Name")?.AsText).OfType<string>()]
                : [],
        };
    }

    private TemplateNode Section(TemplateNode root, string name)
    {
        var section = root.At(name);
        if (section is null or TemplateNode.Null or TemplateNode.Map)
        {
            return section as TemplateNode.Map ?? Nothing;
        }

        findings.Add(new Finding("NotATemplate", $"'{name}' is no map"));
        return Nothing;
    }

    private TemplateParameter? Parameter(string name, TemplateNode node, TemplateNode labels)
    {
        var key = $"Parameters.{TemplateLimits.Shown(name)}";
        if (node.At("Type")?.AsText is not { Length: > 0 } type)
        {
            findings.Add(new Finding("BadParameter", $"{key}.Type is missing or no text"));
            return null;
        }

        return new TemplateParameter
        {
            Name = name,
            Label = labels.At(name)?.At("default")?.AsText is { Length: > 0 } label ? label : null,
            Type = type,
            Default = Text(node, key, "Default"),
            NoEcho = Text(node, key, "NoEcho") is { } hides && True.Contains(hides),
            AllowedValues = AllowedValues(node, key),
            AllowedPattern = Text(node, key, "AllowedPattern"),
            MinLength = Text(node, key, "MinLength"),
            MaxLength = Text(node, key, "MaxLength"),
            MinValue = Text(node, key, "MinValue"),
            MaxValue = Text(node, key, "MaxValue"),
            ConstraintDescription = Text(node, key, "ConstraintDescription"),
        };
    }

    private string? Text(TemplateNode parameter, string key, string member)
    {
        switch (parameter.At(member))
        {
            case null or TemplateNode.Null:
                return null;
            case TemplateNode.Scalar scalar:
                return scalar.Text;
            case TemplateNode.Sequence list when member == "Default" && list.Items.All(item => item is TemplateNode.Scalar):
                return string.Join(',', list.Items.Select(item => item.AsText));
            default:
                findings.Add(new Finding("BadParameter", $"{key}.{member} is no text"));
                return null;
        }
    }

    private List<string> AllowedValues(TemplateNode parameter, string key)
    {
        var values = parameter.At("AllowedValues");
        if (values is null or TemplateNode.Null || (values is TemplateNode.Sequence list && list.Items.All(item => item is TemplateNode.Scalar or TemplateNode.Null)))
        {
            return [.. (values?.Elements ?? []).Select(item => item.AsText ?? "")];
        }

        findings.Add(new Finding("BadParameter", $"{key}.AllowedValues is no list of texts"));
        return [];
    }

    private TemplateResource? Resource(string logicalId, TemplateNode node)
    {
        if (node.At("Type")?.AsText is { Length: > 0 } type)
        {
            return new TemplateResource(logicalId, type, node);
        }

        // A loop or an include of the language-extensions and include macros: CloudFormation makes resources of it.
        if (!logicalId.StartsWith("Fn::", StringComparison.Ordinal))
        {
            findings.Add(new Finding("BadResource", $"Resources.{TemplateLimits.Shown(logicalId)}.Type is missing or no text"));
        }

        return null;
    }
}
