namespace UpgradeWorker.Core.Approvals;

/// <summary>A line of either body in the one form that <see cref="VisibleText"/> cuts.</summary>
internal sealed record SourceLine(string Text, string Dropped, bool Quoted, bool EndsReply, bool BeginsSignature)
{
    public static SourceLine Plain(string line) => new(MailText.Tidy(line), "", QuoteMarks.IsPrefixed(MailText.Tidy(line)), false, false);

    public static SourceLine Of(HtmlLine line) => new(MailText.Tidy(line.Text), MailText.Tidy(line.Dropped), line.Quoted || QuoteMarks.IsPrefixed(MailText.Tidy(line.Text)),
        line.EndsReply, line.BeginsSignature);
}
