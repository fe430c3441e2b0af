using Amazon.Query;

namespace Amazon.CloudFormation.Model;

/// <summary>Something that happened to a stack or one of its resources (API reference: StackEvent).</summary>
public class StackEvent : IWireShape
{
    public string? ClientRequestToken { get; set; }
    public DetailedStatus? DetailedStatus { get; set; }
    public string? EventId { get; set; }
    public HookFailureMode? HookFailureMode { get; set; }
    public string? HookInvocationId { get; set; }
    public HookInvocationPoint? HookInvocationPoint { get; set; }
    public HookStatus? HookStatus { get; set; }
    public string? HookStatusReason { get; set; }
    public string? HookType { get; set; }
    public string? LogicalResourceId { get; set; }
    public string? OperationId { get; set; }
    public string? PhysicalResourceId { get; set; }
    public string? ResourceProperties { get; set; }
    public ResourceStatus? ResourceStatus { get; set; }
    public string? ResourceStatusReason { get; set; }
    public string? ResourceType { get; set; }
    public string? StackId { get; set; }
    public string? StackName { get; set; }
    public DateTime? Timestamp { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        ClientRequestToken = w.Str(ClientRequestToken);
        DetailedStatus = w.Str(DetailedStatus);
        EventId = w.Str(EventId);
        HookFailureMode = w.Str(HookFailureMode);
        HookInvocationId = w.Str(HookInvocationId);
        HookInvocationPoint = w.Str(HookInvocationPoint);
        HookStatus = w.Str(HookStatus);
        HookStatusReason = w.Str(HookStatusReason);
        HookType = w.Str(HookType);
        LogicalResourceId = w.Str(LogicalResourceId);
        OperationId = w.Str(OperationId);
        PhysicalResourceId = w.Str(PhysicalResourceId);
        ResourceProperties = w.Str(ResourceProperties);
        ResourceStatus = w.Str(ResourceStatus);
        ResourceStatusReason = w.Str(ResourceStatusReason);
        ResourceType = w.Str(ResourceType);
        StackId = w.Str(StackId);
        StackName = w.Str(StackName);
        Timestamp = w.Time(Timestamp);
    }
}
