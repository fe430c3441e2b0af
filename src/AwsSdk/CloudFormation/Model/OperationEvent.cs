using Amazon.Query;

namespace Amazon.CloudFormation.Model;

/// <summary>An event of an operation, with validation details (API reference: OperationEvent).</summary>
public class OperationEvent : IWireShape
{
    public string? ClientRequestToken { get; set; }
    public DetailedStatus? DetailedStatus { get; set; }
    public DateTime? EndTime { get; set; }
    public string? EventId { get; set; }
    public EventType? EventType { get; set; }
    public HookFailureMode? HookFailureMode { get; set; }
    public HookInvocationPoint? HookInvocationPoint { get; set; }
    public HookStatus? HookStatus { get; set; }
    public string? HookStatusReason { get; set; }
    public string? HookType { get; set; }
    public string? LogicalResourceId { get; set; }
    public string? OperationId { get; set; }
    public BeaconStackOperationStatus? OperationStatus { get; set; }
    public OperationType? OperationType { get; set; }
    public string? PhysicalResourceId { get; set; }
    public string? ResourceProperties { get; set; }
    public ResourceStatus? ResourceStatus { get; set; }
    public string? ResourceStatusReason { get; set; }
    public string? ResourceType { get; set; }
    public string? StackId { get; set; }
    public DateTime? StartTime { get; set; }
    public DateTime? Timestamp { get; set; }
    public HookFailureMode? ValidationFailureMode { get; set; }
    public string? ValidationName { get; set; }
    public string? ValidationPath { get; set; }
    public ValidationStatus? ValidationStatus { get; set; }
    public string? ValidationStatusReason { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        ClientRequestToken = w.Str(ClientRequestToken);
        DetailedStatus = w.Str(DetailedStatus);
        EndTime = w.Time(EndTime);
        EventId = w.Str(EventId);
        EventType = w.Str(EventType);
        HookFailureMode = w.Str(HookFailureMode);
        HookInvocationPoint = w.Str(HookInvocationPoint);
        HookStatus = w.Str(HookStatus);
        HookStatusReason = w.Str(HookStatusReason);
        HookType = w.Str(HookType);
        LogicalResourceId = w.Str(LogicalResourceId);
        OperationId = w.Str(OperationId);
        OperationStatus = w.Str(OperationStatus);
        OperationType = w.Str(OperationType);
        PhysicalResourceId = w.Str(PhysicalResourceId);
        ResourceProperties = w.Str(ResourceProperties);
        ResourceStatus = w.Str(ResourceStatus);
        ResourceStatusReason = w.Str(ResourceStatusReason);
        ResourceType = w.Str(ResourceType);
        StackId = w.Str(StackId);
        StartTime = w.Time(StartTime);
        Timestamp = w.Time(Timestamp);
        ValidationFailureMode = w.Str(ValidationFailureMode);
        ValidationName = w.Str(ValidationName);
        ValidationPath = w.Str(ValidationPath);
        ValidationStatus = w.Str(ValidationStatus);
        ValidationStatusReason = w.Str(ValidationStatusReason);
    }
}

/// <summary>Which events DescribeEvents returns (API reference: EventFilter).</summary>
public class EventFilter : IWireShape
{
    public bool? FailedEvents { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        FailedEvents = w.Bool(FailedEvents);
    }
}
