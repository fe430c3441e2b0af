namespace UpgradeWorker.Core.Planning;

/// <summary>What a change set does to one resource (API, data type ResourceChange).</summary>
public sealed record ResourceChange
{
    public required string LogicalId { get; init; }

    public required string ResourceType { get; init; }

    /// <summary>Add, Modify, Remove, Import, Dynamic or SyncWithActual.</summary>
    public required string Action { get; init; }

    /// <summary>Null for a resource that is added.</summary>
    public string? PhysicalId { get; init; }

    /// <summary>True, False or Conditional; null where AWS gives none, as for all but Modify.</summary>
    public string? Replacement { get; init; }

    /// <summary>What becomes of the old resource, such as <c>ReplaceAndDelete</c>; null = nothing, or AWS gave none.</summary>
    public string? PolicyAction { get; init; }

    /// <summary>What of the resource changes, such as Properties or Tags.</summary>
    public IReadOnlyList<string> Scope { get; init; } = [];

    public IReadOnlyList<ResourceChangeDetail> Details { get; init; } = [];

    /// <summary>ARN of the nested stack's own change set; null for other resources.</summary>
    public string? NestedChangeSetId { get; init; }
}

/// <summary>One reason for a change and the one thing that it changes (API, data types ResourceChangeDetail and ResourceTargetDefinition).</summary>
public sealed record ResourceChangeDetail
{
    /// <summary>Static = known now; Dynamic = its value is only known when the set is executed.</summary>
    public string? Evaluation { get; init; }

    /// <summary>ResourceReference, ParameterReference, ResourceAttribute, DirectModification, Automatic or NoModification.</summary>
    public string? ChangeSource { get; init; }

    /// <summary>The parameter, resource or attribute it comes from; null for direct changes.</summary>
    public string? CausingEntity { get; init; }

    /// <summary>Properties, Metadata, Tags, DeletionPolicy and so on.</summary>
    public string? Attribute { get; init; }

    /// <summary>The property's name; null where the attribute is not Properties.</summary>
    public string? Property { get; init; }

    /// <summary>Never, Conditionally or Always.</summary>
    public string? RequiresRecreation { get; init; }

    /// <summary>JSON pointer of what changes; null where property values were not asked for.</summary>
    public string? Path { get; init; }

    public bool IsDynamic => Evaluation == "Dynamic";

    /// <summary>What changes, as people name it: the property, else the attribute.</summary>
    public string? Target => Property ?? Attribute;
}
