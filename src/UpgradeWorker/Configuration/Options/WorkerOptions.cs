using UpgradeWorker.Configuration.Reading;
using UpgradeWorker.Core.Certificates;

namespace UpgradeWorker.Configuration.Options;

/// <summary>
/// The shape of appsettings.json: which keys there are, their types, and their defaults (the initial values).
/// Only <see cref="SettingsReader"/> sees these; everyone else is given the checked, immutable slices.
/// </summary>
internal sealed class WorkerOptions
{
    [Setting("Folder of database, logs and lock file; relative to the settings file.")]
    public string DataDirectory { get; set; } = "data";

    [Setting("Where the worker remembers.")]
    public DatabaseOptions Database { get; set; } = new();

    [Setting("How AWS is called.")]
    public AwsOptions Aws { get; set; } = new();

    [Setting("How often each job looks whether it has something to do.")]
    public JobOptions Jobs { get; set; } = new();

    [Setting("How many upgrades may be under way.")]
    public RunOptions Runs { get; set; } = new();

    [Setting("The certificate ledger: what Let's Encrypt allows for one exact set of names.")]
    public CertificateOptions Certificates { get; set; } = new();

    [Setting("What makes a reply count as an approval.")]
    public ApprovalOptions Approvals { get; set; } = new();

    [Setting("How mails are sent and read.")]
    public MailOptions Mail { get; set; } = new();

    [Setting("The regular summary mail.")]
    public SummaryOptions Summary { get; set; } = new();

    [Setting("Logs.")]
    public LoggingOptions Logging { get; set; } = new();

    [Setting("What is special to one vendor's stack, by name. A key that a profile leaves out has the value of the-things-stack.")]
    public Dictionary<string, ProfileOptions> Profiles { get; set; } = new(StringComparer.OrdinalIgnoreCase) { ["the-things-stack"] = new() };

    [Setting("The stacks to look after, by a short name of your own.")]
    public Dictionary<string, StackOptions> Stacks { get; set; } = new(StringComparer.OrdinalIgnoreCase);
}

internal sealed class DatabaseOptions
{
    [Setting("Connection string of a PostgreSQL database that several workers may share, better as a reference (env:, file:, ssm:). Null: a SQLite file in DataDirectory.", Secret = true)]
    public string? ConnectionString { get; set; }
}

internal sealed class AwsOptions
{
    [Setting("One URL instead of AWS's own, for all services (an emulator). Null: AWS.")]
    public string? Endpoint { get; set; }

    [Setting("URLs for single services; they come before Endpoint.")]
    public EndpointOptions Endpoints { get; set; } = new();

    [Setting("Region of ssm: secret references and of stacks that name none.")]
    public string? Region { get; set; }

    [Setting("Longest time one call to AWS may take, its retries included.", Min = "1s", Max = "110s")]
    public TimeSpan CallDeadline { get; set; } = TimeSpan.FromSeconds(60);

    [Setting("How often one call is tried.", Min = "1", Max = "20")]
    public int MaxAttempts { get; set; } = 6;
}

internal sealed class EndpointOptions
{
    [Setting("URL for CloudFormation.")]
    public string? CloudFormation { get; set; }

    [Setting("URL for RDS.")]
    public string? Rds { get; set; }

    [Setting("URL for ElastiCache.")]
    public string? ElastiCache { get; set; }

    [Setting("URL for Systems Manager.")]
    public string? Ssm { get; set; }

    [Setting("URL for STS.")]
    public string? Sts { get; set; }

    [Setting("URL for S3.")]
    public string? S3 { get; set; }

    [Setting("URL for the Discovery API of AWS Marketplace.")]
    public string? MarketplaceDiscovery { get; set; }
}

internal sealed class JobOptions
{
    [Setting("Looks at the stacks and their events.", Min = "50ms", Max = "1h")]
    public TimeSpan WatchStacks { get; set; } = TimeSpan.FromMinutes(1);

    [Setting("Looks for new templates.", Min = "50ms", Max = "1d")]
    public TimeSpan WatchTemplates { get; set; } = TimeSpan.FromMinutes(15);

    [Setting("Looks whether a drift detection is due (the stack's DriftCron says when).", Min = "50ms", Max = "1d")]
    public TimeSpan DetectDrift { get; set; } = TimeSpan.FromMinutes(1);

    [Setting("Brings the certificate ledger up to date.", Min = "50ms", Max = "1h")]
    public TimeSpan KeepLedger { get; set; } = TimeSpan.FromMinutes(1);

    [Setting("Turns releases and drift into plans.", Min = "50ms", Max = "1d")]
    public TimeSpan PlanUpgrades { get; set; } = TimeSpan.FromMinutes(1);

    [Setting("Sends approval requests and reads replies.", Min = "50ms", Max = "1h")]
    public TimeSpan SeekApprovals { get; set; } = TimeSpan.FromSeconds(30);

    [Setting("Starts approved plans in their window.", Min = "50ms", Max = "10m")]
    public TimeSpan StartRuns { get; set; } = TimeSpan.FromSeconds(30);

