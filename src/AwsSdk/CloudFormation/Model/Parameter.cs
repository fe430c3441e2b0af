using Amazon.Query;

namespace Amazon.CloudFormation.Model;

/// <summary>A value for a parameter of a template, or the wish to keep the previous one (API reference: Parameter).</summary>
public class Parameter : IWireShape
{
    public string? ParameterKey { get; set; }
    public string? ParameterValue { get; set; }
    public string? ResolvedValue { get; set; }
    public bool? UsePreviousValue { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        ParameterKey = w.Str(ParameterKey);
        ParameterValue = w.Str(ParameterValue);
        ResolvedValue = w.Str(ResolvedValue);
        UsePreviousValue = w.Bool(UsePreviousValue);
    }
}

/// <summary>A key and value attached to a stack and what it creates (API reference: Tag).</summary>
public class Tag : IWireShape
{
    public string? Key { get; set; }
    public string? Value { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        Key = w.Str(Key);
        Value = w.Str(Value);
    }
}

/// <summary>Alarms that CloudFormation watches during an update and for how long after (API reference: RollbackConfiguration).</summary>
public class RollbackConfiguration : IWireShape
{
    public int? MonitoringTimeInMinutes { get; set; }
    public List<RollbackTrigger>? RollbackTriggers { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        MonitoringTimeInMinutes = w.Int(MonitoringTimeInMinutes);
        RollbackTriggers = w.List(RollbackTriggers);
    }
}

/// <summary>An alarm that rolls an update back (API reference: RollbackTrigger).</summary>
public class RollbackTrigger : IWireShape
{
    public string? Arn { get; set; }
    public string? Type { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        Arn = w.Str(Arn);
        Type = w.Str(Type);
    }
}

/// <summary>How an operation is carried out (API reference: DeploymentConfig).</summary>
public class DeploymentConfig : IWireShape
{
    public bool? DisableRollback { get; set; }
    public DeploymentConfigMode? Mode { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        DisableRollback = w.Bool(DisableRollback);
        Mode = w.Str(Mode);
    }
}

/// <summary>An existing resource that a change set takes into the stack (API reference: ResourceToImport).</summary>
public class ResourceToImport : IWireShape
{
    public string? LogicalResourceId { get; set; }
    public Dictionary<string, string>? ResourceIdentifier { get; set; }
    public string? ResourceType { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        LogicalResourceId = w.Str(LogicalResourceId);
        ResourceIdentifier = w.Map(ResourceIdentifier);
        ResourceType = w.Str(ResourceType);
    }
}
