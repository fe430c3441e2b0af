namespace UpgradeWorker.Configuration;

/// <summary>What makes a reply count.</summary>
/// <param name="ExpireAfter">Life of a request.</param>
/// <param name="CoolOff">Between the approval and the earliest start.</param>
/// <param name="MinimumReplyAge">A reply that came sooner after the request than this was sent by a machine.</param>
/// <param name="Quorum">Different approvers that must approve; at least 1.</param>
/// <param name="RequireNotice">No start while the mail that announces it is unsent.</param>
public sealed record ApprovalSettings(TimeSpan ExpireAfter, TimeSpan CoolOff, TimeSpan MinimumReplyAge, int Quorum, bool RequireNotice);
