using Amazon.Query;

namespace Amazon.CloudFormation.Model;

/// <summary>A resource of a stack (API reference: StackResource).</summary>
public class StackResource : IWireShape
{
    public string? Description { get; set; }
    public StackResourceDriftInformation? DriftInformation { get; set; }
    public string? LogicalResourceId { get; set; }
    public ModuleInfo? ModuleInfo { get; set; }
    public string? PhysicalResourceId { get; set; }
    public ResourceStatus? ResourceStatus { get; set; }
    public string? ResourceStatusReason { get; set; }
    public string? ResourceType { get; set; }
    public string? StackId { get; set; }
    public string? StackName { get; set; }
    public DateTime? Timestamp { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        Description = w.Str(Description);
        DriftInformation = w.Shape(DriftInformation);
        LogicalResourceId = w.Str(LogicalResourceId);
        ModuleInfo = w.Shape(ModuleInfo);
        PhysicalResourceId = w.Str(PhysicalResourceId);
        ResourceStatus = w.Str(ResourceStatus);
        ResourceStatusReason = w.Str(ResourceStatusReason);
        ResourceType = w.Str(ResourceType);
        StackId = w.Str(StackId);
        StackName = w.Str(StackName);
        Timestamp = w.Time(Timestamp);
    }
}

/// <summary>A resource of a stack in brief (API reference: StackResourceSummary).</summary>
public class StackResourceSummary : IWireShape
{
    public StackResourceDriftInformationSummary? DriftInformation { get; set; }
    public DateTime? LastUpdatedTimestamp { get; set; }
    public string? LogicalResourceId { get; set; }
    public ModuleInfo? ModuleInfo { get; set; }
    public string? PhysicalResourceId { get; set; }
    public ResourceStatus? ResourceStatus { get; set; }
    public string? ResourceStatusReason { get; set; }
    public string? ResourceType { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        DriftInformation = w.Shape(DriftInformation);
        LastUpdatedTimestamp = w.Time(LastUpdatedTimestamp);
        LogicalResourceId = w.Str(LogicalResourceId);
        ModuleInfo = w.Shape(ModuleInfo);
        PhysicalResourceId = w.Str(PhysicalResourceId);
        ResourceStatus = w.Str(ResourceStatus);
        ResourceStatusReason = w.Str(ResourceStatusReason);
        ResourceType = w.Str(ResourceType);
    }
}

/// <summary>Whether a resource differs from its template, as of the last detection (API reference: StackResourceDriftInformation).</summary>
public class StackResourceDriftInformation : IWireShape
{
    public DateTime? LastCheckTimestamp { get; set; }
    public StackResourceDriftStatus? StackResourceDriftStatus { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        LastCheckTimestamp = w.Time(LastCheckTimestamp);
        StackResourceDriftStatus = w.Str(StackResourceDriftStatus);
    }
}

/// <summary>The same, in brief (API reference: StackResourceDriftInformationSummary).</summary>
public class StackResourceDriftInformationSummary : IWireShape
{
    public DateTime? LastCheckTimestamp { get; set; }
    public StackResourceDriftStatus? StackResourceDriftStatus { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        LastCheckTimestamp = w.Time(LastCheckTimestamp);
        StackResourceDriftStatus = w.Str(StackResourceDriftStatus);
    }
}

/// <summary>The module that a resource came from (API reference: ModuleInfo).</summary>
public class ModuleInfo : IWireShape
{
    public string? LogicalIdHierarchy { get; set; }
    public string? TypeHierarchy { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        LogicalIdHierarchy = w.Str(LogicalIdHierarchy);
        TypeHierarchy = w.Str(TypeHierarchy);
    }
}
