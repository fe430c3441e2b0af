using System.Net;
using Amazon.RDS.Model;
using Amazon.Runtime;

namespace Amazon.RDS;

/// <summary>Which exception an error code becomes (API reference, "Errors" of each operation).</summary>
internal static class RDSErrors
{
    public static AmazonServiceException Create(
        string? message, Exception? inner, ErrorType type, string? code, string? requestId, HttpStatusCode status)
    {
        return code switch
        {
            "BlueGreenDeploymentNotFoundFault" => new BlueGreenDeploymentNotFoundException(message, inner, type, code, requestId, status),
            "DBCapacityReservationNotFound" => new DBCapacityReservationNotFoundException(message, inner, type, code, requestId, status),
            "DBClusterNotFoundFault" => new DBClusterNotFoundException(message, inner, type, code, requestId, status),
            "DBInstanceNotFound" => new DBInstanceNotFoundException(message, inner, type, code, requestId, status),
            "DBProxyEndpointNotFoundFault" => new DBProxyEndpointNotFoundException(message, inner, type, code, requestId, status),
            "DBProxyNotFoundFault" => new DBProxyNotFoundException(message, inner, type, code, requestId, status),
            "DBProxyTargetGroupNotFoundFault" => new DBProxyTargetGroupNotFoundException(message, inner, type, code, requestId, status),
            "DBShardGroupNotFound" => new DBShardGroupNotFoundException(message, inner, type, code, requestId, status),
            "DBSnapshotAlreadyExists" => new DBSnapshotAlreadyExistsException(message, inner, type, code, requestId, status),
            "DBSnapshotNotFound" => new DBSnapshotNotFoundException(message, inner, type, code, requestId, status),
            "DBSnapshotTenantDatabaseNotFoundFault" => new DBSnapshotTenantDatabaseNotFoundException(message, inner, type, code, requestId, status),
            "IntegrationNotFoundFault" => new IntegrationNotFoundException(message, inner, type, code, requestId, status),
            "InvalidDBInstanceState" => new InvalidDBInstanceStateException(message, inner, type, code, requestId, status),
            "InvalidDBSnapshotState" => new InvalidDBSnapshotStateException(message, inner, type, code, requestId, status),
            "SnapshotQuotaExceeded" => new SnapshotQuotaExceededException(message, inner, type, code, requestId, status),
            "TenantDatabaseNotFound" => new TenantDatabaseNotFoundException(message, inner, type, code, requestId, status),
            _ => new AmazonRDSException(message, inner, type, code, requestId, status),
        };
    }
}
