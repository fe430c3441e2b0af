namespace UpgradeWorker.Core.Approvals;

/// <summary>Reads one line as a command. APPROVE must fill the whole line in a known form; the other way round, saying no is easy.</summary>
public static class ReplyGrammar
{
    private const int LongestReason = 2000;

    private static readonly string[] Greetings = ["hi", "hello", "hey", "dear", "hallo", "bonjour", "hola", "ciao"];

    private static readonly string[][] Courtesies =
    [
        ["thanks"], ["thank", "you"], ["thx"], ["cheers"], ["please", "proceed"], ["go", "ahead"], ["danke"], ["merci"], ["gracias"], ["grazie"], ["bedankt"], ["tack"],
    ];

    /// <summary>Whether the line only greets: a greeting word and up to three more, none of which decides anything.</summary>
    public static bool IsGreeting(string line)
    {
        var words = line.TrimEnd(',', '.', '!', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length is >= 1 and <= 4 && Greetings.Contains(MailText.Fold(words[0].TrimEnd(',')))
            && ReservedWords.Command(line) is null && ReservedWords.Doubt(line) is null;
    }

    /// <summary>Reads the line.</summary>
    /// <param name="line">The decision line, tidied.</param>
    /// <param name="following">Visible lines after it; they only continue a reason.</param>
    /// <param name="now">UTC; relative times count from it.</param>
    /// <param name="zone">Zone in which the writer's dates and times are meant.</param>
    public static ReplyCommand Parse(string line, IReadOnlyList<string> following, DateTimeOffset now, TimeZoneInfo zone)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
        {
            return new ReplyCommand.Unclear("The reply has no text above the quoted mail.");
        }

        var (verb, tail) = SplitVerb(line);
        return verb switch
        {
            "approve" or "approved" => ReadApprove(words),
            "reject" or "rejected" or "decline" or "declined" or "deny" or "denied" => ReadReject(tail, following),
            "defer" or "postpone" => ReadDefer(tail, following, now, zone),
            "hold" or "stop" when IsEnd(tail) => new ReplyCommand.Hold(),
            "help" when IsEnd(tail) => new ReplyCommand.Help(),
            "status" => ReadStatus(tail),
            _ => new ReplyCommand.Unclear("The first line is none of APPROVE, REJECT, DEFER, HOLD, STATUS or HELP."),
        };
    }

    /// <summary>The leading run of ASCII letters, folded, and all that follows it.</summary>
    private static (string Verb, string Tail) SplitVerb(string line)
    {
        var end = 0;
        while (end < line.Length && char.IsAsciiLetter(line[end]))
        {
            end++;
        }

        // A letter of another alphabet or a digit right after makes it another word.
        return end < line.Length && char.IsLetterOrDigit(line[end]) ? ("", line) : (MailText.Fold(line[..end]), line[end..]);
    }

    private static ReplyCommand ReadApprove(string[] words)
    {
        string? code = null;
        string? totp = null;
        var acknowledged = new List<string>();
        var at = 1;
        var ended = EndsWithMark(words[0]);
        if (MailText.Fold(TrimMarks(words[0])) is not ("approve" or "approved"))
        {
            return NoApproval(words[0]);
        }

        if (!ended && at < words.Length && IsCode(TrimMarks(words[at])))
        {
            code = ApprovalToken.Fold(TrimMarks(words[at]));
            ended = EndsWithMark(words[at++]);
        }

        if (!ended && at < words.Length && TrimMarks(words[at]) is { Length: 6 } digits && digits.All(char.IsAsciiDigit))
        {
            totp = digits;
            ended = EndsWithMark(words[at++]);
        }

        while (!ended && at + 1 < words.Length && MailText.Same(words[at], "ack"))
        {
            at++;
            var before = acknowledged.Count;
            while (!ended && at < words.Length && IsStep(TrimMarks(words[at])))
            {
                acknowledged.Add(TrimMarks(words[at]).ToUpperInvariant());
                ended = words[at][^1] is '.' or '!';
                at++;
            }

            if (acknowledged.Count == before)
            {
                return NoApproval("ACK without a step");
            }
        }

        return ReadCourtesy(words, at) is { } strange ? NoApproval(strange) : new ReplyCommand.Approve(code, totp, acknowledged);
    }

