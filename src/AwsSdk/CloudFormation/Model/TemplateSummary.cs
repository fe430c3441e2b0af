using Amazon.Query;

namespace Amazon.CloudFormation.Model;

/// <summary>A parameter that a template declares (API reference: ParameterDeclaration).</summary>
public class ParameterDeclaration : IWireShape
{
    public string? DefaultValue { get; set; }
    public string? Description { get; set; }
    public bool? NoEcho { get; set; }
    public ParameterConstraints? ParameterConstraints { get; set; }
    public string? ParameterKey { get; set; }
    public string? ParameterType { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        DefaultValue = w.Str(DefaultValue);
        Description = w.Str(Description);
        NoEcho = w.Bool(NoEcho);
        ParameterConstraints = w.Shape(ParameterConstraints);
        ParameterKey = w.Str(ParameterKey);
        ParameterType = w.Str(ParameterType);
    }
}

/// <summary>What a parameter allows (API reference: ParameterConstraints).</summary>
public class ParameterConstraints : IWireShape
{
    public List<string>? AllowedValues { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        AllowedValues = w.Strings(AllowedValues);
    }
}

/// <summary>What identifies the resources of one type (API reference: ResourceIdentifierSummary).</summary>
public class ResourceIdentifierSummary : IWireShape
{
    public List<string>? LogicalResourceIds { get; set; }
    public List<string>? ResourceIdentifiers { get; set; }
    public string? ResourceType { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        LogicalResourceIds = w.Strings(LogicalResourceIds);
        ResourceIdentifiers = w.Strings(ResourceIdentifiers);
        ResourceType = w.Str(ResourceType);
    }
}

/// <summary>A parameter of a validated template (API reference: TemplateParameter).</summary>
public class TemplateParameter : IWireShape
{
    public string? DefaultValue { get; set; }
    public string? Description { get; set; }
    public bool? NoEcho { get; set; }
    public string? ParameterKey { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        DefaultValue = w.Str(DefaultValue);
        Description = w.Str(Description);
        NoEcho = w.Bool(NoEcho);
        ParameterKey = w.Str(ParameterKey);
    }
}

/// <summary>How GetTemplateSummary treats what it does not know (API reference: TemplateSummaryConfig).</summary>
public class TemplateSummaryConfig : IWireShape
{
    public bool? TreatUnrecognizedResourceTypesAsWarnings { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        TreatUnrecognizedResourceTypesAsWarnings = w.Bool(TreatUnrecognizedResourceTypesAsWarnings);
    }
}

/// <summary>What GetTemplateSummary did not recognise (API reference: Warnings).</summary>
public class Warnings : IWireShape
{
    public List<string>? UnrecognizedResourceTypes { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        UnrecognizedResourceTypes = w.Strings(UnrecognizedResourceTypes);
    }
}
