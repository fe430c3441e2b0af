using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Core.Templates;
using UpgradeWorker.Core.Windows;

namespace UpgradeWorker.Configuration;

/// <summary>One stack to look after.</summary>
public sealed record StackSettings
{
    /// <summary>The key under Stacks: what people call it.</summary>
    public required StackKey Key { get; init; }

    /// <summary>Name or ARN.</summary>
    public required string StackName { get; init; }

    public required string Region { get; init; }

    /// <summary>Profile of the AWS credentials files; null = the default chain.</summary>
    public required string? AwsProfile { get; init; }

    public required AssumeRoleSettings? AssumeRole { get; init; }

    /// <summary>Null = the stack's own role, else the caller's credentials.</summary>
    public required string? ServiceRoleArn { get; init; }

    public required VendorProfile Profile { get; init; }

    /// <summary>Commands on the instance whose output must be the same before and after; from the profile.</summary>
    public required IReadOnlyList<string> DataProbes { get; init; }

    /// <summary>Bare addresses, each once.</summary>
    public required IReadOnlyList<string> Approvers { get; init; }

    public required IReadOnlyList<TemplateSourceSettings> TemplateSources { get; init; }

    /// <summary>Where templates tell their version, most trusted first; from the profile.</summary>
    public required IReadOnlyList<VersionPattern> VersionPatterns { get; init; }

    /// <summary>Absolute paths of files or folders, or https URLs.</summary>
    public required IReadOnlyList<string> Changelog { get; init; }

    public required TimeSpan MinimumReleaseAge { get; init; }

    /// <summary>Null = the newest.</summary>
    public required string? PinnedVersion { get; init; }

    public required IReadOnlyList<string> SkippedVersions { get; init; }

    public required bool IncludePreReleases { get; init; }

    /// <summary>IANA or Windows id.</summary>
    public required string Zone { get; init; }

    /// <summary>Empty = nothing ever starts.</summary>
    public required IReadOnlyList<MaintenanceWindow> Windows { get; init; }

    /// <summary>Days in the zone of each window.</summary>
    public required IReadOnlyList<Freeze> Freezes { get; init; }

    public required TimeSpan ExpectedDuration { get; init; }

    /// <summary>S3 bucket for templates over 51,200 bytes; null = such a template blocks the plan.</summary>
    public required string? TemplateBucket { get; init; }

    /// <summary>Values that the stack should have, by parameter name.</summary>
    public required IReadOnlyDictionary<string, TextOrSecret> Parameters { get; init; }

    public required RoleSettings Roles { get; init; }

    /// <summary>By "LogicalId.Property".</summary>
    public required IReadOnlyDictionary<string, ReplacementJudgement> Replacements { get; init; }

    /// <summary>Logical ids.</summary>
    public required IReadOnlyList<string> AllowRemovalOf { get; init; }

    public required bool SnapshotBeforeMigrations { get; init; }
    public required bool StopService { get; init; }
    public required DriftPolicy DriftPolicy { get; init; }

    /// <summary>Drift that is neither told nor blocks.</summary>
    public required IReadOnlyList<DriftIgnoreRule> DriftIgnore { get; init; }

    /// <summary>Five fields, in <see cref="Zone"/>.</summary>
    public required string DriftCron { get; init; }

    public required RunWithoutApproval RunWithoutApproval { get; init; }
    public required TimeSpan KeepSnapshots { get; init; }

    /// <summary>So many of the newest of each role stay however old they are.</summary>
    public required int KeepNewestSnapshots { get; init; }

    /// <summary>Whether DNS and certificate of the domain are looked at after an upgrade.</summary>
    public required bool VerifyDomain { get; init; }

    /// <summary>Lower case; null = the value of the domain parameter.</summary>
    public required string? Domain { get; init; }

    /// <summary>Lower case, ASCII form; each has a certificate of its own.</summary>
    public required IReadOnlyList<string> FurtherDomains { get; init; }

    public required int HttpsPort { get; init; }

    /// <summary>What the handshake connects to; null = the domain.</summary>
    public required string? HttpsAddress { get; init; }

    /// <summary>Null = not asked.</summary>
    public required Uri? HealthUrl { get; init; }

    /// <summary>Whether these settings are of that stack, or of one that was created anew under its name.</summary>
    public bool Names(StackId id) => StackName == id.Arn || (StackName == id.Name && Region == id.Region);
}
