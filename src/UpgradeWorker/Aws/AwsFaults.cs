using System.Collections.Frozen;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using Amazon.Runtime;
using static UpgradeWorker.Aws.AwsFaultKind;

namespace UpgradeWorker.Aws;

/// <summary>Classes AWS faults by their error code. The table is the only place that knows codes; each row cites where AWS lists it.</summary>
public static partial class AwsFaults
{
    private const string Sdk = "AWS SDKs and Tools Reference Guide, Retry behavior";
    private const string Common = "CloudFormation, RDS and ElastiCache API References, Common Errors";
    private const string Sts = "STS API Reference, Common Errors and AssumeRole";
    private const string S3 = "S3 API Reference, Error Responses";
    private const string Marketplace = "AWS Marketplace Discovery API Reference, ListFulfillmentOptions";
    private const string Cfn = "CloudFormation API Reference, Errors of the change set operations";
    private const string Rds = "RDS API Reference, Errors of the snapshot and instance operations";
    private const string Cache = "ElastiCache API Reference, Errors of the snapshot and replication group operations";
    private const string Ssm = "Systems Manager API Reference, Errors of SendCommand, ListCommands, GetCommandInvocation";

    /// <summary>A row of the table.</summary>
    /// <param name="Code">The error code on the wire.</param>
    /// <param name="Kind">What it means.</param>
    /// <param name="Source">The AWS document that lists it.</param>
    public sealed record Row(string Code, AwsFaultKind Kind, string Source);

    public static IReadOnlyList<Row> Table { get; } =
    [
        .. Rows(Throttled, Sdk, "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled", "RequestThrottledException",
            "TooManyRequestsException", "RequestLimitExceeded", "BandwidthLimitExceeded", "PriorRequestNotComplete"),
        .. Rows(Throttled, S3, "SlowDown"),
        .. Rows(Transient, Common, "InternalFailure", "ServiceUnavailable"),
        .. Rows(Transient, Sdk, "RequestTimeout", "RequestTimeoutException", "InternalError", "ServiceUnavailableException"),
        .. Rows(Transient, Ssm, "InternalServerError"),
        .. Rows(Transient, Sts, "IDPCommunicationError"),
        .. Rows(ExpiredCredentials, Sts, "ExpiredToken", "ExpiredTokenException"),
        .. Rows(ExpiredCredentials, S3, "TokenRefreshRequired"),
        .. Rows(ClockSkew, Common, "RequestExpired"),
        .. Rows(ClockSkew, Sdk, "RequestTimeTooSkewed", "RequestInTheFuture"),
        .. Rows(NoCredentials, Common, "InvalidClientTokenId", "MissingAuthenticationToken", "IncompleteSignature", "SignatureDoesNotMatch"),
        .. Rows(NoCredentials, Ssm, "UnrecognizedClientException", "MissingAuthenticationTokenException", "InvalidSignatureException",
            "IncompleteSignatureException"),
        .. Rows(NoCredentials, S3, "InvalidAccessKeyId", "InvalidToken"),
        .. Rows(AccessDenied, Common, "AccessDenied", "AccessDeniedException", "NotAuthorized", "OptInRequired", "UnauthorizedOperation"),
        .. Rows(AccessDenied, Sts, "RegionDisabledException"),
        .. Rows(AccessDenied, S3, "AllAccessDisabled", "AccountProblem"),
        .. Rows(Gone, Cfn, "ChangeSetNotFound"),
        .. Rows(Gone, Rds, "DBInstanceNotFound", "DBSnapshotNotFound"),
        .. Rows(Gone, Cache, "ReplicationGroupNotFoundFault", "CacheClusterNotFound", "SnapshotNotFoundFault"),
        .. Rows(Gone, Ssm, "InvocationDoesNotExist", "InvalidCommandId", "InvalidInstanceId"),
        .. Rows(Transient, Marketplace, "InternalServerException"),
        .. Rows(Gone, Marketplace, "ResourceNotFoundException"),
        .. Rows(Gone, Ssm, "ParameterNotFound", "ParameterVersionNotFound"),
        .. Rows(Gone, S3, "NoSuchKey", "NoSuchBucket", "NotFound"),
        .. Rows(Conflict, Cfn, "AlreadyExistsException", "TokenAlreadyExistsException", "InvalidChangeSetStatus"),
        .. Rows(Conflict, Rds, "DBSnapshotAlreadyExists", "InvalidDBInstanceState", "InvalidDBSnapshotState"),
        .. Rows(Conflict, Cache, "SnapshotAlreadyExistsFault", "InvalidCacheClusterState", "InvalidReplicationGroupState",
            "InvalidSnapshotState"),
        .. Rows(Conflict, Ssm, "DuplicateInstanceId"),
        .. Rows(Conflict, S3, "OperationAborted", "ConditionalRequestConflict"),
        // The SDK counts this code as throttling; for CloudFormation it means too many change sets, which waiting does not cure.
        .. Rows(Quota, Cfn, "LimitExceededException"),
        .. Rows(Quota, Rds, "SnapshotQuotaExceeded"),
        .. Rows(Quota, Cache, "SnapshotQuotaExceededFault", "TagQuotaPerResourceExceeded"),
        .. Rows(Validation, Common, "ValidationError", "ValidationException", "InvalidParameterValue", "InvalidParameterCombination",
            "MissingParameter", "MissingAction", "InvalidAction", "InvalidQueryParameter", "MalformedQueryString"),
        .. Rows(Validation, Cfn, "InsufficientCapabilitiesException"),
        .. Rows(Validation, Rds, "KMSKeyNotAccessibleFault"),
        .. Rows(Validation, Cache, "SnapshotFeatureNotSupportedFault"),
        .. Rows(Validation, Ssm, "InvalidParameters", "InvalidDocument", "InvalidDocumentVersion", "UnsupportedPlatformType",
            "MaxDocumentSizeExceeded", "InvalidFilterKey", "InvalidOutputFolder"),
    ];

