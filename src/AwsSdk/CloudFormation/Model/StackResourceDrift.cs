using Amazon.Query;

namespace Amazon.CloudFormation.Model;

/// <summary>What a drift detection found for one resource (API reference: StackResourceDrift).</summary>
public class StackResourceDrift : IWireShape
{
    public string? ActualProperties { get; set; }
    public string? DriftStatusReason { get; set; }
    public string? ExpectedProperties { get; set; }
    public string? LogicalResourceId { get; set; }
    public ModuleInfo? ModuleInfo { get; set; }
    public string? PhysicalResourceId { get; set; }
    public List<PhysicalResourceIdContextKeyValuePair>? PhysicalResourceIdContext { get; set; }
    public List<PropertyDifference>? PropertyDifferences { get; set; }
    public string? ResourceType { get; set; }
    public string? StackId { get; set; }
    public StackResourceDriftStatus? StackResourceDriftStatus { get; set; }
    public DateTime? Timestamp { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        ActualProperties = w.Str(ActualProperties);
        DriftStatusReason = w.Str(DriftStatusReason);
        ExpectedProperties = w.Str(ExpectedProperties);
        LogicalResourceId = w.Str(LogicalResourceId);
        ModuleInfo = w.Shape(ModuleInfo);
        PhysicalResourceId = w.Str(PhysicalResourceId);
        PhysicalResourceIdContext = w.List(PhysicalResourceIdContext);
        PropertyDifferences = w.List(PropertyDifferences);
        ResourceType = w.Str(ResourceType);
        StackId = w.Str(StackId);
        StackResourceDriftStatus = w.Str(StackResourceDriftStatus);
        Timestamp = w.Time(Timestamp);
    }
}

/// <summary>One property that differs (API reference: PropertyDifference).</summary>
public class PropertyDifference : IWireShape
{
    public string? ActualValue { get; set; }
    public DifferenceType? DifferenceType { get; set; }
    public string? ExpectedValue { get; set; }
    public string? PropertyPath { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        ActualValue = w.Str(ActualValue);
        DifferenceType = w.Str(DifferenceType);
        ExpectedValue = w.Str(ExpectedValue);
        PropertyPath = w.Str(PropertyPath);
    }
}

/// <summary>A part of the identity of a resource whose id alone is not unique (API reference: PhysicalResourceIdContextKeyValuePair).</summary>
public class PhysicalResourceIdContextKeyValuePair : IWireShape
{
    public string? Key { get; set; }
    public string? Value { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        Key = w.Str(Key);
        Value = w.Str(Value);
    }
}
