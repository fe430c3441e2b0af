namespace UpgradeWorker.Sandbox.CloudFormation.Drift;

/// <summary>Which properties drift detection compares: not those that the service never gives back
/// (writeOnlyProperties in the registry schemas), not KMS keys and passwords
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html).</summary>
internal static class DriftRules
{
    private static readonly HashSet<(string Type, string Property)> WriteOnly =
    [
        ("AWS::RDS::DBInstance", "DBSnapshotIdentifier"),
        ("AWS::RDS::DBInstance", "MasterUserPassword"),
        ("AWS::RDS::DBInstance", "ApplyImmediately"),
        ("AWS::RDS::DBInstance", "AllowMajorVersionUpgrade"),
        ("AWS::RDS::DBInstance", "DeleteAutomatedBackups"),
        ("AWS::ElastiCache::ReplicationGroup", "AuthToken"),
        ("AWS::ElastiCache::ReplicationGroup", "SnapshotName"),
        ("AWS::ElastiCache::ReplicationGroup", "SnapshotArns"),
        ("AWS::ElastiCache::ReplicationGroup", "EngineVersion"),
        ("AWS::SecretsManager::Secret", "SecretString"),
        ("AWS::SecretsManager::Secret", "GenerateSecretString"),
        ("AWS::EC2::Instance", "UserData"),
    ];

    private static readonly HashSet<string> Unsupported =
        ["AWS::EC2::EIPAssociation", "AWS::EC2::VPCGatewayAttachment", "AWS::KMS::Alias", "AWS::Route53::RecordSet", "AWS::EC2::VolumeAttachment"];

    public static bool CanRead(string type, string property) =>
        !WriteOnly.Contains((type, property)) && !property.Contains("KmsKey", StringComparison.Ordinal);

    /// <summary>Types that detection leaves out: their rows are simply missing.</summary>
    public static bool Supports(string type) => !Unsupported.Contains(type);
}
