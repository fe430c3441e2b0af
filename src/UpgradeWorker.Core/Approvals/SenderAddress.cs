using System.Globalization;

namespace UpgradeWorker.Core.Approvals;

/// <summary>Who a mail says it is from, and whether that is the approver. Display names are never looked at.</summary>
internal static class SenderAddress
{
    /// <summary>The one address of the one From field, its domain in ASCII form, or why there is none.</summary>
    public static (string? From, string? Wrong) Read(InboundMail mail)
    {
        if (mail.FromFields != 1 || mail.From.Count != 1)
        {
            return (null, $"The mail has {mail.FromFields} From fields with {mail.From.Count} senders; one is allowed (RFC 5322 section 3.6).");
        }

        return Normal(mail.From[0]) is { } from ? (from, null) : (null, $"The sender \"{mail.From[0]}\" is no plain mail address.");
    }

    /// <summary>Why the sender may not use the code, or null when that is the approver's own.</summary>
    public static string? NotApprover(InboundMail mail, string? from, IssuedToken? token, ReplyContext context)
    {
        if (token?.Approver is not { } approver)
        {
            return null;
        }

        if (from is null)
        {
            return "There is no sender to compare with the approver.";
        }

        var aliases = context.Aliases.Where(pair => MailText.Same(pair.Key, approver)).SelectMany(pair => pair.Value);
        if (!aliases.Prepend(approver).Any(address => Normal(address) is { } own && string.Equals(own, from, StringComparison.Ordinal)))
        {
            return $"The code belongs to another approver than {from}.";
        }

        var sender = mail.Header("Sender") is { } field ? Normal(Bare(field)) ?? "an unreadable address" : from;
        return sender == from || context.Delegates.Any(pair => MailText.Same(pair.Approver, approver) && Normal(pair.Delegate) == sender) ? null
            : $"The mail was sent by {sender} on behalf of {from}, and that is not configured.";
    }

    /// <summary>Small letters, domain in A-label form; null when the text is no <c>local@domain</c>. Only ASCII is folded: letters of other
    /// alphabets that merely look alike stay different.</summary>
    public static string? Normal(string address)
    {
        var at = address.LastIndexOf('@');
        if (at <= 0 || at == address.Length - 1 || address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or ','))
        {
            return null;
        }

        try
        {
            // A domain with letters outside ASCII becomes xn--…, so it equals a configured one only when it is really that.
            return MailText.Fold(address[..at]) + "@" + MailText.Fold(new IdnMapping { UseStd3AsciiRules = true }.GetAscii(address[(at + 1)..].TrimEnd('.')));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string Bare(string field)
    {
        var open = field.LastIndexOf('<');
        var close = field.LastIndexOf('>');
        return open >= 0 && close > open ? field[(open + 1)..close].Trim() : field.Trim();
    }
}
