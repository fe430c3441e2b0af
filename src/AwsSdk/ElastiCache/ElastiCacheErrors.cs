using System.Net;
using Amazon.ElastiCache.Model;
using Amazon.Runtime;

namespace Amazon.ElastiCache;

/// <summary>Which exception an error code becomes (API reference, "Errors" of each operation).</summary>
internal static class ElastiCacheErrors
{
    public static AmazonServiceException Create(
        string? message, Exception? inner, ErrorType type, string? code, string? requestId, HttpStatusCode status)
    {
        return code switch
        {
            "CacheClusterNotFound" => new CacheClusterNotFoundException(message, inner, type, code, requestId, status),
            "CacheParameterGroupNotFound" => new CacheParameterGroupNotFoundException(message, inner, type, code, requestId, status),
            "CacheSecurityGroupNotFound" => new CacheSecurityGroupNotFoundException(message, inner, type, code, requestId, status),
            "CacheSubnetGroupNotFoundFault" => new CacheSubnetGroupNotFoundException(message, inner, type, code, requestId, status),
            "InvalidARN" => new InvalidARNException(message, inner, type, code, requestId, status),
            "InvalidCacheClusterState" => new InvalidCacheClusterStateException(message, inner, type, code, requestId, status),
            "InvalidParameterCombination" => new InvalidParameterCombinationException(message, inner, type, code, requestId, status),
            "InvalidParameterValue" => new InvalidParameterValueException(message, inner, type, code, requestId, status),
            "InvalidReplicationGroupState" => new InvalidReplicationGroupStateException(message, inner, type, code, requestId, status),
            "InvalidServerlessCacheSnapshotStateFault" => new InvalidServerlessCacheSnapshotStateException(message, inner, type, code, requestId, status),
            "InvalidServerlessCacheStateFault" => new InvalidServerlessCacheStateException(message, inner, type, code, requestId, status),
            "InvalidSnapshotState" => new InvalidSnapshotStateException(message, inner, type, code, requestId, status),
            "ReplicationGroupNotFoundFault" => new ReplicationGroupNotFoundException(message, inner, type, code, requestId, status),
            "ReservedCacheNodeNotFound" => new ReservedCacheNodeNotFoundException(message, inner, type, code, requestId, status),
            "ServerlessCacheNotFoundFault" => new ServerlessCacheNotFoundException(message, inner, type, code, requestId, status),
            "ServerlessCacheSnapshotNotFoundFault" => new ServerlessCacheSnapshotNotFoundException(message, inner, type, code, requestId, status),
            "SnapshotAlreadyExistsFault" => new SnapshotAlreadyExistsException(message, inner, type, code, requestId, status),
            "SnapshotFeatureNotSupportedFault" => new SnapshotFeatureNotSupportedException(message, inner, type, code, requestId, status),
            "SnapshotNotFoundFault" => new SnapshotNotFoundException(message, inner, type, code, requestId, status),
            "SnapshotQuotaExceededFault" => new SnapshotQuotaExceededException(message, inner, type, code, requestId, status),
            "TagQuotaPerResourceExceeded" => new TagQuotaPerResourceExceededException(message, inner, type, code, requestId, status),
            "UserGroupNotFound" => new UserGroupNotFoundException(message, inner, type, code, requestId, status),
            "UserNotFound" => new UserNotFoundException(message, inner, type, code, requestId, status),
            _ => new AmazonElastiCacheException(message, inner, type, code, requestId, status),
        };
    }
}