    /// <summary>The first chunk that is no courtesy, or null when the rest of the line is only that.</summary>
    private static string? ReadCourtesy(string[] words, int at)
    {
        while (at < words.Length)
        {
            var rest = words.Skip(at).Select(word => MailText.Fold(word.Trim(',', '.', '!', '-'))).ToArray();
            if (rest[0].Length == 0)
            {
                at++;
                continue;
            }

            var courtesy = Array.Find(Courtesies, phrase => phrase.Length <= rest.Length && phrase.SequenceEqual(rest.Take(phrase.Length)));
            if (courtesy is null)
            {
                return words[at];
            }

            at += courtesy.Length;
        }

        return null;
    }

    private static ReplyCommand ReadReject(string tail, IReadOnlyList<string> following)
    {
        if (tail.Length > 0 && tail[0] is not (' ' or '-' or '–' or '—' or ':' or '/' or '.' or ',' or '!'))
        {
            return new ReplyCommand.Unclear($"\"{tail[0]}\" right after REJECT leaves open what is meant.");
        }

        var reason = string.Join('\n', new[] { tail.Trim(' ', '-', '–', '—', ':', '/', '.', ',', '!') }.Concat(following)).Trim();
        return new ReplyCommand.Reject(reason.Length > LongestReason ? reason[..LongestReason] : reason);
    }

    private static ReplyCommand ReadDefer(string tail, IReadOnlyList<string> following, DateTimeOffset now, TimeZoneInfo zone)
    {
        var words = tail.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var because = Array.FindIndex(words, word => MailText.Same(word.Trim(',', ':'), "because"));
        var when = (because < 0 ? words : words[..because]).SkipWhile((word, i) => i == 0 && MailText.Same(word, "until")).ToArray();
        var reason = because < 0 ? "" : string.Join('\n', new[] { string.Join(' ', words[(because + 1)..]) }.Concat(following)).Trim();
        return tail.Length > 0 && tail[0] != ' '
            ? new ReplyCommand.Unclear("DEFER needs a space and an instant after it, as in DEFER 2 days.")
            : DeferWhen.Read(when, now, zone) switch
            {
                (DateTimeOffset until, null) => new ReplyCommand.Defer(until, reason.Length > LongestReason ? reason[..LongestReason] : reason),
                (_, var why) => new ReplyCommand.Unclear(why ?? "DEFER names no instant."),
            };
    }

    private static ReplyCommand ReadStatus(string tail)
    {
        var request = tail.Trim(' ', '.', '!', ',');
        return IsEnd(tail) ? new ReplyCommand.Status(null)
            : tail[0] == ' ' && IsRequest(request) ? new ReplyCommand.Status(request.ToUpperInvariant())
            : new ReplyCommand.Unclear("STATUS takes nothing but a request such as UW-0042 after it.");
    }

    private static ReplyCommand.Unclear NoApproval(string chunk) =>
        new($"\"{chunk}\" does not belong into an approval; the line must be APPROVE, its code, its steps after ACK, and nothing more.");

    private static bool IsCode(string word) => ApprovalToken.IsWhole(word) || IsRequest(word);

    private static bool IsRequest(string word) =>
        word.Length is >= 7 and <= 9 && MailText.Same(word[..3], "UW-") && word[3..].All(char.IsAsciiDigit);

    private static bool IsStep(string word) =>
        word.Length is >= 2 and <= 4 && word[0] is 'M' or 'm' && word.Length > 1 && word[1..].All(char.IsAsciiDigit);

    private static bool IsEnd(string tail) => tail.Trim('.', '!', ',', ' ').Length == 0;

    private static bool EndsWithMark(string word) => word[^1] is '.' or '!' or ',';

    private static string TrimMarks(string word) => word.TrimEnd('.', '!', ',');
}
