using System.Net;
using Amazon.Runtime;

namespace Amazon.CloudFormation;

/// <summary>An error answer of AWS CloudFormation; <see cref="AmazonServiceException.ErrorCode"/> tells which.</summary>
public class AmazonCloudFormationException : AmazonServiceException
{
    public AmazonCloudFormationException() { }

    public AmazonCloudFormationException(string? message) : base(message) { }

    public AmazonCloudFormationException(string? message, Exception? innerException) : base(message, innerException) { }

    public AmazonCloudFormationException(Exception? innerException) : base(innerException) { }

    public AmazonCloudFormationException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public AmazonCloudFormationException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>What every request to AWS CloudFormation derives from.</summary>
public class AmazonCloudFormationRequest : AmazonWebServiceRequest;
