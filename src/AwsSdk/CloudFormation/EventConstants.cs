using System.Diagnostics.CodeAnalysis;
using Amazon.Runtime;

namespace Amazon.CloudFormation;

/// <summary>State of an operation on a stack.</summary>
public class BeaconStackOperationStatus(string value) : ConstantClass(value)
{
    public static readonly BeaconStackOperationStatus FAILED = new("FAILED");
    public static readonly BeaconStackOperationStatus IN_PROGRESS = new("IN_PROGRESS");
    public static readonly BeaconStackOperationStatus SUCCEEDED = new("SUCCEEDED");

    [return: NotNullIfNotNull(nameof(value))]
    public static BeaconStackOperationStatus? FindValue(string? value) => FindValue<BeaconStackOperationStatus>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator BeaconStackOperationStatus?(string? value) => FindValue(value);
}

/// <summary>Finer state of a stack or resource.</summary>
public class DetailedStatus(string value) : ConstantClass(value)
{
    public static readonly DetailedStatus CONFIGURATION_COMPLETE = new("CONFIGURATION_COMPLETE");
    public static readonly DetailedStatus VALIDATION_FAILED = new("VALIDATION_FAILED");

    [return: NotNullIfNotNull(nameof(value))]
    public static DetailedStatus? FindValue(string? value) => FindValue<DetailedStatus>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator DetailedStatus?(string? value) => FindValue(value);
}

/// <summary>Kind of an operation event.</summary>
public class EventType(string value) : ConstantClass(value)
{
    public static readonly EventType HOOK_INVOCATION_ERROR = new("HOOK_INVOCATION_ERROR");
    public static readonly EventType PROGRESS_EVENT = new("PROGRESS_EVENT");
    public static readonly EventType PROVISIONING_ERROR = new("PROVISIONING_ERROR");
    public static readonly EventType STACK_EVENT = new("STACK_EVENT");
    public static readonly EventType VALIDATION_ERROR = new("VALIDATION_ERROR");

    [return: NotNullIfNotNull(nameof(value))]
    public static EventType? FindValue(string? value) => FindValue<EventType>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator EventType?(string? value) => FindValue(value);
}

/// <summary>What a failing hook does.</summary>
public class HookFailureMode(string value) : ConstantClass(value)
{
    public static readonly HookFailureMode FAIL = new("FAIL");
    public static readonly HookFailureMode WARN = new("WARN");

    [return: NotNullIfNotNull(nameof(value))]
    public static HookFailureMode? FindValue(string? value) => FindValue<HookFailureMode>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator HookFailureMode?(string? value) => FindValue(value);
}

/// <summary>When a hook is called.</summary>
public class HookInvocationPoint(string value) : ConstantClass(value)
{
    public static readonly HookInvocationPoint PRE_PROVISION = new("PRE_PROVISION");

    [return: NotNullIfNotNull(nameof(value))]
    public static HookInvocationPoint? FindValue(string? value) => FindValue<HookInvocationPoint>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator HookInvocationPoint?(string? value) => FindValue(value);
}

/// <summary>State of a hook.</summary>
public class HookStatus(string value) : ConstantClass(value)
{
    public static readonly HookStatus HOOK_COMPLETE_FAILED = new("HOOK_COMPLETE_FAILED");
    public static readonly HookStatus HOOK_COMPLETE_SUCCEEDED = new("HOOK_COMPLETE_SUCCEEDED");
    public static readonly HookStatus HOOK_FAILED = new("HOOK_FAILED");
    public static readonly HookStatus HOOK_IN_PROGRESS = new("HOOK_IN_PROGRESS");

    [return: NotNullIfNotNull(nameof(value))]
    public static HookStatus? FindValue(string? value) => FindValue<HookStatus>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator HookStatus?(string? value) => FindValue(value);
}

/// <summary>Kind of an operation on a stack.</summary>
public class OperationType(string value) : ConstantClass(value)
{
    public static readonly OperationType CONTINUE_ROLLBACK = new("CONTINUE_ROLLBACK");
    public static readonly OperationType CREATE_CHANGESET = new("CREATE_CHANGESET");
    public static readonly OperationType CREATE_STACK = new("CREATE_STACK");
    public static readonly OperationType DELETE_STACK = new("DELETE_STACK");
    public static readonly OperationType ROLLBACK = new("ROLLBACK");
    public static readonly OperationType UPDATE_STACK = new("UPDATE_STACK");

    [return: NotNullIfNotNull(nameof(value))]
    public static OperationType? FindValue(string? value) => FindValue<OperationType>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator OperationType?(string? value) => FindValue(value);
}

/// <summary>Outcome of a validation.</summary>
public class ValidationStatus(string value) : ConstantClass(value)
{
    public static readonly ValidationStatus FAILED = new("FAILED");
    public static readonly ValidationStatus SKIPPED = new("SKIPPED");

    [return: NotNullIfNotNull(nameof(value))]
    public static ValidationStatus? FindValue(string? value) => FindValue<ValidationStatus>(value);

    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator ValidationStatus?(string? value) => FindValue(value);
}
