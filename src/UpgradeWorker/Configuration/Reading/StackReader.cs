using UpgradeWorker.Configuration.Options;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Core.Templates;

namespace UpgradeWorker.Configuration.Reading;

/// <summary>Reads the group Stacks.</summary>
internal static class StackReader
{
    private const string NamePattern = "^[A-Za-z][A-Za-z0-9-]{0,127}$";
    private const string ArnPattern = "^arn:aws[a-z-]*:cloudformation:[a-z0-9-]+:[0-9]{12}:stack/[A-Za-z][A-Za-z0-9-]{0,127}/[A-Za-z0-9-]+$";
    private const string RoleArnPattern = "^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$";
    private const string LogicalIdPattern = "^[A-Za-z0-9]{1,255}$";

    public static StacksSettings ReadAll(WorkerOptions options, IReadOnlyDictionary<string, VendorProfile> profiles, Problems problems)
    {
        var stacks = options.Stacks.Select(entry => Read(entry.Key, entry.Value, options, profiles, problems)).ToList();
        foreach (var twins in stacks
            .Where(stack => stack.StackName.Length > 0)
            .GroupBy(stack => (stack.StackName, stack.Region, stack.AwsProfile, stack.AssumeRole?.Arn))
            .Where(group => group.Count() > 1))
        {
            var keys = twins.Select(stack => stack.Key.Value).ToList();
            problems.Add($"Stacks:{keys[1]}:StackName", $"\"{twins.Key.StackName}\" in {twins.Key.Region} is already Stacks:{keys[0]}; name a stack once.");
        }

        return new(stacks);
    }

    private static StackSettings Read(
        string key, StackOptions options, WorkerOptions all, IReadOnlyDictionary<string, VendorProfile> profiles, Problems problems)
    {
        var path = $"Stacks:{key}";
        problems.Matches(path, key, "^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$", "a short name of letters, digits, - and _");
        if (!profiles.TryGetValue(options.Profile, out var profile))
        {
            problems.Add($"{path}:Profile", $"there is no profile \"{options.Profile}\"; Profiles has {string.Join(", ", profiles.Keys)}.");
            profile = VendorProfile.TheThingsStack;
        }

        problems.Schedule($"{path}:DriftCron", options.DriftCron, $"{path}:Zone", options.Zone);
        problems.Matches($"{path}:ServiceRoleArn", options.ServiceRoleArn, RoleArnPattern, "the ARN of an IAM role");
        problems.Matches($"{path}:TemplateBucket", options.TemplateBucket, "^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", "the name of an S3 bucket");
        if (options.Domain is { } domain && Uri.CheckHostName(domain) != UriHostNameType.Dns)
        {
            problems.Add($"{path}:Domain", $"\"{domain}\" is no host name.");
        }

        if (options.HttpsAddress is { } address && Uri.CheckHostName(address) == UriHostNameType.Unknown)
        {
            problems.Add($"{path}:HttpsAddress", $"\"{address}\" is no host name and no IP address.");
        }

        var region = Region(path, options, all, problems);
        var vendor = all.Profiles.GetValueOrDefault(options.Profile);
        return new()
        {
            Key = new(key),
            StackName = Name(path, options, problems),
            Region = region,
            AwsProfile = options.AwsProfile,
            AssumeRole = AssumeRole(path, options.AssumeRole, problems),
            ServiceRoleArn = options.ServiceRoleArn,
            Profile = profile,
            DataProbes = vendor?.DataProbes ?? [],
            Approvers = problems.Addresses($"{path}:Approvers", options.Approvers),
            TemplateSources = TemplateSourceReader.Read(path, options.TemplateSources, region, problems),
            VersionPatterns = vendor is null ? VersionPattern.Defaults : [.. vendor.VersionPatterns.Select(VersionPattern.Parse).OfType<VersionPattern>()],
            Changelog = options.Changelog.Select((text, index) => Changelog($"{path}:Changelog:{index}", text, problems)).ToList(),
            MinimumReleaseAge = options.MinimumReleaseAge,
            PinnedVersion = options.PinnedVersion,
            SkippedVersions = options.SkippedVersions,
            IncludePreReleases = options.IncludePreReleases,
            Zone = options.Zone,
            Windows = WindowReader.Windows(path, options, problems),
            Freezes = WindowReader.Freezes(path, options.Freezes, problems),
            ExpectedDuration = options.ExpectedDuration,
            TemplateBucket = options.TemplateBucket,
            Parameters = Parameters(path, options.Parameters, problems),
            Roles = Roles(path, options.Roles, problems),
            Replacements = Replacements(path, options.Replacements, problems),
            AllowRemovalOf = LogicalIds($"{path}:AllowRemovalOf", options.AllowRemovalOf, problems),
            SnapshotBeforeMigrations = options.SnapshotBeforeMigrations,
            StopService = options.StopService,
            DriftPolicy = options.DriftPolicy,
            DriftCron = options.DriftCron,
            DriftIgnore = DriftReader.Rules($"{path}:DriftIgnore", options.DriftIgnore, problems),
            RunWithoutApproval = options.RunWithoutApproval,
            KeepSnapshots = TimeSpan.FromDays(options.KeepSnapshots.Days),
            KeepNewestSnapshots = options.KeepSnapshots.Newest,
            VerifyDomain = options.VerifyDomain,
            Domain = options.Domain?.ToLowerInvariant(),
            FurtherDomains = [.. options.FurtherDomains.Select((one, index) => problems.HostName($"{path}:FurtherDomains:{index}", one)).OfType<string>()],
            HttpsPort = options.HttpsPort,
            HttpsAddress = options.HttpsAddress,
            HealthUrl = problems.Url($"{path}:HealthUrl", options.HealthUrl),
        };
    }

