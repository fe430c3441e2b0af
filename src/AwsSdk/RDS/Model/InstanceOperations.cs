using Amazon.Query;
using Amazon.Runtime;

namespace Amazon.RDS.Model;

/// <summary>Request of DescribeDBInstances (API reference: DescribeDBInstances).</summary>
public class DescribeDBInstancesRequest : AmazonRDSRequest, IWireShape
{
    public string? DBInstanceIdentifier { get; set; }
    public List<Filter>? Filters { get; set; }
    public string? Marker { get; set; }
    public int? MaxRecords { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        DBInstanceIdentifier = w.Str(DBInstanceIdentifier);
        Filters = w.List(Filters, "Filter");
        Marker = w.Str(Marker);
        MaxRecords = w.Int(MaxRecords);
    }
}

/// <summary>Answer of DescribeDBInstances (API reference: DescribeDBInstances).</summary>
public class DescribeDBInstancesResponse : AmazonWebServiceResponse, IWireShape
{
    public List<DBInstance>? DBInstances { get; set; }
    public string? Marker { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        DBInstances = w.List(DBInstances, "DBInstance");
        Marker = w.Str(Marker);
    }
}

/// <summary>Request of ListTagsForResource (API reference: ListTagsForResource).</summary>
public class ListTagsForResourceRequest : AmazonRDSRequest, IWireShape
{
    public List<Filter>? Filters { get; set; }
    public string? ResourceName { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        Filters = w.List(Filters, "Filter");
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

/// <summary>Request of DescribeAccountAttributes (API reference: DescribeAccountAttributes).</summary>
public class DescribeAccountAttributesRequest : AmazonRDSRequest, IWireShape
{
    void IWireShape.Exchange(Wire w)
    {
    }
}

/// <summary>Answer of DescribeAccountAttributes (API reference: DescribeAccountAttributes).</summary>
public class DescribeAccountAttributesResponse : AmazonWebServiceResponse, IWireShape
{
    public List<AccountQuota>? AccountQuotas { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        AccountQuotas = w.List(AccountQuotas, "AccountQuota");
    }
}
