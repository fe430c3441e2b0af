using Amazon.Query;

namespace Amazon.CloudFormation.Model;

/// <summary>A change set in brief (API reference: ChangeSetSummary).</summary>
public class ChangeSetSummary : IWireShape
{
    public string? ChangeSetId { get; set; }
    public string? ChangeSetName { get; set; }
    public DateTime? CreationTime { get; set; }
    public string? Description { get; set; }
    public ExecutionStatus? ExecutionStatus { get; set; }
    public bool? ImportExistingResources { get; set; }
    public bool? IncludeNestedStacks { get; set; }
    public string? ParentChangeSetId { get; set; }
    public string? RootChangeSetId { get; set; }
    public string? StackId { get; set; }
    public string? StackName { get; set; }
    public ChangeSetStatus? Status { get; set; }
    public string? StatusReason { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        ChangeSetId = w.Str(ChangeSetId);
        ChangeSetName = w.Str(ChangeSetName);
        CreationTime = w.Time(CreationTime);
        Description = w.Str(Description);
        ExecutionStatus = w.Str(ExecutionStatus);
        ImportExistingResources = w.Bool(ImportExistingResources);
        IncludeNestedStacks = w.Bool(IncludeNestedStacks);
        ParentChangeSetId = w.Str(ParentChangeSetId);
        RootChangeSetId = w.Str(RootChangeSetId);
        StackId = w.Str(StackId);
        StackName = w.Str(StackName);
        Status = w.Str(Status);
        StatusReason = w.Str(StatusReason);
    }
}