    private static string Name(string path, StackOptions options, Problems problems)
    {
        if (options.StackName is not { } name)
        {
            problems.Add($"{path}:StackName", "it is missing; give the name or ARN of the CloudFormation stack.");
            return "";
        }

        problems.Matches($"{path}:StackName", name, name.StartsWith("arn:", StringComparison.Ordinal) ? ArnPattern : NamePattern,
            "the name or ARN of a CloudFormation stack");
        return name;
    }

    private static string Region(string path, StackOptions options, WorkerOptions all, Problems problems)
    {
        var arn = options.StackName is { } name && name.StartsWith("arn:", StringComparison.Ordinal) ? new StackId(name).Region : null;
        if (arn is not null && options.Region is { } said && said != arn)
        {
            problems.Add($"{path}:Region", $"\"{said}\" is not the region of StackName ({arn}).");
        }

        if ((options.Region ?? arn ?? all.Aws.Region) is not { } region)
        {
            problems.Add($"{path}:Region", "it is missing; give it here or as Aws:Region.");
            return "";
        }

        problems.Region($"{path}:Region", options.Region);
        return region;
    }

    private static AssumeRoleSettings? AssumeRole(string path, AssumeRoleOptions options, Problems problems)
    {
        problems.Matches($"{path}:AssumeRole:Arn", options.Arn, RoleArnPattern, "the ARN of an IAM role");
        problems.Matches($"{path}:AssumeRole:SessionName", options.SessionName, "^[A-Za-z0-9=,.@_-]{2,64}$", "a session name (2 to 64 letters, digits, = , . @ _ -)");
        if (options is { Arn: null, ExternalId: not null })
        {
            problems.Add($"{path}:AssumeRole:Arn", "it is missing; ExternalId goes with a role.");
        }

        return options.Arn is { } arn
            ? new(arn, options.ExternalId is { } id ? TextOrSecret.Parse(id, problems.BaseDirectory) : null, options.SessionName)
            : null;
    }

    private static string Changelog(string path, string text, Problems problems)
    {
        if (!text.Contains("://", StringComparison.Ordinal))
        {
            return problems.FullPath(text);
        }

        if (problems.Url(path, text) is { Scheme: not "https", IsLoopback: false })
        {
            problems.Add(path, $"\"{text}\" is not https; what it says decides which migrations run.");
        }

        return text;
    }

    private static Dictionary<string, TextOrSecret> Parameters(string path, Dictionary<string, string> options, Problems problems)
    {
        foreach (var name in options.Keys)
        {
            problems.Matches($"{path}:Parameters:{name}", name, LogicalIdPattern, "the name of a template parameter (letters and digits)");
        }

        return options.ToDictionary(entry => entry.Key, entry => TextOrSecret.Parse(entry.Value, problems.BaseDirectory), StringComparer.Ordinal);
    }

    private static RoleSettings Roles(string path, RoleOptions options, Problems problems) => new()
    {
        Instances = LogicalIds($"{path}:Roles:Instances", options.Instances, problems),
        Databases = LogicalIds($"{path}:Roles:Databases", options.Databases, problems),
        Caches = LogicalIds($"{path}:Roles:Caches", options.Caches, problems),
        DatabaseSnapshotParameter = options.DatabaseSnapshotParameter,
        CacheSnapshotParameter = options.CacheSnapshotParameter,
        DomainParameter = options.DomainParameter,
        CertificateParameters = LogicalIds($"{path}:Roles:CertificateParameters", options.CertificateParameters, problems),
    };

    private static Dictionary<string, ReplacementJudgement> Replacements(
        string path, Dictionary<string, ReplacementJudgement> options, Problems problems)
    {
        foreach (var name in options.Keys)
        {
            problems.Matches($"{path}:Replacements:{name}", name, "^[A-Za-z0-9]{1,255}\\.[A-Za-z0-9.]+$", "LogicalId.Property");
        }

        return options;
    }

    private static List<string> LogicalIds(string path, List<string> ids, Problems problems)
    {
        foreach (var id in ids)
        {
            problems.Matches(path, id, LogicalIdPattern, "a logical id (letters and digits)");
        }

        return ids;
    }
}
