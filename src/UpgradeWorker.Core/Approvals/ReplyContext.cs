namespace UpgradeWorker.Core.Approvals;

/// <summary>What a mail is judged against. Everything the shell had to look up is here.</summary>
public sealed record ReplyContext
{
    /// <summary>The codes among those of the mail that were really issued, with their requests.</summary>
    public required IReadOnlyList<IssuedToken> Issued { get; init; }

    /// <summary>Whether a code is demanded at all; false only for the explaining command line without a request named.</summary>
    public bool DemandsToken { get; init; } = true;

    /// <summary>A code of any form that counts beside the regular ones, and the request it opens; null but for the explaining command line.</summary>
    public string? LiteralToken { get; init; }

    /// <summary>The worker's addresses and display name, as they stand in attribution lines.</summary>
    public required IReadOnlyList<string> WorkerNames { get; init; }

    /// <summary>The worker's own sending addresses: mail from them is a loop.</summary>
    public IReadOnlyList<string> WorkerAddresses { get; init; } = [];

    /// <summary>Lines of the request as it was sent; empty when not known.</summary>
    public IReadOnlyList<string> SentLines { get; init; } = [];

    /// <summary>Beginnings of the lines that the own mail gateway puts above foreign mail.</summary>
    public IReadOnlyList<string> Banners { get; init; } = [];

    /// <summary>Other addresses of an approver, by the approver's address.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Aliases { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>People who may send on behalf of an approver (Sender differs from From): pairs of approver and delegate.</summary>
    public IReadOnlyList<(string Approver, string Delegate)> Delegates { get; init; } = [];

    /// <summary>The zone in which the approver writes dates and times.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Whether the code must stand where the sender's signature covers it: for plans that can lose data.</summary>
    public bool DemandsSignedCode { get; init; }

    /// <summary>When the request was made that the mail answers; null when that is not known.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>Instant from which an approval is taken for a person's: sending of the request plus the time a person needs; null when not judged.</summary>
    public DateTimeOffset? ApprovableFrom { get; init; }
}

/// <summary>A code that was issued and the request and approver it is bound to.</summary>
/// <param name="TokenHash"><see cref="ApprovalToken.Hash"/> of the code.</param>
/// <param name="RequestId">Like <c>UW-0042</c>.</param>
/// <param name="Approver">Address of the one person who may use it; null only where the explaining command line names none.</param>
/// <param name="ExpiresAt">From this instant on it decides nothing.</param>
public sealed record IssuedToken(string TokenHash, string RequestId, string? Approver, DateTimeOffset ExpiresAt);
