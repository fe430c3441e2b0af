using UpgradeWorker.Configuration.Options;
using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Core.Templates;

namespace UpgradeWorker.Configuration.Reading;

/// <summary>
/// Turns flat values into <see cref="Settings"/>, or into the list of everything that is wrong with them. Looks only at
/// the text: no file is opened, no host is asked.
/// </summary>
public static class SettingsReader
{
    /// <param name="flat">All sources.</param>
    /// <param name="now">From when on windows are judged (a cron that never fires again is an error).</param>
    /// <param name="earlier">What was already wrong when the sources were gathered.</param>
    public static SettingsReading Read(FlatSettings flat, DateTimeOffset now, IReadOnlyCollection<SettingError>? earlier = null)
    {
        var problems = new Problems(flat, now);
        foreach (var error in earlier ?? [])
        {
            problems.Errors.Add(error);
        }

        var binder = new OptionsBinder(flat, problems.Errors);
        var options = binder.Bind();
        var settings = Build(options, flat, problems);
        foreach (var secret in binder.Effective.Where(setting => options.Aws.Region is null && setting.Text?.StartsWith("ssm:", StringComparison.Ordinal) == true))
        {
            problems.Add(secret.Path, $"{secret.Text} is read from Systems Manager; give Aws:Region, so that it is known where.");
        }

        return problems.Errors.Count == 0
            ? new SettingsReading.Good(settings, binder.Effective)
            : new SettingsReading.Bad(problems.Errors
                .DistinctBy(error => (error.Path, error.Message))
                .OrderBy(error => error.Path, StringComparer.OrdinalIgnoreCase)
                .ToList());
    }

    private static Settings Build(WorkerOptions options, FlatSettings flat, Problems problems)
    {
        var data = problems.FullPath(options.DataDirectory);
        var profiles = options.Profiles.ToDictionary(
            entry => entry.Key, entry => Profile(entry.Key, entry.Value, problems), StringComparer.OrdinalIgnoreCase);
        var settings = new Settings
        {
            File = flat.File,
            DataDirectory = data,
            Database = Database(options.Database, data, problems),
            Aws = Aws(options.Aws, problems),
            Jobs = Jobs(options.Jobs),
            Runs = new(options.Runs.AtOnce, options.Runs.AtOncePerAccount, options.Runs.LongestPoll, options.Runs.PreflightAhead, options.Runs.DriftMaxAge),
            Certificates = Certificates(options.Certificates, problems),
            CertificateWatch = CertificateWatch(options.Certificates, problems),
            Approvals = ApprovalReader.Read(options.Approvals, data, problems),
            Mail = MailReader.Read(options.Mail, problems),
            Summary = Summary(options.Summary, problems),
            Logging = new(
                problems.FullPath(options.Logging.Folder ?? Path.Combine(data, "logs")),
                options.Logging.Level,
                options.Logging.RetainDays,
                options.Logging.Console),
            Stacks = StackReader.ReadAll(options, profiles, problems),
        };
        return settings;
    }

    private static DatabaseSettings Database(DatabaseOptions options, string data, Problems problems)
    {
        var postgreSql = options.ConnectionString is { } text ? TextOrSecret.Parse(text, problems.BaseDirectory) : null;
        // What a reference leads to is looked at when it is read.
        if (postgreSql is TextOrSecret.Text { Value: var value } && PostgreSqlText.Complaint(value) is { } complaint)
        {
            problems.Add("Database:ConnectionString", $"The value (hidden) is no connection string: {complaint}");
        }

        return new(Path.Combine(data, "upgradeworker.db"), postgreSql);
    }

    private static AwsSettings Aws(AwsOptions options, Problems problems)
    {
        var all = problems.Url("Aws:Endpoint", options.Endpoint);
        Uri? Of(string service, string? text) => problems.Url($"Aws:Endpoints:{service}", text) ?? all;
        problems.Region("Aws:Region", options.Region);
        return new(options.Region, options.CallDeadline, options.MaxAttempts, new(
            Of("CloudFormation", options.Endpoints.CloudFormation),
            Of("Rds", options.Endpoints.Rds),
            Of("ElastiCache", options.Endpoints.ElastiCache),
            Of("Ssm", options.Endpoints.Ssm),
            Of("Sts", options.Endpoints.Sts),
            Of("S3", options.Endpoints.S3),
            Of("MarketplaceDiscovery", options.Endpoints.MarketplaceDiscovery)));
    }

