namespace UpgradeWorker.Sandbox.CloudFormation.Resources;

internal static partial class UpdateTable
{
    /// <summary>Instances, addresses and networks.</summary>
    private const string Compute =
        """
        AWS::EC2::Instance
          !S AvailabilityZone CpuOptions ElasticGpuSpecifications ElasticInferenceAccelerators EnclaveOptions
          !S HibernationOptions HostResourceGroupArn ImageId Ipv6AddressCount Ipv6Addresses KeyName LaunchTemplate
          !S LicenseSpecifications NetworkInterfaces PlacementGroupName PrivateIpAddress SecurityGroups SubnetId
          ?S AdditionalInfo Affinity BlockDeviceMappings EbsOptimized HostId InstanceType KernelId PrivateDnsNameOptions
          ?S RamdiskId SecurityGroupIds Tenancy UserData
          -S CreditSpecification DisableApiTermination IamInstanceProfile InstanceInitiatedShutdownBehavior MetadataOptions
          -S Monitoring PropagateTagsToVolumeOnCreation SourceDestCheck SsmAssociations Tags Volumes
        AWS::EC2::EIP
          !S Address IpamPoolId NetworkBorderGroup TransferAddress
          !G Domain
          -S InstanceId PublicIpv4Pool Tags
        AWS::EC2::EIPAssociation
          !S AllocationId EIP InstanceId NetworkInterfaceId PrivateIpAddress
        AWS::EC2::SecurityGroup
          !S GroupDescription GroupName VpcId
          -S SecurityGroupEgress SecurityGroupIngress Tags
        AWS::EC2::LaunchTemplate
          !S LaunchTemplateName
          -S LaunchTemplateData TagSpecifications VersionDescription
        AWS::EC2::NetworkInterface
          !S InterfaceType PrivateIpAddress SubnetId
          ?S ConnectionTrackingSpecification EnablePrimaryIpv6 PrivateIpAddresses
          -S Description GroupSet Ipv4PrefixCount Ipv4Prefixes Ipv6AddressCount Ipv6Addresses Ipv6PrefixCount Ipv6Prefixes
          -S PublicIpDnsHostnameTypeSpecification SecondaryPrivateIpAddressCount SourceDestCheck Tags
        AWS::EC2::Volume
          -S AutoEnableIO AvailabilityZone AvailabilityZoneId Encrypted Iops KmsKeyId MultiAttachEnabled OutpostArn Size
          -S SnapshotId SourceVolumeId Tags Throughput VolumeInitializationRate VolumeType
        AWS::EC2::VolumeAttachment
          !S Device EbsCardIndex InstanceId VolumeId
        AWS::EC2::VPC
          !G CidrBlock
          ?G InstanceTenancy
          -G EnableDnsHostnames EnableDnsSupport Tags
        AWS::EC2::Subnet
          !G AvailabilityZone CidrBlock VpcId
          -G MapPublicIpOnLaunch Tags
        AWS::EC2::InternetGateway
          -G Tags
        AWS::EC2::VPCGatewayAttachment
          !G VpcId
          -G InternetGatewayId VpnGatewayId
        AWS::EC2::RouteTable
          !G VpcId
          -G Tags
        AWS::EC2::Route
          !G DestinationCidrBlock RouteTableId
          -G GatewayId InstanceId NatGatewayId
        AWS::EC2::SubnetRouteTableAssociation
          !G SubnetId
          -G RouteTableId
        """;
}
