using Amazon.Query;

namespace Amazon.CloudFormation.Model;

/// <summary>A stack as it is now (API reference: Stack).</summary>
public class Stack : IWireShape
{
    public string? AliasName { get; set; }
    public List<string>? Capabilities { get; set; }
    public string? ChangeSetId { get; set; }
    public DateTime? CreationTime { get; set; }
    public DeletionMode? DeletionMode { get; set; }
    public DateTime? DeletionTime { get; set; }
    public DeploymentConfig? DeploymentConfig { get; set; }
    public string? Description { get; set; }
    public DetailedStatus? DetailedStatus { get; set; }
    public bool? DisableRollback { get; set; }
    public StackDriftInformation? DriftInformation { get; set; }
    public bool? EnableTerminationProtection { get; set; }
    public List<OperationEntry>? LastOperations { get; set; }
    public DateTime? LastUpdatedTime { get; set; }
    public List<string>? NotificationARNs { get; set; }
    public List<Output>? Outputs { get; set; }
    public List<Parameter>? Parameters { get; set; }
    public string? ParentId { get; set; }
    public bool? RetainExceptOnCreate { get; set; }
    public string? RoleARN { get; set; }
    public RollbackConfiguration? RollbackConfiguration { get; set; }
    public string? RootId { get; set; }
    public string? StackId { get; set; }
    public string? StackName { get; set; }
    public StackStatus? StackStatus { get; set; }
    public string? StackStatusReason { get; set; }
    public List<Tag>? Tags { get; set; }
    public int? TimeoutInMinutes { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        AliasName = w.Str(AliasName);
        Capabilities = w.Strings(Capabilities);
        ChangeSetId = w.Str(ChangeSetId);
        CreationTime = w.Time(CreationTime);
        DeletionMode = w.Str(DeletionMode);
        DeletionTime = w.Time(DeletionTime);
        DeploymentConfig = w.Shape(DeploymentConfig);
        Description = w.Str(Description);
        DetailedStatus = w.Str(DetailedStatus);
        DisableRollback = w.Bool(DisableRollback);
        DriftInformation = w.Shape(DriftInformation);
        EnableTerminationProtection = w.Bool(EnableTerminationProtection);
        LastOperations = w.List(LastOperations);
        LastUpdatedTime = w.Time(LastUpdatedTime);
        NotificationARNs = w.Strings(NotificationARNs);
        Outputs = w.List(Outputs);
        Parameters = w.List(Parameters);
        ParentId = w.Str(ParentId);
        RetainExceptOnCreate = w.Bool(RetainExceptOnCreate);
        RoleARN = w.Str(RoleARN);
        RollbackConfiguration = w.Shape(RollbackConfiguration);
        RootId = w.Str(RootId);
        StackId = w.Str(StackId);
        StackName = w.Str(StackName);
        StackStatus = w.Str(StackStatus);
        StackStatusReason = w.Str(StackStatusReason);
        Tags = w.List(Tags);
        TimeoutInMinutes = w.Int(TimeoutInMinutes);
    }
}

/// <summary>Whether a stack differs from its template, as of the last detection (API reference: StackDriftInformation).</summary>
public class StackDriftInformation : IWireShape
{
    public DateTime? LastCheckTimestamp { get; set; }
    public StackDriftStatus? StackDriftStatus { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        LastCheckTimestamp = w.Time(LastCheckTimestamp);
        StackDriftStatus = w.Str(StackDriftStatus);
    }
}

/// <summary>One of a stack's last operations (API reference: OperationEntry).</summary>
public class OperationEntry : IWireShape
{
    public string? OperationId { get; set; }
    public OperationType? OperationType { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        OperationId = w.Str(OperationId);
        OperationType = w.Str(OperationType);
    }
}

/// <summary>A value that a stack publishes (API reference: Output).</summary>
public class Output : IWireShape
{
    public string? Description { get; set; }
    public string? ExportName { get; set; }
    public string? OutputKey { get; set; }
    public string? OutputValue { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        Description = w.Str(Description);
        ExportName = w.Str(ExportName);
        OutputKey = w.Str(OutputKey);
        OutputValue = w.Str(OutputValue);
    }
}
