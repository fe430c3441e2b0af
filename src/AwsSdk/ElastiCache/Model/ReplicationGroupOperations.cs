using Amazon.Query;
using Amazon.Runtime;

namespace Amazon.ElastiCache.Model;

/// <summary>Request of DescribeReplicationGroups (API reference: DescribeReplicationGroups).</summary>
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

/// <summary>Answer of DescribeReplicationGroups (API reference: DescribeReplicationGroups).</summary>
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

/// <summary>Request of ListTagsForResource (API reference: ListTagsForResource).</summary>
public class ListTagsForResourceRequest : AmazonElastiCacheRequest, IWireShape
{
    public string? ResourceName { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        ResourceName = w.Str(ResourceName);
    }
}

/// <summary>Answer of ListTagsForResource (API reference: ListTagsForResource).</summary>
public class ListTagsForResourceResponse : AmazonWebServiceResponse, IWireShape
{
    public List<Tag>? TagList { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        TagList = w.List(TagList, "Tag");
    }
}
