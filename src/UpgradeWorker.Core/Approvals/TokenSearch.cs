namespace UpgradeWorker.Core.Approvals;

/// <summary>Finds every approval code that a mail carries, in its addresses and anywhere in its text, quotes included.</summary>
public static class TokenSearch
{
    // Two that differ already decide the mail; more only cost time.
    private const int Most = 16;

    /// <summary>The distinct codes in <see cref="ApprovalToken.Fold"/> form, addresses first.</summary>
    public static IReadOnlyList<string> Collect(InboundMail mail)
    {
        var found = new List<string>();
        foreach (var address in mail.Recipients)
        {
            var plus = PlusPart(address);
            if (plus is not null && ApprovalToken.IsRandomPart(plus))
            {
                Add(found, ApprovalToken.Prefix + plus);
            }
            else if (plus is not null && ApprovalToken.IsWhole(plus))
            {
                Add(found, plus);
            }
        }

        foreach (var text in Texts(mail).TakeWhile(_ => found.Count < Most))
        {
            Scan(text, found);
        }

        return found;
    }

    /// <summary>Whether the code stands where the sender's proof covers it: in the text, or in a To field that is part of the proof.</summary>
    public static bool IsProven(InboundMail mail, string tokenHash) =>
        Collect(mail with { Recipients = mail.Sender is SenderAuthentication.Passed { CoversTo: true } ? mail.To : [] })
            .Any(code => ApprovalToken.Hash(code) == tokenHash);

    /// <summary>Whether the mail carries this very text as its code: as the plus part of an address, or as a whole word of its text.</summary>
    public static bool Carries(InboundMail mail, string token)
    {
        var wanted = MailText.Fold(token);
        var bare = wanted.StartsWith("uw-", StringComparison.Ordinal) ? wanted[3..] : wanted;
        return mail.Recipients.Select(PlusPart).Any(plus => plus is not null && MailText.Fold(plus) is var folded && (folded == wanted || folded == bare))
            || Texts(mail).Any(text => HasWord(MailText.Fold(text), wanted));
    }

    /// <summary>The request named in brackets in a subject, such as <c>[UW-0042]</c>; null when none is. It opens nothing.</summary>
    public static string? RequestTag(string subject)
    {
        var start = subject.IndexOf("[UW-", StringComparison.OrdinalIgnoreCase);
        var end = start < 0 ? -1 : subject.IndexOf(']', start);
        var tag = end < 0 ? "" : subject[(start + 1)..end];
        return tag.Length is >= 7 and <= 9 && tag[3..].All(char.IsAsciiDigit) ? tag.ToUpperInvariant() : null;
    }

    private static IEnumerable<string> Texts(InboundMail mail) =>
        mail.Bodies.Concat(mail.Plain ?? []).Concat(mail.FurtherText).Concat((mail.Html ?? []).Select(line => line.Text));

    private static string? PlusPart(string address)
    {
        var at = address.LastIndexOf('@');
        var plus = address.IndexOf('+');
        return plus >= 0 && plus < at ? address[(plus + 1)..at] : null;
    }

    private static void Scan(string text, List<string> found)
    {
        const int Length = 3 + ApprovalToken.RandomLength;
        for (var at = text.IndexOf("uw-", StringComparison.OrdinalIgnoreCase); found.Count < Most && at >= 0 && at + Length <= text.Length;
            at = text.IndexOf("uw-", at + 3, StringComparison.OrdinalIgnoreCase))
        {
            if (ApprovalToken.IsWhole(text.Substring(at, Length)) && IsEdge(text, at - 1) && IsEdge(text, at + Length))
            {
                Add(found, text.Substring(at, Length));
            }
        }
    }

    private static bool HasWord(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); word.Length > 0 && at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            if (IsEdge(text, at - 1) && IsEdge(text, at + word.Length))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsEdge(string text, int at) => at < 0 || at >= text.Length || !(char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_');

    private static void Add(List<string> found, string token)
    {
        var folded = ApprovalToken.Fold(token);
        if (found.Count < Most && !found.Contains(folded))
        {
            found.Add(folded);
        }
    }
}
