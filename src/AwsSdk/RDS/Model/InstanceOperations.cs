using Amazon.Query;
using Amazon.Runtime;

namespace Amazon.RDS.Model;

/// <summary>Describes DB instances: the request (API reference: DescribeDBInstances).</summary>
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

/// <summary>Describes DB instances: the answer (API reference: DescribeDBInstances).</summary>
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

/// <summary>Lists the tags of a resource: the request (API reference: ListTagsForResource).</summary>
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

/// <summary>Lists the tags of a resource: the answer (API reference: ListTagsForResource).</summary>
public class ListTagsForResourceResponse : AmazonWebServiceResponse, IWireShape
{
    public List<Tag>? TagList { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        TagList = w.List(TagList, "Tag");
    }
}

/// <summary>Lists the quotas of the account in this region and how much is used: the request (API reference: DescribeAccountAttributes).</summary>
public class DescribeAccountAttributesRequest : AmazonRDSRequest, IWireShape
{
    void IWireShape.Exchange(Wire w)
    {
    }
}

/// <summary>Lists the quotas of the account in this region and how much is used: the answer (API reference: DescribeAccountAttributes).</summary>
public class DescribeAccountAttributesResponse : AmazonWebServiceResponse, IWireShape
{
    public List<AccountQuota>? AccountQuotas { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        AccountQuotas = w.List(AccountQuotas, "AccountQuota");
    }
}