    private static JobSettings Jobs(JobOptions options) => new()
    {
        WatchStacks = options.WatchStacks,
        WatchTemplates = options.WatchTemplates,
        DetectDrift = options.DetectDrift,
        KeepLedger = options.KeepLedger,
        PlanUpgrades = options.PlanUpgrades,
        SeekApprovals = options.SeekApprovals,
        StartRuns = options.StartRuns,
        CheckAhead = options.CheckAhead,
        AdvanceRuns = options.AdvanceRuns,
        SendMail = options.SendMail,
        SendSummary = options.SendSummary,
        Jitter = options.JitterPercent / 100.0,
    };

    private static LedgerLimits Certificates(CertificateOptions options, Problems problems)
    {
        if (options.KeepInReserve + options.CostPerReplacement > options.Limit)
        {
            problems.Add("Certificates:KeepInReserve", $"{options.KeepInReserve} kept in reserve and {options.CostPerReplacement} for a "
                + $"replacement are more than the limit of {options.Limit}; no instance could ever be replaced.");
        }

        return new()
        {
            Limit = options.Limit,
            DomainLimit = options.DomainLimit,
            Window = options.Window,
            Mode = options.Mode,
            KeepInReserve = options.KeepInReserve,
            CostPerReplacement = options.CostPerReplacement,
            IssuanceDelay = options.IssuanceDelay,
            RegisteredDomains = [.. options.RegisteredDomains.Select((one, index) => problems.HostName($"Certificates:RegisteredDomains:{index}", one)).OfType<string>()],
        };
    }

    private static CertificateWatchSettings CertificateWatch(CertificateOptions options, Problems problems)
    {
        var url = problems.Url("Certificates:TransparencyUrl", options.TransparencyUrl);
        if (url is { Scheme: not "https", IsLoopback: false })
        {
            problems.Add("Certificates:TransparencyUrl", $"\"{url}\" is not https.");
        }

        return new(options.HandshakeEvery, url, options.TransparencyEvery);
    }

    private static SummarySettings Summary(SummaryOptions options, Problems problems)
    {
        problems.Schedule("Summary:Cron", options.Cron, "Summary:Zone", options.Zone);
        return new(options.Cron, options.Zone, problems.Addresses("Summary:Recipients", options.Recipients), options.SendWhenEmpty);
    }

    private static VendorProfile Profile(string name, ProfileOptions options, Problems problems)
    {
        foreach (var (key, value) in new[] { ("Binary", options.Binary), ("ConfigFile", options.ConfigFile) })
        {
            // The text becomes part of a shell script on the instance.
            if (!value.StartsWith('/') || value.Any(letter => !char.IsAsciiLetterOrDigit(letter) && !"/._-+".Contains(letter)))
            {
                problems.Add($"Profiles:{name}:{key}", $"\"{value}\" is no plain absolute path (letters, digits and / . _ - +).");
            }
        }

        foreach (var (index, pattern) in options.VersionPatterns.Index().Where(entry => VersionPattern.Parse(entry.Item) is null))
        {
            problems.Add($"Profiles:{name}:VersionPatterns:{index}", $"\"{pattern}\" is no place where a template tells its version; write output NAME, "
                + "metadata A/B, mapping A/B/C, parameter NAME, description REGEX or file name REGEX.");
        }

        problems.Matches($"Profiles:{name}:ServiceUnit", options.ServiceUnit, "^[A-Za-z0-9@._-]+\\.service$", "a unit like name.service");
        problems.Matches($"Profiles:{name}:ConfigVariable", options.ConfigVariable, "^[A-Za-z_][A-Za-z0-9_]*$", "a variable like NAME_CONFIG");
        problems.Matches($"Profiles:{name}:BootstrapLogs", options.BootstrapLogs, "^/[A-Za-z0-9/._*+-]+$", "an absolute glob like /var/log/*.log");
        problems.Matches($"Profiles:{name}:VersionArguments", options.VersionArguments, "^[A-Za-z0-9 ._=-]*$", "plain words like version");
        return new()
        {
            Name = name,
            VersionOutput = options.VersionOutput,
            AddressOutput = options.AddressOutput,
            Binary = options.Binary,
            ConfigVariable = options.ConfigVariable,
            ConfigFile = options.ConfigFile,
            ServiceUnit = options.ServiceUnit,
            BootstrapLogs = options.BootstrapLogs,
            VersionArguments = options.VersionArguments,
            DatabaseSnapshotLabels = options.Labels.DatabaseSnapshot,
            CacheSnapshotLabels = options.Labels.CacheSnapshot,
            DomainLabels = options.Labels.Domain,
            CertificateLabels = options.Labels.Certificates,
        };
    }
}
