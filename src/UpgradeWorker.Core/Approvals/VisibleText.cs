namespace UpgradeWorker.Core.Approvals;

/// <summary>What the writer of a reply added: the lines above the quote, or the one line below it.</summary>
/// <param name="Lines">Tidied lines in reading order; a signature and notices are left out.</param>
/// <param name="Trailing">Lines that stand below the quote while others stand above it; they cannot decide, but they can put in doubt.</param>
/// <param name="Interleaved">Lines stand between quoted ones, so nobody can say what they answer.</param>
/// <param name="Dropped">Hidden or struck-out text of the visible region, one entry a line.</param>
/// <param name="DroppedInFirst">Hidden or struck-out text stood in the first visible line.</param>
public sealed record VisibleText(
    IReadOnlyList<string> Lines, IReadOnlyList<string> Trailing, bool Interleaved, IReadOnlyList<string> Dropped, bool DroppedInFirst)
{
    private const int LettersOfAQuote = 12;

    /// <summary>The visible text of a plain body.</summary>
    public static VisibleText OfPlain(IReadOnlyList<string> lines, ReplyContext context) =>
        Cut([.. lines.Select(SourceLine.Plain)], context);

    /// <summary>The visible text of an HTML body.</summary>
    public static VisibleText OfHtml(IReadOnlyList<HtmlLine> lines, ReplyContext context) =>
        Cut([.. lines.Select(SourceLine.Of)], context);

    private static VisibleText Cut(IReadOnlyList<SourceLine> source, ReplyContext context)
    {
        var known = new KnownOriginal(context.SentLines);
        // A line of the request itself is quote, however the client shows it.
        var lines = source.Select(line => known.Holds(line.Text) ? line with { Quoted = true } : line).ToList();
        var texts = lines.Select(line => line.Text).ToList();
        var own = new List<SourceLine>();
        var at = SkipBanners(texts, context.Banners);
        var end = End.OfMail;
        for (; at < lines.Count; at++)
        {
            end = EndAt(lines, texts, at, context.WorkerNames);
            if (end != End.None)
            {
                break;
            }

            var notice = texts[at].Length == 0 ? 0 : SignatureMarks.NoticeLength(texts, at);
            if (notice > 0)
            {
                at += notice - 1;
                continue;
            }

            own.Add(lines[at]);
        }

        var (trailing, interleaved) = end == End.Quote ? BelowQuote(lines, texts, at, context.WorkerNames) : ([], false);
        var visible = own.Where(line => line.Text.Length > 0 || line.Dropped.Length > 0).ToList();
        if (visible.Count == 0 && trailing.Count == 1 && !interleaved)
        {
            visible = trailing;
            trailing = [];
        }

        return new VisibleText(
            [.. visible.Select(line => line.Text).Where(text => text.Length > 0)],
            [.. trailing.Select(line => line.Text)],
            interleaved,
            [.. visible.Select(line => line.Dropped).Where(text => text.Length > 0)],
            visible.Count > 0 && visible.TakeWhile((line, i) => i == 0 || visible[i - 1].Text.Length == 0).Any(line => line.Dropped.Any(char.IsLetterOrDigit)));
    }

    private static End EndAt(List<SourceLine> lines, List<string> texts, int at, IReadOnlyList<string> worker)
    {
        var line = lines[at];
        if (line.BeginsSignature || (line.Text.Length > 0 && !line.Quoted && SignatureMarks.Begins(line.Text)))
        {
            return End.Signature;
        }

        if (line.EndsReply || QuoteMarks.IsSeparator(line.Text) || QuoteMarks.BeginsHeaderBlock(texts, at))
        {
            return End.Separator;
        }

        return line.Quoted || QuoteMarks.AttributionLength(texts, at, worker) > 0 ? End.Quote : End.None;
    }

    /// <summary>The writer's lines below a quote that is marked line by line. Without such marks all that follows is the quote.</summary>
    private static (List<SourceLine> Trailing, bool Interleaved) BelowQuote(List<SourceLine> lines, List<string> texts, int at, IReadOnlyList<string> worker)
    {
        var i = at + QuoteMarks.AttributionLength(texts, at, worker);
        while (i < lines.Count && texts[i].Length == 0)
        {
            i++;
        }

        var trailing = new List<SourceLine>();
        if (i >= lines.Count || !lines[i].Quoted)
        {
            return (trailing, false);
        }

        var interleaved = false;
        for (; i < lines.Count; i++)
        {
            if (lines[i].Quoted)
            {
                interleaved |= trailing.Count > 0;
                continue;
            }

            if (lines[i].EndsReply || lines[i].BeginsSignature || SignatureMarks.Begins(texts[i]) || QuoteMarks.IsSeparator(texts[i]))
            {
                // A signature between quoted lines belongs to the quote or to the writer; either way it answers nothing.
                while (i + 1 < lines.Count && !lines[i + 1].Quoted)
                {
                    i++;
                }

                continue;
            }

            if (texts[i].Length > 0)
            {
                trailing.Add(lines[i]);
            }
        }

        return (trailing, interleaved);
    }

    private static int SkipBanners(List<string> texts, IReadOnlyList<string> configured)
    {
        var at = 0;
        while (at < texts.Count)
        {
            if (texts[at].Length == 0)
            {
                at++;
            }
            else if (SignatureMarks.IsBanner(texts[at], configured))
            {
                var end = at + 1;
                while (end < texts.Count && end - at < 4 && texts[end].Length > 0)
                {
                    end++;
                }

                // A banner wraps over a few lines up to a blank one; without that only its first line is surely the banner.
                at = end < texts.Count && texts[end].Length == 0 ? end : at + 1;
            }
            else
            {
                break;
            }
        }

        return at;
    }

    private enum End
    {
        None,
        OfMail,
        Quote,
        Separator,
        Signature,
    }

    /// <summary>The lines of the mail that was sent, for taking them out of replies whose client marks no quote.</summary>
    private sealed class KnownOriginal(IReadOnlyList<string> sent)
    {
        private readonly HashSet<string> _lines = [.. sent.Select(line => MailText.Gist(line)).Where(gist => gist.Length > 0)];
        private readonly string _whole = " " + string.Join(' ', sent.Select(line => MailText.Gist(line)).Where(gist => gist.Length > 0)) + " ";

        public bool Holds(string line)
        {
            if (_lines.Count == 0 || line.Length == 0)
            {
                return false;
            }

            var gist = MailText.Gist(line);
            return _lines.Contains(gist) || (gist.Count(char.IsLetter) >= LettersOfAQuote && _whole.Contains(" " + gist + " ", StringComparison.Ordinal));
        }
    }
}
