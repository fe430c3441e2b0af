using System.Collections.Frozen;

namespace UpgradeWorker.Sandbox.CloudFormation.Resources;

/// <summary>The attributes that the sandbox gives to Fn::GetAtt: those named under "Return values" on each type's page of the CloudFormation
/// template reference that templates of instances, databases and what they need ask for. Of types that only exist, a property can be read
/// back under its own name too.</summary>
internal static class AttributeTable
{
    private static readonly FrozenDictionary<string, FrozenSet<string>> Table =
        """
        AWS::EC2::Instance AvailabilityZone InstanceId PrivateDnsName PrivateIp PublicDnsName PublicIp
        AWS::EC2::EIP AllocationId PublicIp
        AWS::EC2::LaunchTemplate DefaultVersionNumber LatestVersionNumber LaunchTemplateId
        AWS::EC2::SecurityGroup GroupId
        AWS::EC2::VPC VpcId
        AWS::EC2::Subnet SubnetId
        AWS::EC2::InternetGateway InternetGatewayId
        AWS::EC2::RouteTable RouteTableId
        AWS::EC2::Volume VolumeId
        AWS::RDS::DBInstance DBInstanceArn DbiResourceId Endpoint.Address Endpoint.Port
        AWS::ElastiCache::ReplicationGroup ConfigurationEndPoint.Address ConfigurationEndPoint.Port PrimaryEndPoint.Address PrimaryEndPoint.Port ReaderEndPoint.Address ReaderEndPoint.Port
        AWS::S3::Bucket Arn DomainName RegionalDomainName WebsiteURL
        AWS::IAM::Role Arn RoleId
        AWS::IAM::InstanceProfile Arn
        AWS::KMS::Key Arn
        AWS::SQS::Queue Arn
        AWS::Logs::LogGroup Arn
        AWS::SNS::Topic TopicArn TopicName
        """.Split('\n').Select(line => line.Split(' '))
        .ToFrozenDictionary(words => words[0], words => words.Skip(1).ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);

    private static readonly FrozenSet<string> WithoutProperties = FrozenSet.Create(
        StringComparer.Ordinal,
        "AWS::EC2::Instance", "AWS::EC2::EIP", "AWS::EC2::EIPAssociation", "AWS::RDS::DBInstance", "AWS::ElastiCache::ReplicationGroup", "AWS::S3::Bucket");

    public static bool Knows(string type, string attribute) =>
        (Table.TryGetValue(type, out var own) && own.Contains(attribute))
        || attribute == "Id"
        || (!WithoutProperties.Contains(type) && UpdateTable.Knows(type, attribute));
}
