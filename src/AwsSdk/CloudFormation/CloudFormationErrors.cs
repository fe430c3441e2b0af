using System.Net;
using Amazon.CloudFormation.Model;
using Amazon.Runtime;

namespace Amazon.CloudFormation;

/// <summary>Which exception an error code becomes (API reference, "Errors" of each operation).</summary>
internal static class CloudFormationErrors
{
    public static AmazonServiceException Create(
        string? message, Exception? inner, ErrorType type, string? code, string? requestId, HttpStatusCode status)
    {
        return code switch
        {
            "AlreadyExistsException" => new AlreadyExistsException(message, inner, type, code, requestId, status),
            "ChangeSetNotFound" => new ChangeSetNotFoundException(message, inner, type, code, requestId, status),
            "InsufficientCapabilitiesException" => new InsufficientCapabilitiesException(message, inner, type, code, requestId, status),
            "InvalidChangeSetStatus" => new InvalidChangeSetStatusException(message, inner, type, code, requestId, status),
            "LimitExceededException" => new LimitExceededException(message, inner, type, code, requestId, status),
            "StackSetNotFoundException" => new StackSetNotFoundException(message, inner, type, code, requestId, status),
            "TokenAlreadyExistsException" => new TokenAlreadyExistsException(message, inner, type, code, requestId, status),
            _ => new AmazonCloudFormationException(message, inner, type, code, requestId, status),
        };
    }
}
