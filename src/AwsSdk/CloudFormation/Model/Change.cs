using Amazon.Query;

namespace Amazon.CloudFormation.Model;

/// <summary>One entry of a change set (API reference: Change).</summary>
public class Change : IWireShape
{
    public int? HookInvocationCount { get; set; }
    public ResourceChange? ResourceChange { get; set; }
    public ChangeType? Type { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        HookInvocationCount = w.Int(HookInvocationCount);
        ResourceChange = w.Shape(ResourceChange);
        Type = w.Str(Type);
    }
}

/// <summary>What would happen to one resource (API reference: ResourceChange).</summary>
public class ResourceChange : IWireShape
{
    public ChangeAction? Action { get; set; }
    public string? AfterContext { get; set; }
    public string? BeforeContext { get; set; }
    public string? ChangeSetId { get; set; }
    public List<ResourceChangeDetail>? Details { get; set; }
    public string? LogicalResourceId { get; set; }
    public ModuleInfo? ModuleInfo { get; set; }
    public string? PhysicalResourceId { get; set; }
    public PolicyAction? PolicyAction { get; set; }
    public string? PreviousDeploymentContext { get; set; }
    public Replacement? Replacement { get; set; }
    public List<ResourceDriftIgnoredAttribute>? ResourceDriftIgnoredAttributes { get; set; }
    public StackResourceDriftStatus? ResourceDriftStatus { get; set; }
    public string? ResourceType { get; set; }
    public List<string>? Scope { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        Action = w.Str(Action);
        AfterContext = w.Str(AfterContext);
        BeforeContext = w.Str(BeforeContext);
        ChangeSetId = w.Str(ChangeSetId);
        Details = w.List(Details);
        LogicalResourceId = w.Str(LogicalResourceId);
        ModuleInfo = w.Shape(ModuleInfo);
        PhysicalResourceId = w.Str(PhysicalResourceId);
        PolicyAction = w.Str(PolicyAction);
        PreviousDeploymentContext = w.Str(PreviousDeploymentContext);
        Replacement = w.Str(Replacement);
        ResourceDriftIgnoredAttributes = w.List(ResourceDriftIgnoredAttributes);
        ResourceDriftStatus = w.Str(ResourceDriftStatus);
        ResourceType = w.Str(ResourceType);
        Scope = w.Strings(Scope);
    }
}

/// <summary>Why a resource would change: one property or attribute (API reference: ResourceChangeDetail).</summary>
public class ResourceChangeDetail : IWireShape
{
    public string? CausingEntity { get; set; }
    public ChangeSource? ChangeSource { get; set; }
    public EvaluationType? Evaluation { get; set; }
    public ResourceTargetDefinition? Target { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        CausingEntity = w.Str(CausingEntity);
        ChangeSource = w.Str(ChangeSource);
        Evaluation = w.Str(Evaluation);
        Target = w.Shape(Target);
    }
}

/// <summary>The property or attribute that would change (API reference: ResourceTargetDefinition).</summary>
public class ResourceTargetDefinition : IWireShape
{
    public string? AfterValue { get; set; }
    public AfterValueFrom? AfterValueFrom { get; set; }
    public ResourceAttribute? Attribute { get; set; }
    public AttributeChangeType? AttributeChangeType { get; set; }
    public string? BeforeValue { get; set; }
    public BeforeValueFrom? BeforeValueFrom { get; set; }
    public LiveResourceDrift? Drift { get; set; }
    public string? Name { get; set; }
    public string? Path { get; set; }
    public RequiresRecreation? RequiresRecreation { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        AfterValue = w.Str(AfterValue);
        AfterValueFrom = w.Str(AfterValueFrom);
        Attribute = w.Str(Attribute);
        AttributeChangeType = w.Str(AttributeChangeType);
        BeforeValue = w.Str(BeforeValue);
        BeforeValueFrom = w.Str(BeforeValueFrom);
        Drift = w.Shape(Drift);
        Name = w.Str(Name);
        Path = w.Str(Path);
        RequiresRecreation = w.Str(RequiresRecreation);
    }
}

/// <summary>What a property really holds, against what was deployed (API reference: LiveResourceDrift).</summary>
public class LiveResourceDrift : IWireShape
{
    public string? ActualValue { get; set; }
    public DateTime? DriftDetectionTimestamp { get; set; }
    public string? PreviousValue { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        ActualValue = w.Str(ActualValue);
        DriftDetectionTimestamp = w.Time(DriftDetectionTimestamp);
        PreviousValue = w.Str(PreviousValue);
    }
}

/// <summary>A property that drift handling leaves alone, and why (API reference: ResourceDriftIgnoredAttribute).</summary>
public class ResourceDriftIgnoredAttribute : IWireShape
{
    public string? Path { get; set; }
    public DriftIgnoredReason? Reason { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        Path = w.Str(Path);
        Reason = w.Str(Reason);
    }
}
