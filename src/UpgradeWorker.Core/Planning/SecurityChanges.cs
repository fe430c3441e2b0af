using System.Collections.Frozen;

namespace UpgradeWorker.Core.Planning;

/// <summary>Finds what gives or opens access: a risk class of its own, which never runs without a person.</summary>
internal static class SecurityChanges
{
    // Resources that are permissions, firewalls or ways in by themselves. A star takes all types that begin so.
    private static readonly (string Type, string What)[] Types =
    [
        ("AWS::IAM::*", "permissions"),
        ("AWS::EC2::SecurityGroup*", "security group"),
        ("AWS::EC2::NetworkAcl*", "network access list"),
        ("AWS::RDS::DBSecurityGroup*", "security group"),
        ("AWS::ElastiCache::SecurityGroup*", "security group"),
        ("AWS::ElastiCache::User*", "permissions"),
        ("AWS::S3::BucketPolicy", "permissions"),
        ("AWS::S3::AccessPoint*", "permissions"),
        ("AWS::SNS::TopicPolicy", "permissions"),
        ("AWS::SQS::QueuePolicy", "permissions"),
        ("AWS::Lambda::Permission", "permissions"),
        ("AWS::Lambda::Url", "public access"),
        ("AWS::KMS::Grant", "permissions"),
        ("AWS::SecretsManager::ResourcePolicy", "permissions"),
        ("AWS::EC2::InternetGateway", "public access"),
        ("AWS::EC2::VPCGatewayAttachment", "public access"),
        ("AWS::EC2::Route", "public access"),
    ];

    // Properties of other resources that do the same.
    private static readonly FrozenDictionary<string, string> Properties = new Dictionary<string, string>
    {
        ["IamInstanceProfile"] = "permissions",
        ["KeyPolicy"] = "permissions",
        ["AssumeRolePolicyDocument"] = "permissions",
        ["Role"] = "permissions",
        ["RoleArn"] = "permissions",
        ["AssociatedRoles"] = "permissions",
        ["SecurityGroupIds"] = "security group",
        ["SecurityGroups"] = "security group",
        ["VPCSecurityGroups"] = "security group",
        ["VpcSecurityGroupIds"] = "security group",
        ["CacheSecurityGroupNames"] = "security group",
        ["DBSecurityGroups"] = "security group",
        ["NetworkInterfaces"] = "public access",
        ["PubliclyAccessible"] = "public access",
        ["PublicAccessBlockConfiguration"] = "public access",
        ["AccessControl"] = "public access",
        ["OwnershipControls"] = "public access",
        ["MapPublicIpOnLaunch"] = "public access",
        ["AssociatePublicIpAddress"] = "public access",
        ["Scheme"] = "public access",
    }.ToFrozenDictionary();

    /// <summary>One sentence for each, capabilities last.</summary>
    public static IReadOnlyList<string> In(
        ChangeSetDescription description, IReadOnlyList<ResourceChangeReading> changes, ChangeSetReadingPolicy policy) =>
    [
        .. changes.Select(OfType).Concat(changes.Select(OfProperties)).OfType<string>(),
        .. description.Capabilities.Where(capability => !policy.KnownCapabilities.Contains(capability)).Distinct(StringComparer.Ordinal)
            .Select(capability => $"capability: the change set may use {capability}"),
    ];

    private static string? OfType(ResourceChangeReading change)
    {
        var what = WhatOf(change);
        return what is null ? null : $"{what}: {change.LogicalId} ({change.ResourceType}) {Verb(change)}{In(change.Properties)}";
    }

    private static string? OfProperties(ResourceChangeReading change)
    {
        var touched = change.Properties.Where(Properties.ContainsKey).ToList();
        return touched.Count == 0 || WhatOf(change) is not null
            ? null
            : $"{string.Join(" and ", touched.Select(name => Properties[name]).Distinct())}: {change.LogicalId} ({change.ResourceType}) {Verb(change)}{In(touched)}";
    }

    private static string? WhatOf(ResourceChangeReading change) =>
        Types.FirstOrDefault(one => one.Type.EndsWith('*')
            ? change.ResourceType.StartsWith(one.Type[..^1], StringComparison.Ordinal)
            : change.ResourceType == one.Type).What;

    private static string Verb(ResourceChangeReading change) => change switch
    {
        { Action: "Add" } => "is new",
        { Action: "Remove" } => "is removed",
        { Action: "Import" } => "is imported",
        { Replacement: Replacement.Yes } => "is replaced",
        _ => "changes",
    };

    private static string In(IReadOnlyList<string> properties) => properties.Count == 0 ? "" : $" in {string.Join(", ", properties)}";
}
