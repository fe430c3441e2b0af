using Amazon.Query;
using Amazon.Runtime;

namespace Amazon.RDS.Model;

/// <summary>Begins a snapshot of a DB instance: the request (API reference: CreateDBSnapshot).</summary>
public class CreateDBSnapshotRequest : AmazonRDSRequest, IWireShape
{
    public string? DBInstanceIdentifier { get; set; }
    public string? DBSnapshotIdentifier { get; set; }
    public List<Tag>? Tags { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        DBInstanceIdentifier = w.Str(DBInstanceIdentifier);
        DBSnapshotIdentifier = w.Str(DBSnapshotIdentifier);
        Tags = w.List(Tags, "Tag");
    }
}

/// <summary>Begins a snapshot of a DB instance: the answer (API reference: CreateDBSnapshot).</summary>
public class CreateDBSnapshotResponse : AmazonWebServiceResponse, IWireShape
{
    public DBSnapshot? DBSnapshot { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        DBSnapshot = w.Shape(DBSnapshot);
    }
}

/// <summary>Describes DB snapshots: the request (API reference: DescribeDBSnapshots).</summary>
public class DescribeDBSnapshotsRequest : AmazonRDSRequest, IWireShape
{
    public string? DBInstanceIdentifier { get; set; }
    public string? DbiResourceId { get; set; }
    public string? DBSnapshotIdentifier { get; set; }
    public List<Filter>? Filters { get; set; }
    public bool? IncludePublic { get; set; }
    public bool? IncludeShared { get; set; }
    public string? Marker { get; set; }
    public int? MaxRecords { get; set; }
    public string? SnapshotType { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        DBInstanceIdentifier = w.Str(DBInstanceIdentifier);
        DbiResourceId = w.Str(DbiResourceId);
        DBSnapshotIdentifier = w.Str(DBSnapshotIdentifier);
        Filters = w.List(Filters, "Filter");
        IncludePublic = w.Bool(IncludePublic);
        IncludeShared = w.Bool(IncludeShared);
        Marker = w.Str(Marker);
        MaxRecords = w.Int(MaxRecords);
        SnapshotType = w.Str(SnapshotType);
    }
}

/// <summary>Describes DB snapshots: the answer (API reference: DescribeDBSnapshots).</summary>
public class DescribeDBSnapshotsResponse : AmazonWebServiceResponse, IWireShape
{
    public List<DBSnapshot>? DBSnapshots { get; set; }
    public string? Marker { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        DBSnapshots = w.List(DBSnapshots, "DBSnapshot");
        Marker = w.Str(Marker);
    }
}

/// <summary>Deletes a DB snapshot: the request (API reference: DeleteDBSnapshot).</summary>
public class DeleteDBSnapshotRequest : AmazonRDSRequest, IWireShape
{
    public string? DBSnapshotIdentifier { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        DBSnapshotIdentifier = w.Str(DBSnapshotIdentifier);
    }
}

/// <summary>Deletes a DB snapshot: the answer (API reference: DeleteDBSnapshot).</summary>
public class DeleteDBSnapshotResponse : AmazonWebServiceResponse, IWireShape
{
    public DBSnapshot? DBSnapshot { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        DBSnapshot = w.Shape(DBSnapshot);
    }
}
