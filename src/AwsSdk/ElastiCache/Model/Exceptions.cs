using System.Net;
using Amazon.Runtime;

namespace Amazon.ElastiCache.Model;

/// <summary>Error code <c>CacheClusterNotFound</c>.</summary>
public class CacheClusterNotFoundException : AmazonElastiCacheException
{
    public CacheClusterNotFoundException(string? message) : base(message) { }

    public CacheClusterNotFoundException(string? message, Exception? innerException) : base(message, innerException) { }

    public CacheClusterNotFoundException(Exception? innerException) : base(innerException) { }

    public CacheClusterNotFoundException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public CacheClusterNotFoundException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Error code <c>InvalidCacheClusterState</c>.</summary>
public class InvalidCacheClusterStateException : AmazonElastiCacheException
{
    public InvalidCacheClusterStateException(string? message) : base(message) { }

    public InvalidCacheClusterStateException(string? message, Exception? innerException) : base(message, innerException) { }

    public InvalidCacheClusterStateException(Exception? innerException) : base(innerException) { }

    public InvalidCacheClusterStateException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public InvalidCacheClusterStateException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Error code <c>InvalidParameterCombination</c>.</summary>
public class InvalidParameterCombinationException : AmazonElastiCacheException
{
    public InvalidParameterCombinationException(string? message) : base(message) { }

    public InvalidParameterCombinationException(string? message, Exception? innerException) : base(message, innerException) { }

    public InvalidParameterCombinationException(Exception? innerException) : base(innerException) { }

    public InvalidParameterCombinationException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public InvalidParameterCombinationException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Error code <c>InvalidParameterValue</c>.</summary>
public class InvalidParameterValueException : AmazonElastiCacheException
{
    public InvalidParameterValueException(string? message) : base(message) { }

    public InvalidParameterValueException(string? message, Exception? innerException) : base(message, innerException) { }

    public InvalidParameterValueException(Exception? innerException) : base(innerException) { }

    public InvalidParameterValueException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public InvalidParameterValueException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Error code <c>InvalidReplicationGroupState</c>.</summary>
public class InvalidReplicationGroupStateException : AmazonElastiCacheException
{
    public InvalidReplicationGroupStateException(string? message) : base(message) { }

    public InvalidReplicationGroupStateException(string? message, Exception? innerException) : base(message, innerException) { }

    public InvalidReplicationGroupStateException(Exception? innerException) : base(innerException) { }

    public InvalidReplicationGroupStateException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public InvalidReplicationGroupStateException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Error code <c>InvalidSnapshotState</c>.</summary>
public class InvalidSnapshotStateException : AmazonElastiCacheException
{
    public InvalidSnapshotStateException(string? message) : base(message) { }

    public InvalidSnapshotStateException(string? message, Exception? innerException) : base(message, innerException) { }

    public InvalidSnapshotStateException(Exception? innerException) : base(innerException) { }

    public InvalidSnapshotStateException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public InvalidSnapshotStateException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Error code <c>ReplicationGroupNotFoundFault</c>.</summary>
public class ReplicationGroupNotFoundException : AmazonElastiCacheException
{
    public ReplicationGroupNotFoundException(string? message) : base(message) { }

    public ReplicationGroupNotFoundException(string? message, Exception? innerException) : base(message, innerException) { }

    public ReplicationGroupNotFoundException(Exception? innerException) : base(innerException) { }

    public ReplicationGroupNotFoundException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public ReplicationGroupNotFoundException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Error code <c>SnapshotAlreadyExistsFault</c>.</summary>
public class SnapshotAlreadyExistsException : AmazonElastiCacheException
{
    public SnapshotAlreadyExistsException(string? message) : base(message) { }

    public SnapshotAlreadyExistsException(string? message, Exception? innerException) : base(message, innerException) { }

    public SnapshotAlreadyExistsException(Exception? innerException) : base(innerException) { }

    public SnapshotAlreadyExistsException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public SnapshotAlreadyExistsException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Error code <c>SnapshotFeatureNotSupportedFault</c>.</summary>
public class SnapshotFeatureNotSupportedException : AmazonElastiCacheException
{
    public SnapshotFeatureNotSupportedException(string? message) : base(message) { }

    public SnapshotFeatureNotSupportedException(string? message, Exception? innerException) : base(message, innerException) { }

    public SnapshotFeatureNotSupportedException(Exception? innerException) : base(innerException) { }

    public SnapshotFeatureNotSupportedException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public SnapshotFeatureNotSupportedException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Error code <c>SnapshotNotFoundFault</c>.</summary>
public class SnapshotNotFoundException : AmazonElastiCacheException
{
    public SnapshotNotFoundException(string? message) : base(message) { }

    public SnapshotNotFoundException(string? message, Exception? innerException) : base(message, innerException) { }

    public SnapshotNotFoundException(Exception? innerException) : base(innerException) { }

    public SnapshotNotFoundException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public SnapshotNotFoundException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Error code <c>SnapshotQuotaExceededFault</c>.</summary>
public class SnapshotQuotaExceededException : AmazonElastiCacheException
{
    public SnapshotQuotaExceededException(string? message) : base(message) { }

    public SnapshotQuotaExceededException(string? message, Exception? innerException) : base(message, innerException) { }

    public SnapshotQuotaExceededException(Exception? innerException) : base(innerException) { }

    public SnapshotQuotaExceededException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public SnapshotQuotaExceededException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Error code <c>TagQuotaPerResourceExceeded</c>.</summary>
public class TagQuotaPerResourceExceededException : AmazonElastiCacheException
{
    public TagQuotaPerResourceExceededException(string? message) : base(message) { }

    public TagQuotaPerResourceExceededException(string? message, Exception? innerException) : base(message, innerException) { }

    public TagQuotaPerResourceExceededException(Exception? innerException) : base(innerException) { }

    public TagQuotaPerResourceExceededException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public TagQuotaPerResourceExceededException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}
