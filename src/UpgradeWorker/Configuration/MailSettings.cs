namespace UpgradeWorker.Configuration;

/// <summary>The worker's mail.</summary>
public sealed record MailSettings
{
    /// <summary>Bare address (local@domain); null only without a mailbox.</summary>
    public required string? From { get; init; }

    public required MailboxSettings Mailbox { get; init; }

    /// <summary>By the approver's mail domain, lower case.</summary>
    public required IReadOnlyDictionary<string, SenderAuthenticationSettings> SenderAuthentication { get; init; }

    /// <summary>Absolute path of replaced mail templates; null = the built-in ones.</summary>
    public required string? TemplatesFolder { get; init; }
}