    // AWS accepts five minutes; the Date header is cut to the second and older than the answer.
    private static readonly TimeSpan AcceptedSkew = TimeSpan.FromSeconds(290);

    private static readonly FrozenDictionary<string, AwsFaultKind> Kinds =
        Table.ToFrozenDictionary(row => row.Code, row => row.Kind, StringComparer.Ordinal);

    /// <summary>Whether a fault of this kind may pass by itself.</summary>
    public static bool IsRetryable(AwsFaultKind kind) => kind is Throttled or Transient or Unreachable or ExpiredCredentials or ClockSkew;

    /// <summary>
    /// Classes an answer of AWS. A code that the table lacks goes by its HTTP status: 429 throttled, 5xx transient, 401 and 403 denied,
    /// any other is a validation fault, which nobody repeats.
    /// </summary>
    public static AwsFaultKind KindOf(string? errorCode, HttpStatusCode status, string? message)
    {
        // CloudFormation has no code of its own for a stack that does not exist (API Reference, DescribeStacks: "If the stack doesn't
        // exist, an AmazonCloudFormationException is returned"), nor for a second drift detection at the same time (User Guide, "Detect
        // drift on an entire CloudFormation stack": one at a time), so these two cases have to be told by their text.
        if (errorCode == "ValidationError" && message is not null)
        {
            if (MissingStack().IsMatch(message))
            {
                return Gone;
            }

            if (message.StartsWith("Drift detection is already in progress", StringComparison.Ordinal))
            {
                return Conflict;
            }
        }

        return errorCode is not null && Kinds.TryGetValue(errorCode, out var kind) ? kind : (int)status switch
        {
            429 => Throttled,
            >= 500 => Transient,
            401 or 403 => AccessDenied,
            _ => Validation,
        };
    }

