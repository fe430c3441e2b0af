namespace UpgradeWorker.Core.Approvals;

/// <summary>One displayed line of an HTML mail.</summary>
/// <param name="Text">What a reader sees.</param>
/// <param name="Dropped">Hidden or struck-out text of the line; empty where there is none.</param>
/// <param name="Quoted">The line stands inside an element that clients use for the quoted mail.</param>
/// <param name="EndsReply">From this line on everything is the original mail.</param>
/// <param name="BeginsSignature">The line stands in an element that clients use for the signature.</param>
public sealed record HtmlLine(string Text, string Dropped = "", bool Quoted = false, bool EndsReply = false, bool BeginsSignature = false);
