namespace UpgradeWorker.Sandbox.Tests.Support;

/// <summary>A small stack of the documented shape: instance, address, database, cache, bucket.</summary>
internal static class HouseTemplate
{
    public static string Text(string version = "1.0.0", string image = "ami-00000000000000001", string bucketExtra = "") => $$"""
        AWSTemplateFormatVersion: "2010-09-09"
        Description: A house
        Parameters:
          InstanceType: { Type: String, Default: t3.small, AllowedValues: [t3.small, t3.large] }
          Image: { Type: String, Default: {{image}} }
          KeyName: { Type: String, Default: first }
          Greeting: { Type: String, Default: hello }
          DatabasePassword: { Type: String, NoEcho: true, MinLength: 8 }
          DatabaseName: { Type: String, Default: house }
          CachePort: { Type: String, Default: "6379" }
          DatabaseSnapshot: { Type: String, Default: "" }
          CacheSnapshot: { Type: String, Default: "" }
        Conditions:
          FromSnapshot: !Not [!Equals [!Ref DatabaseSnapshot, ""]]
          FromBackup: !Not [!Equals [!Ref CacheSnapshot, ""]]
        Resources:
          Role:
            Type: AWS::IAM::Role
            Properties:
              AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [] }
          Profile:
            Type: AWS::IAM::InstanceProfile
            Properties: { Roles: [!Ref Role] }
          Group:
            Type: AWS::EC2::SecurityGroup
            Properties: { GroupDescription: !Sub "${AWS::StackName} instances" }
          Database:
            Type: AWS::RDS::DBInstance
            Properties:
              Engine: postgres
              EngineVersion: "14.9"
              DBInstanceClass: db.t3.medium
              AllocatedStorage: 20
              DBName: !If [FromSnapshot, !Ref "AWS::NoValue", !Ref DatabaseName]
              MasterUsername: !If [FromSnapshot, !Ref "AWS::NoValue", root]
              MasterUserPassword: !If [FromSnapshot, !Ref "AWS::NoValue", !Ref DatabasePassword]
              DBSnapshotIdentifier: !If [FromSnapshot, !Ref DatabaseSnapshot, !Ref "AWS::NoValue"]
              StorageType: !If [FromSnapshot, gp3, gp2]
          Cache:
            Type: AWS::ElastiCache::ReplicationGroup
            Properties:
              ReplicationGroupDescription: cache
              CacheNodeType: cache.t3.small
              NumCacheClusters: 2
              Port: !Ref CachePort
              SnapshotName: !If [FromBackup, !Ref CacheSnapshot, !Ref "AWS::NoValue"]
          Instance:
            Type: AWS::EC2::Instance
            Properties:
              ImageId: !Ref Image
              InstanceType: !Ref InstanceType
              KeyName: !Ref KeyName
              IamInstanceProfile: !Ref Profile
              SecurityGroupIds: [!GetAtt Group.GroupId]
              UserData:
                Fn::Base64: !Sub "db=${Database.Endpoint.Address} cache=${Cache.PrimaryEndPoint.Address}"
              Tags: [{ Key: Greeting, Value: !Ref Greeting }]
          Address: { Type: AWS::EC2::EIP, Properties: { Domain: vpc } }
          AddressToInstance:
            Type: AWS::EC2::EIPAssociation
            Properties: { AllocationId: !GetAtt Address.AllocationId, InstanceId: !Ref Instance }
          Blobs:
            Type: AWS::S3::Bucket
            DeletionPolicy: Retain
            {{bucketExtra}}
        Outputs:
          VersionTag: { Value: "{{version}}" }
          PublicIP: { Value: !Ref Address }
        """;
}
