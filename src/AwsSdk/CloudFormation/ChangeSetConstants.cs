using System.Diagnostics.CodeAnalysis;
using Amazon.Runtime;

namespace Amazon.CloudFormation;

/// <summary>Where the value after an update comes from.</summary>
public class AfterValueFrom(string value) : ConstantClass(value)
{
    public static readonly AfterValueFrom TEMPLATE = new("TEMPLATE");

    [return: NotNullIfNotNull(nameof(value))]
    public static AfterValueFrom? FindValue(string? value) => FindValue<AfterValueFrom>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator AfterValueFrom?(string? value) => FindValue(value);
}

/// <summary>What happens to a property.</summary>
public class AttributeChangeType(string value) : ConstantClass(value)
{
    public static readonly AttributeChangeType Add = new("Add");
    public static readonly AttributeChangeType Modify = new("Modify");
    public static readonly AttributeChangeType Remove = new("Remove");
    public static readonly AttributeChangeType SyncWithActual = new("SyncWithActual");

    [return: NotNullIfNotNull(nameof(value))]
    public static AttributeChangeType? FindValue(string? value) => FindValue<AttributeChangeType>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator AttributeChangeType?(string? value) => FindValue(value);
}

/// <summary>Where the value before an update comes from.</summary>
public class BeforeValueFrom(string value) : ConstantClass(value)
{
    public static readonly BeforeValueFrom ACTUAL_STATE = new("ACTUAL_STATE");
    public static readonly BeforeValueFrom PREVIOUS_DEPLOYMENT_STATE = new("PREVIOUS_DEPLOYMENT_STATE");

    [return: NotNullIfNotNull(nameof(value))]
    public static BeforeValueFrom? FindValue(string? value) => FindValue<BeforeValueFrom>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator BeforeValueFrom?(string? value) => FindValue(value);
}

/// <summary>What happens to a resource.</summary>
public class ChangeAction(string value) : ConstantClass(value)
{
    public static readonly ChangeAction Add = new("Add");
    public static readonly ChangeAction Dynamic = new("Dynamic");
    public static readonly ChangeAction Import = new("Import");
    public static readonly ChangeAction Modify = new("Modify");
    public static readonly ChangeAction Remove = new("Remove");
    public static readonly ChangeAction SyncWithActual = new("SyncWithActual");

    [return: NotNullIfNotNull(nameof(value))]
    public static ChangeAction? FindValue(string? value) => FindValue<ChangeAction>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator ChangeAction?(string? value) => FindValue(value);
}

/// <summary>State of a change set.</summary>
public class ChangeSetStatus(string value) : ConstantClass(value)
{
    public static readonly ChangeSetStatus CREATE_COMPLETE = new("CREATE_COMPLETE");
    public static readonly ChangeSetStatus CREATE_IN_PROGRESS = new("CREATE_IN_PROGRESS");
    public static readonly ChangeSetStatus CREATE_PENDING = new("CREATE_PENDING");
    public static readonly ChangeSetStatus DELETE_COMPLETE = new("DELETE_COMPLETE");
    public static readonly ChangeSetStatus DELETE_FAILED = new("DELETE_FAILED");
    public static readonly ChangeSetStatus DELETE_IN_PROGRESS = new("DELETE_IN_PROGRESS");
    public static readonly ChangeSetStatus DELETE_PENDING = new("DELETE_PENDING");
    public static readonly ChangeSetStatus FAILED = new("FAILED");

    [return: NotNullIfNotNull(nameof(value))]
    public static ChangeSetStatus? FindValue(string? value) => FindValue<ChangeSetStatus>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator ChangeSetStatus?(string? value) => FindValue(value);
}

/// <summary>What a change set is for.</summary>
public class ChangeSetType(string value) : ConstantClass(value)
{
    public static readonly ChangeSetType CREATE = new("CREATE");
    public static readonly ChangeSetType IMPORT = new("IMPORT");
    public static readonly ChangeSetType UPDATE = new("UPDATE");

    [return: NotNullIfNotNull(nameof(value))]
    public static ChangeSetType? FindValue(string? value) => FindValue<ChangeSetType>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator ChangeSetType?(string? value) => FindValue(value);
}

/// <summary>What causes a property to change.</summary>
public class ChangeSource(string value) : ConstantClass(value)
{
    public static readonly ChangeSource Automatic = new("Automatic");
    public static readonly ChangeSource DirectModification = new("DirectModification");
    public static readonly ChangeSource NoModification = new("NoModification");
    public static readonly ChangeSource ParameterReference = new("ParameterReference");
    public static readonly ChangeSource ResourceAttribute = new("ResourceAttribute");
    public static readonly ChangeSource ResourceReference = new("ResourceReference");

    [return: NotNullIfNotNull(nameof(value))]
    public static ChangeSource? FindValue(string? value) => FindValue<ChangeSource>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator ChangeSource?(string? value) => FindValue(value);
}

/// <summary>Kind of an entry of a change set.</summary>
public class ChangeType(string value) : ConstantClass(value)
{
    public static readonly ChangeType Resource = new("Resource");

    [return: NotNullIfNotNull(nameof(value))]
    public static ChangeType? FindValue(string? value) => FindValue<ChangeType>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator ChangeType?(string? value) => FindValue(value);
}

/// <summary>How an operation is carried out.</summary>
public class DeploymentConfigMode(string value) : ConstantClass(value)
{
    public static readonly DeploymentConfigMode EXPRESS = new("EXPRESS");
    public static readonly DeploymentConfigMode STANDARD = new("STANDARD");

