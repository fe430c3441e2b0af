namespace UpgradeWorker.Core.Approvals;

/// <summary>What the first line of a reply says.</summary>
public abstract record ReplyCommand
{
    private ReplyCommand()
    {
    }

    /// <summary>Go ahead with exactly this plan.</summary>
    /// <param name="Code">The request or code named in the line; null when none is.</param>
    /// <param name="Totp">Six digits of a second factor (RFC 6238); null when none is given.</param>
    /// <param name="Acknowledged">Manual steps named after ACK, in capitals.</param>
    public sealed record Approve(string? Code, string? Totp, IReadOnlyList<string> Acknowledged) : ReplyCommand;

    /// <summary>Do not carry this plan out.</summary>
    /// <param name="Reason">At most 2,000 characters; empty when none is given.</param>
    public sealed record Reject(string Reason) : ReplyCommand;

    /// <summary>Not before an instant.</summary>
    /// <param name="Until">UTC.</param>
    /// <param name="Reason">Empty when none is given.</param>
    public sealed record Defer(DateTimeOffset Until, string Reason) : ReplyCommand;

    /// <summary>Do not start; the request stays.</summary>
    public sealed record Hold : ReplyCommand;

    /// <summary>Tell how things stand.</summary>
    /// <param name="Request">The request asked about; null for the one that the mail answers.</param>
    public sealed record Status(string? Request) : ReplyCommand;

    /// <summary>Tell what can be answered.</summary>
    public sealed record Help : ReplyCommand;

    /// <summary>No command, and why.</summary>
    /// <param name="Why">A sentence.</param>
    public sealed record Unclear(string Why) : ReplyCommand;
}
