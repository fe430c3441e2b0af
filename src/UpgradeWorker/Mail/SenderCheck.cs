using MimeKit;
using UpgradeWorker.Core.Approvals;

namespace UpgradeWorker.Mail;

/// <summary>Proves the sender of a mail by the methods that are configured for its domain.</summary>
/// <param name="rules">One rule a domain.</param>
/// <param name="dkim">The check of signatures.</param>
/// <param name="trustSender">Mail came through a folder whose writers are believed.</param>
public sealed class SenderCheck(IReadOnlyList<SenderRule> rules, DkimCheck dkim, bool trustSender)
{
    /// <summary>What is found about the sender. A temporary failure never counts as proof.</summary>
    public async Task<SenderAuthentication> CheckAsync(MimeMessage message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (trustSender)
        {
            return new SenderAuthentication.Passed("trusted-relay", "Whoever writes to this folder is believed (TrustSender).", CoversTo: true);
        }

        if (message.From.Mailboxes.Take(2).ToList() is not [var from] || from.Domain is not { Length: > 0 } written)
        {
            return new SenderAuthentication.Failed("The mail has no single sender whose domain could be checked.");
        }

        var domain = Ascii(written);
        if (rules.FirstOrDefault(rule => string.Equals(Ascii(rule.Domain), domain, StringComparison.OrdinalIgnoreCase)) is not { } rule)
        {
            return new SenderAuthentication.Failed($"No check of senders is configured for {domain}, so nothing from there is believed.");
        }

        var tried = new List<SenderAuthentication>();
        var final = false;
        if (rule.AuthServId is { } id)
        {
            (var found, final) = AuthResultsCheck.Check(message, domain, id, rule.BoundaryHost ?? id);
            tried.Add(found);
        }

        if (rule.Dkim && !final)
        {
            tried.Add(await dkim.CheckAsync(message, rule.AlignedDomains.Count > 0 ? rule.AlignedDomains : [domain], now, cancellationToken));
        }

        var told = tried.Count == 0 ? $"The rule for {domain} names no method." : string.Join(" ", tried.Select(result => result.Detail));
        return tried.Find(result => result is SenderAuthentication.Passed)
            ?? (tried.Exists(result => result is SenderAuthentication.Unavailable) ? new SenderAuthentication.Unavailable(told) : new SenderAuthentication.Failed(told));
    }

    private static string Ascii(string domain)
    {
        try
        {
            return new System.Globalization.IdnMapping().GetAscii(domain.TrimEnd('.')).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return domain.ToLowerInvariant();
        }
    }
}
