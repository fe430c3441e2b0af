using static UpgradeWorker.Aws.CallEffect;

namespace UpgradeWorker.Aws;

/// <summary>Every operation that the worker calls, one row each: deploy/aws/iam-policy.json allows these and no others.</summary>
public static class AwsOperations
{
    public static readonly AwsOperation DescribeStacks = Row("cloudformation", "DescribeStacks", Reads);
    public static readonly AwsOperation ListStackResources = Row("cloudformation", "ListStackResources", Reads);
    public static readonly AwsOperation GetTemplate = Row("cloudformation", "GetTemplate", Reads);
    public static readonly AwsOperation DescribeStackEvents = Row("cloudformation", "DescribeStackEvents", Reads);
    public static readonly AwsOperation ValidateTemplate = Row("cloudformation", "ValidateTemplate", Reads);

    // The client token makes it repeatable; a template handed over by URL is read, and a service role passed, as the caller.
    public static readonly AwsOperation CreateChangeSet =
        Row("cloudformation", "CreateChangeSet", Repeatable, "iam:PassRole", "s3:GetObject");

    public static readonly AwsOperation DescribeChangeSet = Row("cloudformation", "DescribeChangeSet", Reads);
    public static readonly AwsOperation ListChangeSets = Row("cloudformation", "ListChangeSets", Reads);
    public static readonly AwsOperation DeleteChangeSet = Row("cloudformation", "DeleteChangeSet", Repeatable);
    public static readonly AwsOperation ExecuteChangeSet = Row("cloudformation", "ExecuteChangeSet", Once);
    public static readonly AwsOperation DescribeEvents = Row("cloudformation", "DescribeEvents", Reads);

    // A second detection while one is under way is refused, and one more detection harms nothing.
    public static readonly AwsOperation DetectStackDrift =
        Row("cloudformation", "DetectStackDrift", Repeatable, "cloudformation:DetectStackResourceDrift",
            "cloudformation:BatchDescribeTypeConfigurations");

    public static readonly AwsOperation DescribeStackDriftDetectionStatus =
        Row("cloudformation", "DescribeStackDriftDetectionStatus", Reads);

    public static readonly AwsOperation DescribeStackResourceDrifts = Row("cloudformation", "DescribeStackResourceDrifts", Reads);

    public static readonly AwsOperation DescribeDBInstances = Row("rds", "DescribeDBInstances", Reads);
    public static readonly AwsOperation DescribeDBSnapshots = Row("rds", "DescribeDBSnapshots", Reads);
    public static readonly AwsOperation CreateDBSnapshot = Row("rds", "CreateDBSnapshot", Repeatable, "rds:AddTagsToResource");
    public static readonly AwsOperation DeleteDBSnapshot = Row("rds", "DeleteDBSnapshot", Repeatable);
    public static readonly AwsOperation DescribeAccountAttributes = Row("rds", "DescribeAccountAttributes", Reads);

    public static readonly AwsOperation DescribeReplicationGroups = Row("elasticache", "DescribeReplicationGroups", Reads);
    public static readonly AwsOperation DescribeCacheSnapshots = Row("elasticache", "DescribeSnapshots", Reads);

    public static readonly AwsOperation CreateCacheSnapshot =
        Row("elasticache", "CreateSnapshot", Repeatable, "elasticache:AddTagsToResource");

    public static readonly AwsOperation DeleteCacheSnapshot = Row("elasticache", "DeleteSnapshot", Repeatable);
    public static readonly AwsOperation ListCacheTags = Row("elasticache", "ListTagsForResource", Reads);

    public static readonly AwsOperation DescribeInstanceInformation = Row("ssm", "DescribeInstanceInformation", Reads);
    public static readonly AwsOperation SendCommand = Row("ssm", "SendCommand", Once);
    public static readonly AwsOperation ListCommands = Row("ssm", "ListCommands", Reads);
    public static readonly AwsOperation GetCommandInvocation = Row("ssm", "GetCommandInvocation", Reads);
    public static readonly AwsOperation GetParameter = Row("ssm", "GetParameter", Reads);

    // HeadObject has no action of its own; without s3:ListBucket a missing object answers 403 instead of 404.
    public static readonly AwsOperation HeadObject = new("s3", "HeadObject", Reads, "s3:GetObject", []);
    public static readonly AwsOperation GetObject = Row("s3", "GetObject", Reads);
    public static readonly AwsOperation ListObjectsV2 = new("s3", "ListObjectsV2", Reads, "s3:ListBucket", []);
    public static readonly AwsOperation PutObject = Row("s3", "PutObject", Repeatable);

    public static readonly AwsOperation ListFulfillmentOptions = Row("aws-marketplace", "ListFulfillmentOptions", Reads);

    public static readonly AwsOperation GetCallerIdentity = Row("sts", "GetCallerIdentity", Reads);
    public static readonly AwsOperation AssumeRole = Row("sts", "AssumeRole", Reads);

    /// <summary>All rows, by service.</summary>
    public static IReadOnlyList<AwsOperation> All { get; } =
    [
        DescribeStacks, ListStackResources, GetTemplate, DescribeStackEvents, ValidateTemplate, CreateChangeSet, DescribeChangeSet,
        ListChangeSets, DeleteChangeSet, ExecuteChangeSet, DescribeEvents, DetectStackDrift, DescribeStackDriftDetectionStatus,
        DescribeStackResourceDrifts,
        DescribeDBInstances, DescribeDBSnapshots, CreateDBSnapshot, DeleteDBSnapshot, DescribeAccountAttributes,
        DescribeReplicationGroups, DescribeCacheSnapshots, CreateCacheSnapshot, DeleteCacheSnapshot, ListCacheTags,
        DescribeInstanceInformation, SendCommand, ListCommands, GetCommandInvocation, GetParameter,
        HeadObject, GetObject, ListObjectsV2, PutObject,
        ListFulfillmentOptions,
        GetCallerIdentity, AssumeRole,
    ];

    /// <summary>Every IAM action that these calls need, in alphabetical order, each once.</summary>
    public static IReadOnlyList<string> IamActions { get; } =
        [.. All.SelectMany(row => row.AlsoNeeds.Prepend(row.IamAction)).Distinct().Order(StringComparer.Ordinal)];

    private static AwsOperation Row(string service, string name, CallEffect effect, params string[] alsoNeeds) =>
        new(service, name, effect, $"{service}:{name}", alsoNeeds);
}