    [Setting("Looks before a window opens whether everything will be there (Runs:PreflightAhead says how long before).", Min = "50ms", Max = "1h")]
    public TimeSpan CheckAhead { get; set; } = TimeSpan.FromMinutes(5);

    [Setting("Carries on the runs that are due.", Min = "50ms", Max = "1m")]
    public TimeSpan AdvanceRuns { get; set; } = TimeSpan.FromSeconds(5);

    [Setting("Sends what waits in the outbox.", Min = "50ms", Max = "10m")]
    public TimeSpan SendMail { get; set; } = TimeSpan.FromSeconds(10);

    [Setting("Looks whether a summary is due.", Min = "50ms", Max = "1h")]
    public TimeSpan SendSummary { get; set; } = TimeSpan.FromMinutes(1);

    [Setting("How far a tick may be moved at random, in percent of its interval.", Min = "0", Max = "50")]
    public int JitterPercent { get; set; } = 10;
}

internal sealed class RunOptions
{
    [Setting("Runs at once, over all accounts.", Min = "1", Max = "100")]
    public int AtOnce { get; set; } = 3;

    [Setting("Runs at once in one AWS account.", Min = "1", Max = "100")]
    public int AtOncePerAccount { get; set; } = 1;

    [Setting("Longest wait between two looks at what is on its way. Null: what each step finds right, 5 s to 30 s.", Min = "50ms", Max = "5m")]
    public TimeSpan? LongestPoll { get; set; }

    [Setting("How long before its window opens an approved upgrade is checked, so that people can mend what is missing. Null: only at the start.", Min = "1m", Max = "7d")]
    public TimeSpan? PreflightAhead { get; set; } = TimeSpan.FromHours(12);

    [Setting("How old the last drift detection may be when a run starts. Null: it does not matter.", Min = "1h", Max = "90d")]
    public TimeSpan? DriftMaxAge { get; set; } = TimeSpan.FromHours(36);
}

internal sealed class CertificateOptions
{
    [Setting("Certificates that may be issued for one exact set of names in the window.", Min = "1", Max = "100")]
    public int Limit { get; set; } = 5;

    [Setting("Certificates that may be issued for all names of one registered domain in the window.", Min = "1", Max = "100000")]
    public int DomainLimit { get; set; } = 50;

    [Setting("Registered domains that DomainLimit holds for, such as example.com. Names under none of them have no such limit.")]
    public List<string> RegisteredDomains { get; set; } = [];

    [Setting("Length of that window.", Min = "1h", Max = "30d")]
    public TimeSpan Window { get; set; } = TimeSpan.FromDays(7);

    [Setting("Window: at most Limit in any Window. Bucket: one place comes back every Window / Limit.")]
    public LedgerMode Mode { get; set; } = LedgerMode.Window;

    [Setting("Places that stay free for recovery.", Min = "0", Max = "99")]
    public int KeepInReserve { get; set; } = 1;

    [Setting("Certificates that one replaced instance asks for (2 if clients without ECDSA connect).", Min = "1", Max = "10")]
    public int CostPerReplacement { get; set; } = 1;

    [Setting("How often a TLS handshake with each domain looks for a new certificate.", Min = "1h", Max = "7d")]
    public TimeSpan HandshakeEvery { get; set; } = TimeSpan.FromDays(1);

    [Setting("Certificate-transparency search that speaks crt.sh's JSON, such as https://crt.sh. Null: none is asked.")]
    public string? TransparencyUrl { get; set; }

    [Setting("How often that search is asked about each set of names.", Min = "1h", Max = "30d")]
    public TimeSpan TransparencyEvery { get; set; } = TimeSpan.FromDays(1);

    [Setting("How long after the creation of an instance its certificate may be issued, if no handshake has shown it.", Min = "0s", Max = "7d")]
    public TimeSpan IssuanceDelay { get; set; } = TimeSpan.FromHours(24);
}

internal sealed class SummaryOptions
{
    [Setting("When the summary is sent: five fields (minute hour day month weekday).")]
    public string Cron { get; set; } = "0 7 * * 1";

    [Setting("Time zone of Cron, IANA or Windows id.")]
    public string Zone { get; set; } = "UTC";

    [Setting("Who gets it. Empty: the approvers of all stacks.")]
    public List<string> Recipients { get; set; } = [];

    [Setting("Send it although there is nothing to tell.")]
    public bool SendWhenEmpty { get; set; }
}

internal sealed class LoggingOptions
{
    [Setting("Folder of the JSON log files. Null: logs in DataDirectory.")]
    public string? Folder { get; set; }

    [Setting("Least level that is written.")]
    public LogLevelName Level { get; set; } = LogLevelName.Information;

    [Setting("Days after which a log file is deleted.", Min = "1", Max = "3650")]
    public int RetainDays { get; set; } = 90;

    [Setting("How lines look on the console.")]
    public ConsoleFormat Console { get; set; } = ConsoleFormat.Plain;
}
