using Amazon.Query;
using Amazon.Runtime;

namespace Amazon.CloudFormation.Model;

/// <summary>Returns the template of a stack or change set as text: the request (API reference: GetTemplate).</summary>
public class GetTemplateRequest : AmazonCloudFormationRequest, IWireShape
{
    public string? ChangeSetName { get; set; }
    public string? StackName { get; set; }
    public TemplateStage? TemplateStage { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        ChangeSetName = w.Str(ChangeSetName);
        StackName = w.Str(StackName);
        TemplateStage = w.Str(TemplateStage);
    }
}

/// <summary>Returns the template of a stack or change set as text: the answer (API reference: GetTemplate).</summary>
public class GetTemplateResponse : AmazonWebServiceResponse, IWireShape
{
    public List<string>? StagesAvailable { get; set; }
    public string? TemplateBody { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        StagesAvailable = w.Strings(StagesAvailable);
        TemplateBody = w.Str(TemplateBody);
    }
}

/// <summary>Returns the parameters, metadata and resource types of a template: the request (API reference: GetTemplateSummary).</summary>
public class GetTemplateSummaryRequest : AmazonCloudFormationRequest, IWireShape
{
    public CallAs? CallAs { get; set; }
    public string? StackName { get; set; }
    public string? StackSetName { get; set; }
    public string? TemplateBody { get; set; }
    public TemplateSummaryConfig? TemplateSummaryConfig { get; set; }
    public string? TemplateURL { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        CallAs = w.Str(CallAs);
        StackName = w.Str(StackName);
        StackSetName = w.Str(StackSetName);
        TemplateBody = w.Str(TemplateBody);
        TemplateSummaryConfig = w.Shape(TemplateSummaryConfig);
        TemplateURL = w.Str(TemplateURL);
    }
}

/// <summary>Returns the parameters, metadata and resource types of a template: the answer (API reference: GetTemplateSummary).</summary>
public class GetTemplateSummaryResponse : AmazonWebServiceResponse, IWireShape
{
    public List<string>? Capabilities { get; set; }
    public string? CapabilitiesReason { get; set; }
    public List<string>? DeclaredTransforms { get; set; }
    public string? Description { get; set; }
    public string? Metadata { get; set; }
    public List<ParameterDeclaration>? Parameters { get; set; }
    public List<ResourceIdentifierSummary>? ResourceIdentifierSummaries { get; set; }
    public List<string>? ResourceTypes { get; set; }
    public string? Version { get; set; }
    public Warnings? Warnings { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        Capabilities = w.Strings(Capabilities);
        CapabilitiesReason = w.Str(CapabilitiesReason);
        DeclaredTransforms = w.Strings(DeclaredTransforms);
        Description = w.Str(Description);
        Metadata = w.Str(Metadata);
        Parameters = w.List(Parameters);
        ResourceIdentifierSummaries = w.List(ResourceIdentifierSummaries);
        ResourceTypes = w.Strings(ResourceTypes);
        Version = w.Str(Version);
        Warnings = w.Shape(Warnings);
    }
}

/// <summary>Checks the syntax of a template: the request (API reference: ValidateTemplate).</summary>
public class ValidateTemplateRequest : AmazonCloudFormationRequest, IWireShape
{
    public string? TemplateBody { get; set; }
    public string? TemplateURL { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        TemplateBody = w.Str(TemplateBody);
        TemplateURL = w.Str(TemplateURL);
    }
}

/// <summary>Checks the syntax of a template: the answer (API reference: ValidateTemplate).</summary>
public class ValidateTemplateResponse : AmazonWebServiceResponse, IWireShape
{
    public List<string>? Capabilities { get; set; }
    public string? CapabilitiesReason { get; set; }
    public List<string>? DeclaredTransforms { get; set; }
    public string? Description { get; set; }
    public List<TemplateParameter>? Parameters { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        Capabilities = w.Strings(Capabilities);
        CapabilitiesReason = w.Str(CapabilitiesReason);
        DeclaredTransforms = w.Strings(DeclaredTransforms);
        Description = w.Str(Description);
        Parameters = w.List(Parameters);
    }
}
