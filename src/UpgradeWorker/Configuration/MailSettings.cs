namespace UpgradeWorker.Configuration;

/// <summary>The worker's mail.</summary>
public sealed record MailSettings
{
    /// <summary>Bare address (local@domain); null only without a mailbox.</summary>
    public required string? From { get; init; }

    /// <summary>Display name beside the address.</summary>
    public required string FromName { get; init; }

    /// <summary>Whether mail to local+anything@domain reaches the mailbox; then replies carry their code in the address.</summary>
    public required bool PlusAddresses { get; init; }

    /// <summary>Beginnings of lines that the own mail gateway puts above foreign mail.</summary>
    public required IReadOnlyList<string> Banners { get; init; }

    public required MailboxSettings Mailbox { get; init; }

    /// <summary>How often the worker mails itself; null = never.</summary>
    public TimeSpan? Canary { get; init; }

    /// <summary>By the approver's mail domain, lower case.</summary>
    public required IReadOnlyDictionary<string, SenderAuthenticationSettings> SenderAuthentication { get; init; }

    /// <summary>Absolute path of replaced mail templates; null = the built-in ones.</summary>
    public required string? TemplatesFolder { get; init; }
}
