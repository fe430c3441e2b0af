using Amazon.Query;
using Amazon.Runtime;

namespace Amazon.CloudFormation.Model;

/// <summary>Computes what an update of a stack would change: the request (API reference: CreateChangeSet).</summary>
public class CreateChangeSetRequest : AmazonCloudFormationRequest, IWireShape
{
    public List<string>? Capabilities { get; set; }
    public string? ChangeSetName { get; set; }
    public ChangeSetType? ChangeSetType { get; set; }
    public string? ClientToken { get; set; }
    public DeploymentConfig? DeploymentConfig { get; set; }
    public DeploymentMode? DeploymentMode { get; set; }
    public string? Description { get; set; }
    public bool? DisableValidation { get; set; }
    public bool? ImportExistingResources { get; set; }
    public bool? IncludeNestedStacks { get; set; }
    public List<string>? NotificationARNs { get; set; }
    public OnStackFailure? OnStackFailure { get; set; }
    public List<Parameter>? Parameters { get; set; }
    public List<ResourceToImport>? ResourcesToImport { get; set; }
    public List<string>? ResourceTypes { get; set; }
    public string? RoleARN { get; set; }
    public RollbackConfiguration? RollbackConfiguration { get; set; }
    public string? StackName { get; set; }
    public List<Tag>? Tags { get; set; }
    public string? TemplateBody { get; set; }
    public string? TemplateURL { get; set; }
    public bool? UsePreviousTemplate { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        Capabilities = w.Strings(Capabilities);
        ChangeSetName = w.Str(ChangeSetName);
        ChangeSetType = w.Str(ChangeSetType);
        ClientToken = w.Str(ClientToken);
        DeploymentConfig = w.Shape(DeploymentConfig);
        DeploymentMode = w.Str(DeploymentMode);
        Description = w.Str(Description);
        DisableValidation = w.Bool(DisableValidation);
        ImportExistingResources = w.Bool(ImportExistingResources);
        IncludeNestedStacks = w.Bool(IncludeNestedStacks);
        NotificationARNs = w.Strings(NotificationARNs);
        OnStackFailure = w.Str(OnStackFailure);
        Parameters = w.List(Parameters);
        ResourcesToImport = w.List(ResourcesToImport);
        ResourceTypes = w.Strings(ResourceTypes);
        RoleARN = w.Str(RoleARN);
        RollbackConfiguration = w.Shape(RollbackConfiguration);
        StackName = w.Str(StackName);
        Tags = w.List(Tags);
        TemplateBody = w.Str(TemplateBody);
        TemplateURL = w.Str(TemplateURL);
        UsePreviousTemplate = w.Bool(UsePreviousTemplate);
    }
}

/// <summary>Computes what an update of a stack would change: the answer (API reference: CreateChangeSet).</summary>
public class CreateChangeSetResponse : AmazonWebServiceResponse, IWireShape
{
    public string? Id { get; set; }
    public string? StackId { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        Id = w.Str(Id);
        StackId = w.Str(StackId);
    }
}
