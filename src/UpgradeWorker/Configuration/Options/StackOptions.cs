namespace UpgradeWorker.Configuration.Options;

internal sealed class StackOptions
{
    [Setting("Name or ARN of the CloudFormation stack. Required.")]
    public string? StackName { get; set; }

    [Setting("AWS region. Null: that of the ARN, else Aws:Region.")]
    public string? Region { get; set; }

    [Setting("Profile of the AWS credentials files. Null: the default credentials chain.")]
    public string? AwsProfile { get; set; }

    [Setting("Role to assume before any call.")]
    public AssumeRoleOptions AssumeRole { get; set; } = new();

    [Setting("Role that CloudFormation acts with; it sticks to the stack. Null: the stack's own, else the caller's credentials.")]
    public string? ServiceRoleArn { get; set; }

    [Setting("Which of Profiles this stack is.")]
    public string Profile { get; set; } = "the-things-stack";

    [Setting("Mail addresses of those who may approve.")]
    public List<string> Approvers { get; set; } = [];

    [Setting("Where new templates appear. Each entry names one source: Folder, Url, S3, Parameter or Marketplace.")]
    public List<TemplateSourceOptions> TemplateSources { get; set; } = [];

    [Setting("Changelog files, folders of release notes, or https URLs; all are read.")]
    public List<string> Changelog { get; set; } = [];

    [Setting("A release is not offered before it is this old.", Min = "0s", Max = "365d")]
    public TimeSpan MinimumReleaseAge { get; set; } = TimeSpan.FromDays(3);

    [Setting("Only this version is offered. Null: the newest.")]
    public string? PinnedVersion { get; set; }

    [Setting("Versions that are never offered.")]
    public List<string> SkippedVersions { get; set; } = [];

    [Setting("Offer pre-releases too.")]
    public bool IncludePreReleases { get; set; }

    [Setting("Time zone of windows, freezes and DriftCron that name none, IANA or Windows id; of mails too, unless all windows name one other.")]
    public string Zone { get; set; } = "UTC";

    [Setting("When upgrades may start. Empty: never.")]
    public List<WindowOptions> Windows { get; set; } = [];

    [Setting("When none may.")]
    public List<FreezeOptions> Freezes { get; set; } = [];

    [Setting("How long an upgrade takes, until past runs tell.", Min = "1s", Max = "1d")]
    public TimeSpan ExpectedDuration { get; set; } = TimeSpan.FromHours(1);

    [Setting("S3 bucket in the stack's region for templates over 51,200 bytes.")]
    public string? TemplateBucket { get; set; }

    [Setting("Parameter values that the stack should have, or secret references to them.", Secret = true)]
    public Dictionary<string, string> Parameters { get; set; } = new(StringComparer.Ordinal);

    [Setting("What is what in this stack. Empty: found by the profile and by the template itself.")]
    public RoleOptions Roles { get; set; } = new();

    [Setting("What an uncertain change really does, by \"LogicalId.Property\".")]
    public Dictionary<string, ReplacementJudgement> Replacements { get; set; } = new(StringComparer.Ordinal);

    [Setting("Logical ids of stateful resources that an upgrade may remove.")]
    public List<string> AllowRemovalOf { get; set; } = [];

    [Setting("Take an RDS snapshot before migrations although no database is replaced.")]
    public bool SnapshotBeforeMigrations { get; set; } = true;

    [Setting("Stop the service while databases are replaced. False loses what is written meanwhile.")]
    public bool StopService { get; set; } = true;

    [Setting("What drift does to an upgrade.")]
    public DriftPolicy DriftPolicy { get; set; } = DriftPolicy.Block;

    [Setting("Drift to leave as it is.")]
    public List<DriftIgnoreOptions> DriftIgnore { get; set; } = [];

    [Setting("When drift is looked for: five fields (minute hour day month weekday).")]
    public string DriftCron { get; set; } = "17 3 * * *";

    [Setting("Whether anything may run that no person approved.")]
    public RunWithoutApproval RunWithoutApproval { get; set; } = RunWithoutApproval.Never;

    [Setting("How long our snapshots are kept.")]
    public KeepSnapshotsOptions KeepSnapshots { get; set; } = new();

    [Setting("The domain whose certificate is counted. Null: the value of the domain parameter.")]
    public string? Domain { get; set; }

    [Setting("Further host names that the instance serves, each with a certificate of its own.")]
    public List<string> FurtherDomains { get; set; } = [];

    [Setting("Port of the TLS handshake with the domain.", Min = "1", Max = "65535")]
    public int HttpsPort { get; set; } = 443;

