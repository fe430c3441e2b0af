using UpgradeWorker.Core.Certificates;

namespace UpgradeWorker.Configuration;

/// <summary>All settings, checked. Each slice is handed singly to whoever needs it.</summary>
public sealed record Settings
{
    /// <summary>The file they were read from; null = there is none, all are defaults or overrides.</summary>
    public required string? File { get; init; }

    /// <summary>Absolute; may not exist yet.</summary>
    public required string DataDirectory { get; init; }

    public required DatabaseSettings Database { get; init; }
    public required AwsSettings Aws { get; init; }
    public required JobSettings Jobs { get; init; }
    public required RunSettings Runs { get; init; }
    public required LedgerLimits Certificates { get; init; }
    public required CertificateWatchSettings CertificateWatch { get; init; }
    public required ApprovalSettings Approvals { get; init; }
    public required MailSettings Mail { get; init; }
    public required SummarySettings Summary { get; init; }
    public required LoggingSettings Logging { get; init; }
    public required StacksSettings Stacks { get; init; }
}
