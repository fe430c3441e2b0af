using Amazon.Query;
using Amazon.Runtime;

namespace Amazon.CloudFormation.Model;

/// <summary>Returns the state and the changes of a change set: the request (API reference: DescribeChangeSet).</summary>
public class DescribeChangeSetRequest : AmazonCloudFormationRequest, IWireShape
{
    public string? ChangeSetName { get; set; }
    public bool? IncludePropertyValues { get; set; }
    public string? NextToken { get; set; }
    public string? StackName { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        ChangeSetName = w.Str(ChangeSetName);
        IncludePropertyValues = w.Bool(IncludePropertyValues);
        NextToken = w.Str(NextToken);
        StackName = w.Str(StackName);
    }
}

/// <summary>Returns the state and the changes of a change set: the answer (API reference: DescribeChangeSet).</summary>
public class DescribeChangeSetResponse : AmazonWebServiceResponse, IWireShape
{
    public List<string>? Capabilities { get; set; }
    public List<Change>? Changes { get; set; }
    public string? ChangeSetId { get; set; }
    public string? ChangeSetName { get; set; }
    public DateTime? CreationTime { get; set; }
    public DeploymentConfig? DeploymentConfig { get; set; }
    public DeploymentMode? DeploymentMode { get; set; }
    public string? Description { get; set; }
    public ExecutionStatus? ExecutionStatus { get; set; }
    public bool? ImportExistingResources { get; set; }
    public bool? IncludeNestedStacks { get; set; }
    public string? NextToken { get; set; }
    public List<string>? NotificationARNs { get; set; }
    public OnStackFailure? OnStackFailure { get; set; }
    public List<Parameter>? Parameters { get; set; }
    public string? ParentChangeSetId { get; set; }
    public RollbackConfiguration? RollbackConfiguration { get; set; }
    public string? RootChangeSetId { get; set; }
    public StackDriftStatus? StackDriftStatus { get; set; }
    public string? StackId { get; set; }
    public string? StackName { get; set; }
    public ChangeSetStatus? Status { get; set; }
    public string? StatusReason { get; set; }
    public List<Tag>? Tags { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        Capabilities = w.Strings(Capabilities);
        Changes = w.List(Changes);
        ChangeSetId = w.Str(ChangeSetId);
        ChangeSetName = w.Str(ChangeSetName);
        CreationTime = w.Time(CreationTime);
        DeploymentConfig = w.Shape(DeploymentConfig);
        DeploymentMode = w.Str(DeploymentMode);
        Description = w.Str(Description);
        ExecutionStatus = w.Str(ExecutionStatus);
        ImportExistingResources = w.Bool(ImportExistingResources);
        IncludeNestedStacks = w.Bool(IncludeNestedStacks);
        NextToken = w.Str(NextToken);
        NotificationARNs = w.Strings(NotificationARNs);
        OnStackFailure = w.Str(OnStackFailure);
        Parameters = w.List(Parameters);
        ParentChangeSetId = w.Str(ParentChangeSetId);
        RollbackConfiguration = w.Shape(RollbackConfiguration);
        RootChangeSetId = w.Str(RootChangeSetId);
        StackDriftStatus = w.Str(StackDriftStatus);
        StackId = w.Str(StackId);
        StackName = w.Str(StackName);
        Status = w.Str(Status);
        StatusReason = w.Str(StatusReason);
        Tags = w.List(Tags);
    }
}
