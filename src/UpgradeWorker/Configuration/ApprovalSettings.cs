namespace UpgradeWorker.Configuration;

/// <summary>What makes a reply count.</summary>
/// <param name="ExpireAfter">Life of a request.</param>
/// <param name="CoolOff">Between the approval and the earliest start.</param>
/// <param name="MinimumReplyAge">A reply that came sooner after the request than this was sent by a machine.</param>
/// <param name="Quorum">Different approvers that must approve; at least 1.</param>
/// <param name="RequireNotice">No start while the mail that announces it is unsent.</param>
public sealed record ApprovalSettings(TimeSpan ExpireAfter, TimeSpan CoolOff, TimeSpan MinimumReplyAge, int Quorum, bool RequireNotice)
{
    /// <summary>Approvers asked at first; null = all.</summary>
    public int? AskFirst { get; init; }

    public SecondFactorPolicy SecondFactor { get; init; } = SecondFactorPolicy.WhenDataReplaced;

    /// <summary>Steps of 30 s that a code may be off; at least 1.</summary>
    public int TotpSteps { get; init; } = 1;

    /// <summary>Folder of the secrets that <c>totp enrol</c> wrote; absolute.</summary>
    public required string TotpFolder { get; init; }

    /// <summary>What is known about approvers, by address, whatever the case.</summary>
    public IReadOnlyDictionary<string, PersonSettings> People { get; init; } = new Dictionary<string, PersonSettings>();
}
