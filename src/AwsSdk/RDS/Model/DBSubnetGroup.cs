using Amazon.Query;

namespace Amazon.RDS.Model;

/// <summary>The subnets of a DB instance (API reference: DBSubnetGroup).</summary>
public class DBSubnetGroup : IWireShape
{
    public string? DBSubnetGroupArn { get; set; }
    public string? DBSubnetGroupDescription { get; set; }
    public string? DBSubnetGroupName { get; set; }
    public string? SubnetGroupStatus { get; set; }
    public List<Subnet>? Subnets { get; set; }
    public List<string>? SupportedNetworkTypes { get; set; }
    public string? VpcId { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        DBSubnetGroupArn = w.Str(DBSubnetGroupArn);
        DBSubnetGroupDescription = w.Str(DBSubnetGroupDescription);
        DBSubnetGroupName = w.Str(DBSubnetGroupName);
        SubnetGroupStatus = w.Str(SubnetGroupStatus);
        Subnets = w.List(Subnets, "Subnet");
        SupportedNetworkTypes = w.Strings(SupportedNetworkTypes);
        VpcId = w.Str(VpcId);
    }
}

/// <summary>One subnet (API reference: Subnet).</summary>
public class Subnet : IWireShape
{
    public AvailabilityZone? SubnetAvailabilityZone { get; set; }
    public string? SubnetIdentifier { get; set; }
    public Outpost? SubnetOutpost { get; set; }
    public string? SubnetStatus { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        SubnetAvailabilityZone = w.Shape(SubnetAvailabilityZone);
        SubnetIdentifier = w.Str(SubnetIdentifier);
        SubnetOutpost = w.Shape(SubnetOutpost);
        SubnetStatus = w.Str(SubnetStatus);
    }
}

/// <summary>An availability zone (API reference: AvailabilityZone).</summary>
public class AvailabilityZone : IWireShape
{
    public string? Name { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        Name = w.Str(Name);
    }
}

/// <summary>An Outpost (API reference: Outpost).</summary>
public class Outpost : IWireShape
{
    public string? Arn { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        Arn = w.Str(Arn);
    }
}
