using System.Net;
using Amazon.Runtime;

namespace Amazon.MarketplaceDiscovery;

/// <summary>An error answer of the AWS Marketplace Discovery API; <see cref="AmazonServiceException.ErrorCode"/> tells which.</summary>
public class AmazonMarketplaceDiscoveryException : AmazonServiceException
{
    public AmazonMarketplaceDiscoveryException() { }

    public AmazonMarketplaceDiscoveryException(string? message) : base(message) { }

    public AmazonMarketplaceDiscoveryException(string? message, Exception? innerException) : base(message, innerException) { }

    public AmazonMarketplaceDiscoveryException(Exception? innerException) : base(innerException) { }

    public AmazonMarketplaceDiscoveryException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public AmazonMarketplaceDiscoveryException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>What every request to the Discovery API derives from.</summary>
public class AmazonMarketplaceDiscoveryRequest : AmazonWebServiceRequest;
