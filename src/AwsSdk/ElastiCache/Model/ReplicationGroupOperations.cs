using Amazon.Query;
using Amazon.Runtime;

namespace Amazon.ElastiCache.Model;

/// <summary>Describes replication groups: the request (API reference: DescribeReplicationGroups).</summary>
public class DescribeReplicationGroupsRequest : AmazonElastiCacheRequest, IWireShape
{
    public string? Marker { get; set; }
    public int? MaxRecords { get; set; }
    public string? ReplicationGroupId { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        Marker = w.Str(Marker);
        MaxRecords = w.Int(MaxRecords);
        ReplicationGroupId = w.Str(ReplicationGroupId);
    }
}

/// <summary>Describes replication groups: the answer (API reference: DescribeReplicationGroups).</summary>
public class DescribeReplicationGroupsResponse : AmazonWebServiceResponse, IWireShape
{
    public string? Marker { get; set; }
    public List<ReplicationGroup>? ReplicationGroups { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        Marker = w.Str(Marker);
        ReplicationGroups = w.List(ReplicationGroups, "ReplicationGroup");
    }
}

/// <summary>Lists the tags of a resource: the request (API reference: ListTagsForResource).</summary>
public class ListTagsForResourceRequest : AmazonElastiCacheRequest, IWireShape
{
    public string? ResourceName { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        ResourceName = w.Str(ResourceName);
    }
}

/// <summary>Lists the tags of a resource: the answer (API reference: ListTagsForResource).</summary>
public class ListTagsForResourceResponse : AmazonWebServiceResponse, IWireShape
{
    public List<Tag>? TagList { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        TagList = w.List(TagList, "Tag");
    }
}
