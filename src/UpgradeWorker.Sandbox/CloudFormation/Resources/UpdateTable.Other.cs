namespace UpgradeWorker.Sandbox.CloudFormation.Resources;

internal static partial class UpdateTable
{
    /// <summary>Identities, keys and the rest.</summary>
    private const string Other =
        """
        AWS::IAM::Role
          !S Path RoleName
          -S AssumeRolePolicyDocument Description ManagedPolicyArns MaxSessionDuration PermissionsBoundary Policies Tags
        AWS::IAM::InstanceProfile
          !S InstanceProfileName Path
          -S Roles
        AWS::IAM::Policy
          -S Groups PolicyDocument PolicyName Roles Users
        AWS::KMS::Key
          -S BypassPolicyLockoutSafetyCheck Description EnableKeyRotation Enabled KeyPolicy KeySpec KeyUsage MultiRegion
          -S Origin PendingWindowInDays RotationPeriodInDays Tags
        AWS::SSM::Parameter
          !S Name
          -S AllowedPattern DataType Description Policies Tags Tier Type Value
        AWS::SNS::Topic
          !S FifoTopic TopicName
          -S ArchivePolicy ContentBasedDeduplication DataProtectionPolicy DeliveryStatusLogging DisplayName
          -S FifoThroughputScope KmsMasterKeyId SignatureVersion Subscription Tags TracingConfig
        AWS::SQS::Queue
          !S FifoQueue QueueName
          -S ContentBasedDeduplication DeduplicationScope DelaySeconds FifoThroughputLimit KmsDataKeyReusePeriodSeconds
          -S KmsMasterKeyId MaximumMessageSize MessageRetentionPeriod ReceiveMessageWaitTimeSeconds RedriveAllowPolicy
          -S RedrivePolicy SqsManagedSseEnabled Tags VisibilityTimeout
        AWS::Logs::LogGroup
          !S LogGroupName
          -S BearerTokenAuthenticationEnabled DataProtectionPolicy DeletionProtectionEnabled FieldIndexPolicies KmsKeyId
          -S LogGroupClass ResourcePolicyDocument RetentionInDays Tags
        AWS::SecretsManager::Secret
          !S Name
          -S Description GenerateSecretString KmsKeyId ReplicaRegions SecretString Tags Type
        AWS::Route53::RecordSet
          !S HostedZoneId HostedZoneName Name
          -S AliasTarget CidrRoutingConfig Comment Failover GeoLocation GeoProximityLocation HealthCheckId MultiValueAnswer
          -S Region ResourceRecords SetIdentifier TTL Type Weight
        AWS::IAM::ManagedPolicy
          !G Description ManagedPolicyName Path
          -G Groups PolicyDocument Roles Users
        AWS::KMS::Alias
          !G AliasName
          -G TargetKeyId
        """;
}
