using UpgradeWorker.Core;

namespace UpgradeWorker.Aws;

/// <summary>
/// The one exception that the gateways throw for what AWS, the network or the credentials refuse. It carries no inner exception and no
/// text that could hold a parameter's value, a key or a token, so that it can be logged and mailed as it is.
/// </summary>
public sealed class AwsFaultException : Exception
{
    internal AwsFaultException(AwsFaultKind kind, AwsOperation operation, string errorCode, string message, bool effectUnknown, string? requestId)
        : base(message)
    {
        Kind = kind;
        Operation = operation;
        ErrorCode = errorCode;
        EffectUnknown = effectUnknown;
        RequestId = requestId;
    }

    public AwsFaultKind Kind { get; }

    /// <summary>The operation that failed; <c>sts:AssumeRole</c> when the credentials for another one could not be had.</summary>
    public AwsOperation Operation { get; }

    /// <summary>
    /// AWS's error code; of our own making where AWS said nothing: <c>DeadlineExceeded</c>, <c>ConnectionLost</c>, <c>Unreachable</c>,
    /// <c>NoCredentials</c>, <c>UnreadableAnswer</c>.
    /// </summary>
    public string ErrorCode { get; }

    /// <summary>True when the call may or may not have taken effect at AWS: look before doing it again.</summary>
    public bool EffectUnknown { get; }

    /// <summary>AWS's id of the last request, for its support; null when no answer came.</summary>
    public string? RequestId { get; }

    /// <summary>Whether the same call may succeed later without anybody changing anything.</summary>
    public bool IsRetryable => AwsFaults.IsRetryable(Kind);

    /// <summary>The IAM action that has to be allowed; null for other kinds of faults.</summary>
    public string? MissingAction => Kind == AwsFaultKind.AccessDenied ? Operation.IamAction : null;

    /// <summary>The fault as a finding; the kind is the reason.</summary>
    public Finding ToFinding() => new($"Aws{Kind}", Message);
}
