using System.Net;
using Amazon.Runtime;

namespace Amazon.ElastiCache.Model;

/// <summary>Error code <c>CacheParameterGroupNotFound</c>.</summary>
public class CacheParameterGroupNotFoundException : AmazonElastiCacheException
{
    public CacheParameterGroupNotFoundException(string? message) : base(message) { }

    public CacheParameterGroupNotFoundException(string? message, Exception? innerException) : base(message, innerException) { }

    public CacheParameterGroupNotFoundException(Exception? innerException) : base(innerException) { }

    public CacheParameterGroupNotFoundException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public CacheParameterGroupNotFoundException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Error code <c>CacheSecurityGroupNotFound</c>.</summary>
public class CacheSecurityGroupNotFoundException : AmazonElastiCacheException
{
    public CacheSecurityGroupNotFoundException(string? message) : base(message) { }

    public CacheSecurityGroupNotFoundException(string? message, Exception? innerException) : base(message, innerException) { }

    public CacheSecurityGroupNotFoundException(Exception? innerException) : base(innerException) { }

    public CacheSecurityGroupNotFoundException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public CacheSecurityGroupNotFoundException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Error code <c>CacheSubnetGroupNotFoundFault</c>.</summary>
public class CacheSubnetGroupNotFoundException : AmazonElastiCacheException
{
    public CacheSubnetGroupNotFoundException(string? message) : base(message) { }

    public CacheSubnetGroupNotFoundException(string? message, Exception? innerException) : base(message, innerException) { }

    public CacheSubnetGroupNotFoundException(Exception? innerException) : base(innerException) { }

    public CacheSubnetGroupNotFoundException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public CacheSubnetGroupNotFoundException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Error code <c>InvalidARN</c>.</summary>
public class InvalidARNException : AmazonElastiCacheException
{
    public InvalidARNException(string? message) : base(message) { }

    public InvalidARNException(string? message, Exception? innerException) : base(message, innerException) { }

    public InvalidARNException(Exception? innerException) : base(innerException) { }

    public InvalidARNException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public InvalidARNException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Error code <c>InvalidServerlessCacheSnapshotStateFault</c>.</summary>
public class InvalidServerlessCacheSnapshotStateException : AmazonElastiCacheException
{
    public InvalidServerlessCacheSnapshotStateException(string? message) : base(message) { }

    public InvalidServerlessCacheSnapshotStateException(string? message, Exception? innerException) : base(message, innerException) { }

    public InvalidServerlessCacheSnapshotStateException(Exception? innerException) : base(innerException) { }

    public InvalidServerlessCacheSnapshotStateException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public InvalidServerlessCacheSnapshotStateException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Error code <c>InvalidServerlessCacheStateFault</c>.</summary>
public class InvalidServerlessCacheStateException : AmazonElastiCacheException
{
    public InvalidServerlessCacheStateException(string? message) : base(message) { }

    public InvalidServerlessCacheStateException(string? message, Exception? innerException) : base(message, innerException) { }

    public InvalidServerlessCacheStateException(Exception? innerException) : base(innerException) { }

    public InvalidServerlessCacheStateException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public InvalidServerlessCacheStateException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Error code <c>ReservedCacheNodeNotFound</c>.</summary>
public class ReservedCacheNodeNotFoundException : AmazonElastiCacheException
{
    public ReservedCacheNodeNotFoundException(string? message) : base(message) { }

    public ReservedCacheNodeNotFoundException(string? message, Exception? innerException) : base(message, innerException) { }

    public ReservedCacheNodeNotFoundException(Exception? innerException) : base(innerException) { }

    public ReservedCacheNodeNotFoundException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public ReservedCacheNodeNotFoundException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Error code <c>ServerlessCacheNotFoundFault</c>.</summary>
public class ServerlessCacheNotFoundException : AmazonElastiCacheException
{
    public ServerlessCacheNotFoundException(string? message) : base(message) { }

    public ServerlessCacheNotFoundException(string? message, Exception? innerException) : base(message, innerException) { }

    public ServerlessCacheNotFoundException(Exception? innerException) : base(innerException) { }

    public ServerlessCacheNotFoundException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public ServerlessCacheNotFoundException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Error code <c>ServerlessCacheSnapshotNotFoundFault</c>.</summary>
public class ServerlessCacheSnapshotNotFoundException : AmazonElastiCacheException
{
    public ServerlessCacheSnapshotNotFoundException(string? message) : base(message) { }

    public ServerlessCacheSnapshotNotFoundException(string? message, Exception? innerException) : base(message, innerException) { }

    public ServerlessCacheSnapshotNotFoundException(Exception? innerException) : base(innerException) { }

    public ServerlessCacheSnapshotNotFoundException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public ServerlessCacheSnapshotNotFoundException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Error code <c>UserGroupNotFound</c>.</summary>
public class UserGroupNotFoundException : AmazonElastiCacheException
{
    public UserGroupNotFoundException(string? message) : base(message) { }

    public UserGroupNotFoundException(string? message, Exception? innerException) : base(message, innerException) { }

    public UserGroupNotFoundException(Exception? innerException) : base(innerException) { }

    public UserGroupNotFoundException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public UserGroupNotFoundException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Error code <c>UserNotFound</c>.</summary>
public class UserNotFoundException : AmazonElastiCacheException
{
    public UserNotFoundException(string? message) : base(message) { }

    public UserNotFoundException(string? message, Exception? innerException) : base(message, innerException) { }

    public UserNotFoundException(Exception? innerException) : base(innerException) { }

    public UserNotFoundException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public UserNotFoundException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}
