namespace UpgradeWorker.Core.Approvals;

/// <summary>Reads the command of a reply out of its bodies: the first visible line decides, everything else can only put it in doubt.</summary>
internal static class ReplyReading
{
    /// <summary>The command and the line it stands in.</summary>
    public static (ReplyCommand Command, string? Line) Read(InboundMail mail, ReplyContext context, DateTimeOffset now)
    {
        if (mail.Encrypted)
        {
            return (new ReplyCommand.Unclear("The mail is encrypted and cannot be read here."), null);
        }

        var plain = mail.Plain is null ? null : VisibleText.OfPlain(mail.Plain, context);
        var html = mail.Html is null ? null : VisibleText.OfHtml(mail.Html, context);
        var hasPlain = mail.Plain is not null && mail.Plain.Any(line => line.Trim().Length > 0);
        var (command, line) = (hasPlain, html) switch
        {
            (true, null) => ReadText(plain!, now, context.Zone),
            (true, not null) => Agree(ReadText(plain!, now, context.Zone), ReadText(html, now, context.Zone)),
            (false, not null) => ReadText(html, now, context.Zone),
            _ => (new ReplyCommand.Unclear("The mail has no text."), null),
        };

        if (mail.Damaged && command is not ReplyCommand.Unclear)
        {
            return (new ReplyCommand.Unclear("The text of the mail is damaged: its characters could not all be decoded."), line);
        }

        return mail.FurtherText.Any(text => ReservedWords.Command(MailText.Tidy(text)) is not null) && command is not ReplyCommand.Unclear
            ? (new ReplyCommand.Unclear("The mail has a second text part, and it holds a command word too."), line)
            : (command, line);
    }

    private static (ReplyCommand Command, string? Line) Agree((ReplyCommand Command, string? Line) plain, (ReplyCommand Command, string? Line) html)
    {
        if (plain.Command is ReplyCommand.Unclear)
        {
            return plain;
        }

        var same = (plain.Command, html.Command) switch
        {
            (ReplyCommand.Approve p, ReplyCommand.Approve h) => p.Code == h.Code && p.Totp == h.Totp && p.Acknowledged.SequenceEqual(h.Acknowledged),
            (ReplyCommand.Defer p, ReplyCommand.Defer h) => p.Until == h.Until,
            (ReplyCommand.Status p, ReplyCommand.Status h) => p.Request == h.Request,
            _ => plain.Command.GetType() == html.Command.GetType(),
        };
        return same ? plain
            : html.Command is ReplyCommand.Unclear unclear ? (new ReplyCommand.Unclear("The HTML form of the mail is not clear: " + unclear.Why), plain.Line)
            : (new ReplyCommand.Unclear("The plain and the HTML form of the mail say different things."), plain.Line);
    }

    private static (ReplyCommand Command, string? Line) ReadText(VisibleText text, DateTimeOffset now, TimeZoneInfo zone)
    {
        var greetings = text.Lines.Count > 0 && ReplyGrammar.IsGreeting(text.Lines[0]) ? 1 : 0;
        if (text.Lines.Count == greetings)
        {
            return (new ReplyCommand.Unclear(text.Interleaved
                ? "The answer stands between quoted lines, so it is not clear what it answers."
                : "The reply has no text of its own above the quoted mail."), null);
        }

        var line = text.Lines[greetings];
        var rest = text.Lines.Skip(greetings + 1).ToList();
        var command = ReplyGrammar.Parse(line, rest, now, zone);
        if (command is ReplyCommand.Unclear)
        {
            return (command, line);
        }

        // A reason may be written in any script; only what decides must be free of marks that mislead the eye.
        var judged = command is ReplyCommand.Reject ? line[..Math.Min(line.Length, line.IndexOf(' ') is > 0 and var space ? space : line.Length)] : line;
        if (MailText.HasInvisible(line) || MailText.HasCombining(judged))
        {
            return (new ReplyCommand.Unclear("The line holds invisible or combining characters."), line);
        }

        if (text.Dropped.Select(ReservedWords.Command).FirstOrDefault(word => word is not null) is { } hidden)
        {
            return (new ReplyCommand.Unclear($"Hidden or struck-out text beside the line says \"{hidden}\"."), line);
        }

        if (rest.Concat(text.Trailing).FirstOrDefault(other => IsOtherCommand(command, other, now, zone)) is { } second)
        {
            return (new ReplyCommand.Unclear($"There is a second command: \"{Short(second)}\"."), line);
        }

        return command is ReplyCommand.Approve && DoubtOfApproval(text, text.Lines.Take(greetings).Concat(rest)) is { } doubt
            ? (new ReplyCommand.Unclear(doubt), line)
            : (command, line);
    }

    private static bool IsOtherCommand(ReplyCommand command, string line, DateTimeOffset now, TimeZoneInfo zone) =>
        ReplyGrammar.Parse(line, [], now, zone) switch
        {
            ReplyCommand.Unclear or ReplyCommand.Help or ReplyCommand.Status => false,
            ReplyCommand.Reject or ReplyCommand.Hold => command is not (ReplyCommand.Reject or ReplyCommand.Hold),
            ReplyCommand.Defer => command is not ReplyCommand.Reject,
            _ => true,
        };

    private static string? DoubtOfApproval(VisibleText text, IEnumerable<string> others)
    {
        if (text.Interleaved)
        {
            return "Other text stands between quoted lines, so the approval may be meant for a part only.";
        }

        if (text.DroppedInFirst)
        {
            return "Part of the line is hidden or struck out.";
        }

        foreach (var other in others.Concat(text.Trailing))
        {
            if (ReservedWords.Doubt(other) is { } word)
            {
                return $"\"{word}\" in \"{Short(other)}\" leaves open whether the approval holds.";
            }

            if (LooksLikeMime(other))
            {
                return "A line looks like the inside of another mail part.";
            }
        }

        return null;
    }

    /// <summary>Content-Type is often not signed, so a forged one can turn part boundaries into text; see RFC 6376 section 8.</summary>
    private static bool LooksLikeMime(string line) =>
        line.StartsWith("content-type:", StringComparison.OrdinalIgnoreCase) || line.StartsWith("content-transfer-encoding:", StringComparison.OrdinalIgnoreCase)
        || (line.Length > 8 && line.StartsWith("--", StringComparison.Ordinal) && line[2] is not (' ' or '-') && !line.Contains(' ', StringComparison.Ordinal));

    private static string Short(string line) => line.Length <= 80 ? line : line[..79] + "…";
}