    [return: NotNullIfNotNull(nameof(value))]
    public static DeploymentConfigMode? FindValue(string? value) => FindValue<DeploymentConfigMode>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator DeploymentConfigMode?(string? value) => FindValue(value);
}

/// <summary>How a change set treats drift.</summary>
public class DeploymentMode(string value) : ConstantClass(value)
{
    public static readonly DeploymentMode REVERT_DRIFT = new("REVERT_DRIFT");

    [return: NotNullIfNotNull(nameof(value))]
    public static DeploymentMode? FindValue(string? value) => FindValue<DeploymentMode>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator DeploymentMode?(string? value) => FindValue(value);
}

/// <summary>Whether a changed value is known before execution.</summary>
public class EvaluationType(string value) : ConstantClass(value)
{
    public static readonly EvaluationType Dynamic = new("Dynamic");
    public static readonly EvaluationType Static = new("Static");

    [return: NotNullIfNotNull(nameof(value))]
    public static EvaluationType? FindValue(string? value) => FindValue<EvaluationType>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator EvaluationType?(string? value) => FindValue(value);
}

/// <summary>Whether a change set can be or was executed.</summary>
public class ExecutionStatus(string value) : ConstantClass(value)
{
    public static readonly ExecutionStatus AVAILABLE = new("AVAILABLE");
    public static readonly ExecutionStatus EXECUTE_COMPLETE = new("EXECUTE_COMPLETE");
    public static readonly ExecutionStatus EXECUTE_FAILED = new("EXECUTE_FAILED");
    public static readonly ExecutionStatus EXECUTE_IN_PROGRESS = new("EXECUTE_IN_PROGRESS");
    public static readonly ExecutionStatus OBSOLETE = new("OBSOLETE");
    public static readonly ExecutionStatus UNAVAILABLE = new("UNAVAILABLE");

    [return: NotNullIfNotNull(nameof(value))]
    public static ExecutionStatus? FindValue(string? value) => FindValue<ExecutionStatus>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator ExecutionStatus?(string? value) => FindValue(value);
}

/// <summary>What happens to a stack whose creation fails.</summary>
public class OnStackFailure(string value) : ConstantClass(value)
{
    public static readonly OnStackFailure DELETE = new("DELETE");
    public static readonly OnStackFailure DO_NOTHING = new("DO_NOTHING");
    public static readonly OnStackFailure ROLLBACK = new("ROLLBACK");

    [return: NotNullIfNotNull(nameof(value))]
    public static OnStackFailure? FindValue(string? value) => FindValue<OnStackFailure>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator OnStackFailure?(string? value) => FindValue(value);
}

/// <summary>What deletion and replacement policies do to a resource.</summary>
public class PolicyAction(string value) : ConstantClass(value)
{
    public static readonly PolicyAction Delete = new("Delete");
    public static readonly PolicyAction ReplaceAndDelete = new("ReplaceAndDelete");
    public static readonly PolicyAction ReplaceAndRetain = new("ReplaceAndRetain");
    public static readonly PolicyAction ReplaceAndSnapshot = new("ReplaceAndSnapshot");
    public static readonly PolicyAction Retain = new("Retain");
    public static readonly PolicyAction Snapshot = new("Snapshot");

    [return: NotNullIfNotNull(nameof(value))]
    public static PolicyAction? FindValue(string? value) => FindValue<PolicyAction>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator PolicyAction?(string? value) => FindValue(value);
}

/// <summary>Whether a resource is replaced.</summary>
public class Replacement(string value) : ConstantClass(value)
{
    public static readonly Replacement Conditional = new("Conditional");
    public static readonly Replacement False = new("False");
    public static readonly Replacement True = new("True");

    [return: NotNullIfNotNull(nameof(value))]
    public static Replacement? FindValue(string? value) => FindValue<Replacement>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator Replacement?(string? value) => FindValue(value);
}

/// <summary>Whether the change of a property replaces the resource.</summary>
public class RequiresRecreation(string value) : ConstantClass(value)
{
    public static readonly RequiresRecreation Always = new("Always");
    public static readonly RequiresRecreation Conditionally = new("Conditionally");
    public static readonly RequiresRecreation Never = new("Never");

    [return: NotNullIfNotNull(nameof(value))]
    public static RequiresRecreation? FindValue(string? value) => FindValue<RequiresRecreation>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator RequiresRecreation?(string? value) => FindValue(value);
}

/// <summary>The part of a resource that changes.</summary>
public class ResourceAttribute(string value) : ConstantClass(value)
{
    public static readonly ResourceAttribute CreationPolicy = new("CreationPolicy");
    public static readonly ResourceAttribute DeletionPolicy = new("DeletionPolicy");
    public static readonly ResourceAttribute Metadata = new("Metadata");
    public static readonly ResourceAttribute Properties = new("Properties");
    public static readonly ResourceAttribute Tags = new("Tags");
    public static readonly ResourceAttribute UpdatePolicy = new("UpdatePolicy");
    public static readonly ResourceAttribute UpdateReplacePolicy = new("UpdateReplacePolicy");

    [return: NotNullIfNotNull(nameof(value))]
    public static ResourceAttribute? FindValue(string? value) => FindValue<ResourceAttribute>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator ResourceAttribute?(string? value) => FindValue(value);
}
