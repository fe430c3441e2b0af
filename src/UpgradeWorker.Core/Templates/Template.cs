namespace UpgradeWorker.Core.Templates;

/// <summary>A CloudFormation template, read. Two templates are the same if their bytes are.</summary>
public sealed record Template
{
    /// <summary>Lower-case hex over the bytes as they were given.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Size; over 51,200 a template must go through S3 (CreateChangeSet, TemplateBody).</summary>
    public required int Bytes { get; init; }

    /// <summary>Without folders.</summary>
    public required string FileName { get; init; }

    /// <summary>Null if the template has none.</summary>
    public required string? Description { get; init; }

    /// <summary>In the order of the text.</summary>
    public required IReadOnlyList<TemplateParameter> Parameters { get; init; }

    public required IReadOnlyList<TemplateResource> Resources { get; init; }

    /// <summary>Values by output name, unresolved.</summary>
    public required IReadOnlyDictionary<string, TemplateNode> Outputs { get; init; }

    /// <summary>By name, unresolved.</summary>
    public required IReadOnlyDictionary<string, TemplateNode> Conditions { get; init; }

    /// <summary>An empty map if the template has none.</summary>
    public required TemplateNode Mappings { get; init; }

    /// <summary>An empty map if the template has none.</summary>
    public required TemplateNode Metadata { get; init; }

    /// <summary>Names of the macros that CloudFormation applies; such a template needs CAPABILITY_AUTO_EXPAND unless they are AWS's own.</summary>
    public required IReadOnlyList<string> Transforms { get; init; }

    /// <summary>The parameter called <paramref name="name"/>; null when absent.</summary>
    public TemplateParameter? Parameter(string? name) => Parameters.FirstOrDefault(parameter => parameter.Name == name);
}
