using System.Net;
using Amazon.Runtime;

namespace Amazon.RDS.Model;

/// <summary>Error code <c>DBInstanceNotFound</c>.</summary>
public class DBInstanceNotFoundException : AmazonRDSException
{
    public DBInstanceNotFoundException(string? message) : base(message) { }

    public DBInstanceNotFoundException(string? message, Exception? innerException) : base(message, innerException) { }

    public DBInstanceNotFoundException(Exception? innerException) : base(innerException) { }

    public DBInstanceNotFoundException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public DBInstanceNotFoundException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Error code <c>DBSnapshotAlreadyExists</c>.</summary>
public class DBSnapshotAlreadyExistsException : AmazonRDSException
{
    public DBSnapshotAlreadyExistsException(string? message) : base(message) { }

    public DBSnapshotAlreadyExistsException(string? message, Exception? innerException) : base(message, innerException) { }

    public DBSnapshotAlreadyExistsException(Exception? innerException) : base(innerException) { }

    public DBSnapshotAlreadyExistsException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public DBSnapshotAlreadyExistsException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Error code <c>DBSnapshotNotFound</c>.</summary>
public class DBSnapshotNotFoundException : AmazonRDSException
{
    public DBSnapshotNotFoundException(string? message) : base(message) { }

    public DBSnapshotNotFoundException(string? message, Exception? innerException) : base(message, innerException) { }

    public DBSnapshotNotFoundException(Exception? innerException) : base(innerException) { }

    public DBSnapshotNotFoundException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public DBSnapshotNotFoundException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Error code <c>InvalidDBInstanceState</c>.</summary>
public class InvalidDBInstanceStateException : AmazonRDSException
{
    public InvalidDBInstanceStateException(string? message) : base(message) { }

    public InvalidDBInstanceStateException(string? message, Exception? innerException) : base(message, innerException) { }

    public InvalidDBInstanceStateException(Exception? innerException) : base(innerException) { }

    public InvalidDBInstanceStateException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public InvalidDBInstanceStateException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Error code <c>InvalidDBSnapshotState</c>.</summary>
public class InvalidDBSnapshotStateException : AmazonRDSException
{
    public InvalidDBSnapshotStateException(string? message) : base(message) { }

    public InvalidDBSnapshotStateException(string? message, Exception? innerException) : base(message, innerException) { }

    public InvalidDBSnapshotStateException(Exception? innerException) : base(innerException) { }

    public InvalidDBSnapshotStateException(
        string? message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode) { }

    public InvalidDBSnapshotStateException(
        string? message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode) { }
}

/// <summary>Error code <c>SnapshotQuotaExceeded</c>.</summary>
public class SnapshotQuotaExceededException : AmazonRDSException
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
