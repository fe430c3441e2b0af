using System.Net;
using Amazon.Runtime;

namespace Amazon.RDS.Model;

/// <summary>Error code <c>BlueGreenDeploymentNotFoundFault</c>.</summary>
public class BlueGreenDeploymentNotFoundException : AmazonRDSException
{
    public BlueGreenDeploymentNotFoundException(string? message) : base(message) { }

    public BlueGreenDeploymentNotFoundException(string? message, Exception? innerException) : base(message, innerException) { }

    public BlueGreenDeploymentNotFoundException(Exception? innerException) : base(innerException) { }

    public BlueGreenDeploymentNotFoundException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public BlueGreenDeploymentNotFoundException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Error code <c>DBCapacityReservationNotFound</c>.</summary>
public class DBCapacityReservationNotFoundException : AmazonRDSException
{
    public DBCapacityReservationNotFoundException(string? message) : base(message) { }

    public DBCapacityReservationNotFoundException(string? message, Exception? innerException) : base(message, innerException) { }

    public DBCapacityReservationNotFoundException(Exception? innerException) : base(innerException) { }

    public DBCapacityReservationNotFoundException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public DBCapacityReservationNotFoundException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Error code <c>DBClusterNotFoundFault</c>.</summary>
public class DBClusterNotFoundException : AmazonRDSException
{
    public DBClusterNotFoundException(string? message) : base(message) { }

    public DBClusterNotFoundException(string? message, Exception? innerException) : base(message, innerException) { }

    public DBClusterNotFoundException(Exception? innerException) : base(innerException) { }

    public DBClusterNotFoundException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public DBClusterNotFoundException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Error code <c>DBProxyEndpointNotFoundFault</c>.</summary>
public class DBProxyEndpointNotFoundException : AmazonRDSException
{
    public DBProxyEndpointNotFoundException(string? message) : base(message) { }

    public DBProxyEndpointNotFoundException(string? message, Exception? innerException) : base(message, innerException) { }

    public DBProxyEndpointNotFoundException(Exception? innerException) : base(innerException) { }

    public DBProxyEndpointNotFoundException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public DBProxyEndpointNotFoundException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Error code <c>DBProxyNotFoundFault</c>.</summary>
public class DBProxyNotFoundException : AmazonRDSException
{
    public DBProxyNotFoundException(string? message) : base(message) { }

    public DBProxyNotFoundException(string? message, Exception? innerException) : base(message, innerException) { }

    public DBProxyNotFoundException(Exception? innerException) : base(innerException) { }

    public DBProxyNotFoundException(string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public DBProxyNotFoundException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Error code <c>DBProxyTargetGroupNotFoundFault</c>.</summary>
public class DBProxyTargetGroupNotFoundException : AmazonRDSException
{
    public DBProxyTargetGroupNotFoundException(string? message) : base(message) { }

    public DBProxyTargetGroupNotFoundException(string? message, Exception? innerException) : base(message, innerException) { }

    public DBProxyTargetGroupNotFoundException(Exception? innerException) : base(innerException) { }

    public DBProxyTargetGroupNotFoundException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public DBProxyTargetGroupNotFoundException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Error code <c>DBShardGroupNotFound</c>.</summary>
public class DBShardGroupNotFoundException : AmazonRDSException
{
    public DBShardGroupNotFoundException(string? message) : base(message) { }

    public DBShardGroupNotFoundException(string? message, Exception? innerException) : base(message, innerException) { }

    public DBShardGroupNotFoundException(Exception? innerException) : base(innerException) { }

    public DBShardGroupNotFoundException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public DBShardGroupNotFoundException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Error code <c>DBSnapshotTenantDatabaseNotFoundFault</c>.</summary>
public class DBSnapshotTenantDatabaseNotFoundException : AmazonRDSException
{
    public DBSnapshotTenantDatabaseNotFoundException(string? message) : base(message) { }

    public DBSnapshotTenantDatabaseNotFoundException(string? message, Exception? innerException) : base(message, innerException) { }

    public DBSnapshotTenantDatabaseNotFoundException(Exception? innerException) : base(innerException) { }

    public DBSnapshotTenantDatabaseNotFoundException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public DBSnapshotTenantDatabaseNotFoundException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Error code <c>IntegrationNotFoundFault</c>.</summary>
public class IntegrationNotFoundException : AmazonRDSException
{
    public IntegrationNotFoundException(string? message) : base(message) { }

    public IntegrationNotFoundException(string? message, Exception? innerException) : base(message, innerException) { }

    public IntegrationNotFoundException(Exception? innerException) : base(innerException) { }

    public IntegrationNotFoundException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public IntegrationNotFoundException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Error code <c>TenantDatabaseNotFound</c>.</summary>
public class TenantDatabaseNotFoundException : AmazonRDSException
{
    public TenantDatabaseNotFoundException(string? message) : base(message) { }

    public TenantDatabaseNotFoundException(string? message, Exception? innerException) : base(message, innerException) { }

    public TenantDatabaseNotFoundException(Exception? innerException) : base(innerException) { }

    public TenantDatabaseNotFoundException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public TenantDatabaseNotFoundException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}