    /// <summary>Classes what came out of a call; null for a defect of ours, which must not be dressed up as a fault of AWS.</summary>
    internal static CaughtFault? Catch(AwsOperation operation, Exception exception) => exception switch
    {
        CredentialsUnavailableException lost => CatchCredentials(operation, lost),
        AmazonUnmarshallingException or XmlException or JsonException or FormatException => new(operation, Transient,
            "UnreadableAnswer", "The answer could not be read.", MaybeDone(operation), (exception as AmazonServiceException)?.RequestId),
        AmazonServiceException answer when answer.ErrorCode is { Length: > 0 } || (int)answer.StatusCode >= 400 => CatchAnswer(operation, answer),
        HttpRequestException or IOException or AmazonServiceException or AmazonClientException when Network(exception) is { } network =>
            CatchNetwork(operation, network),
        TimeoutException or Polly.Timeout.TimeoutRejectedException or OperationCanceledException => new(operation, Transient,
            "DeadlineExceeded", "No answer came before the deadline.", MaybeDone(operation), null),
        AmazonClientException client when client.InnerException is { } inner => Catch(operation, inner),
        AmazonClientException => new(operation, NoCredentials, "NoCredentials", "The AWS client could not be used as it is set up.", false, null),
        _ => null,
    };

    /// <summary>
    /// Most services call a request of the wrong time one of the wrong signature (IAM User Guide, "Troubleshooting Signature Version 4");
    /// whether the clock is to blame is read off the answer's Date header, not off the text.
    /// </summary>
    internal static CaughtFault WithSkew(CaughtFault fault, TimeSpan? skew) =>
        fault.Code is "SignatureDoesNotMatch" or "InvalidSignatureException" && skew?.Duration() > AcceptedSkew
            ? fault with { Kind = ClockSkew }
            : fault;

    private static CaughtFault CatchAnswer(AwsOperation operation, AmazonServiceException answer)
    {
        var kind = KindOf(answer.ErrorCode, answer.StatusCode, answer.Message);
        var code = answer.ErrorCode is { Length: > 0 } given ? given : $"Http{(int)answer.StatusCode}";
        return new(operation, kind, code, answer.Message, kind == Transient && MaybeDone(operation), answer.RequestId);
    }

    private static CaughtFault CatchCredentials(AwsOperation operation, CredentialsUnavailableException lost)
    {
        var asked = lost.Operation ?? operation;
        return lost.InnerException is { } inner && Catch(asked, inner) is { } fault && (lost.Operation is not null || fault.Kind != NoCredentials)
            ? fault with { EffectUnknown = false }
            : new(asked, NoCredentials, "NoCredentials", lost.Message, false, null);
    }

    private static CaughtFault CatchNetwork(AwsOperation operation, Exception network) =>
        network is HttpRequestException { HttpRequestError: var error } && NeverSent(error)
            ? new(operation, Unreachable, "Unreachable", $"No connection to the service ({error}).", false, null)
            : new(operation, Transient, "ConnectionLost", "The connection was lost before the answer came.", MaybeDone(operation), null);

    private static bool NeverSent(HttpRequestError error) => error is HttpRequestError.NameResolutionError
        or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    /// <summary>The network's exception in the chain of inner ones; null when there is none.</summary>
    private static Exception? Network(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is HttpRequestException or IOException)
            {
                return exception;
            }
        }

        return null;
    }

    private static bool MaybeDone(AwsOperation operation) => operation.Effect != CallEffect.Reads;

    private static IEnumerable<Row> Rows(AwsFaultKind kind, string source, params string[] codes) =>
        codes.Select(code => new Row(code, kind, source));

    [GeneratedRegex(@"^Stack\b.*\bdoes not exist\.?$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex MissingStack();
}

/// <summary>A fault as one attempt met it.</summary>
internal sealed record CaughtFault(
    AwsOperation Operation, AwsFaultKind Kind, string Code, string? Message, bool EffectUnknown, string? RequestId);