    [Setting("Host name or IP address that this handshake connects to. Null: the domain.")]
    public string? HttpsAddress { get; set; }

    [Setting("After an upgrade, look whether the domain leads to the stack's address and which certificate it shows. False where this machine does not see the domain as its users do.")]
    public bool VerifyDomain { get; set; } = true;

    [Setting("URL that answers 2xx when the service is healthy. Null: not asked.")]
    public string? HealthUrl { get; set; }
}

internal sealed class AssumeRoleOptions
{
    [Setting("Role ARN. Null: no role is assumed.")]
    public string? Arn { get; set; }

    [Setting("External id that the role asks for, or a secret reference to it.", Secret = true)]
    public string? ExternalId { get; set; }

    [Setting("Name of the session, as CloudTrail shows it.")]
    public string SessionName { get; set; } = "UpgradeWorker";
}

internal sealed class TemplateSourceOptions
{
    [Setting("Folder of template files; relative to the settings file.")]
    public string? Folder { get; set; }

    [Setting("https address of a template.")]
    public string? Url { get; set; }

    [Setting("Bucket and prefix of template files: s3://bucket/prefix/.")]
    public string? S3 { get; set; }

    [Setting("Systems Manager parameter that holds the address of a template (https or s3), or an AMI of AWS Marketplace (/aws/service/marketplace/…): a new AMI is a sign of a new release.")]
    public string? Parameter { get; set; }

    [Setting("Product id in AWS Marketplace (prod-…): tells of new versions, whose templates a person then puts into a folder or bucket of the stack.")]
    public string? Marketplace { get; set; }

    [Setting("Region of S3, Parameter or Marketplace. Null: the stack's region; us-east-1 for Marketplace.")]
    public string? Region { get; set; }

    [Setting("For Marketplace: the page where people find the product's downloads; the mail about a new version names it.")]
    public string? Page { get; set; }
}

internal sealed class WindowOptions
{
    [Setting("When the window opens: five fields (minute hour day month weekday). Required.")]
    public string? Cron { get; set; }

    [Setting("How long it stays open. Required.", Min = "1m", Max = "7d")]
    public TimeSpan? Duration { get; set; }

    [Setting("Time zone of Cron. Null: the stack's Zone.")]
    public string? Zone { get; set; }
}

internal sealed class FreezeOptions
{
    [Setting("First day, such as 2026-12-20, in the zone of each window. Required.")]
    public string? From { get; set; }

    [Setting("Last day, itself frozen too. Required.")]
    public string? To { get; set; }

    [Setting("Why, as mails and status say it.")]
    public string Reason { get; set; } = "";
}

internal sealed class DriftIgnoreOptions
{
    [Setting("Resource type, such as AWS::EC2::SecurityGroup; a star at its end takes all that begin so. Null: any.")]
    public string? ResourceType { get; set; }

    [Setting("Logical id of the resource. Null: any of the type.")]
    public string? LogicalId { get; set; }

    [Setting("JSON pointer of the property, such as /Tags; a star stands for any one part. Null: the whole resource.")]
    public string? Property { get; set; }

    [Setting("Last day on which the rule holds, such as 2026-12-31, in the stack's zone. Null: for ever.")]
    public string? Until { get; set; }

    [Setting("Why it is left. Required.")]
    public string Reason { get; set; } = "";
}

internal sealed class RoleOptions
{
    [Setting("Logical ids of the instances.")]
    public List<string> Instances { get; set; } = [];

    [Setting("Logical ids of the databases.")]
    public List<string> Databases { get; set; } = [];

    [Setting("Logical ids of the caches.")]
    public List<string> Caches { get; set; } = [];

    [Setting("Parameter that takes the RDS snapshot.")]
    public string? DatabaseSnapshotParameter { get; set; }

    [Setting("Parameter that takes the Redis backup.")]
    public string? CacheSnapshotParameter { get; set; }

    [Setting("Parameter that holds the domain.")]
    public string? DomainParameter { get; set; }

    [Setting("Parameters that hold a certificate of the operator's own.")]
    public List<string> CertificateParameters { get; set; } = [];
}

internal sealed class KeepSnapshotsOptions
{
    [Setting("Days after which one may go. The one that a stack's parameter names is always kept.", Min = "1", Max = "3650")]
    public int Days { get; set; } = 30;

    [Setting("So many of the newest of each database stay however old they are.", Min = "1", Max = "1000")]
    public int Newest { get; set; } = 3;
}
