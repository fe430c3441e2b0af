using MimeKit;
using MimeKit.Cryptography;
using UpgradeWorker.Core.Approvals;

namespace UpgradeWorker.Mail;

/// <summary>Believes the Authentication-Results of one configured server (RFC 8601), and only where that server itself can have written
/// them: above its own Received field. Needs <c>dmarc=pass</c> for the From domain; any other dmarc result is final.</summary>
public static class AuthResultsCheck
{
    private const string Field = "Authentication-Results";

    /// <summary>What that server found, and whether that is the last word: where it judged the domain's policy and did not pass the mail, no
    /// other method may.</summary>
    /// <param name="message">The mail.</param>
    /// <param name="fromDomain">Domain of the From address, small letters.</param>
    /// <param name="authServId">The configured server's identifier.</param>
    /// <param name="boundaryHost">Its name after <c>by</c> in Received.</param>
    public static (SenderAuthentication Found, bool Final) Check(MimeMessage message, string fromDomain, string authServId, string boundaryHost)
    {
        var above = new List<Header>();
        var reached = false;
        foreach (var header in message.Headers)
        {
            if (header.Id == HeaderId.Received && IsBy(header.Value, boundaryHost))
            {
                reached = true;
                break;
            }

            above.Add(header);
        }

        if (!reached)
        {
            return (new SenderAuthentication.Failed($"The mail did not pass {boundaryHost}."), false);
        }

        // A host on the way may have left older ones further down; only the topmost run of the server's own fields counts.
        var block = above.SkipWhile(header => !IsOwn(header, authServId)).TakeWhile(header => IsOwn(header, authServId)).ToList();
        var found = block.SelectMany(header => AuthenticationResults.TryParse(header.RawValue, out var results) ? results.Results : [])
            .Where(method => string.Equals(method.Method, "dmarc", StringComparison.OrdinalIgnoreCase)).ToList();
        if (found.Count == 0)
        {
            return (new SenderAuthentication.Failed($"{authServId} tells no dmarc result for the mail."), false);
        }

        var bad = found.FirstOrDefault(method => !string.Equals(method.Result, "pass", StringComparison.OrdinalIgnoreCase));
        var domain = found.SelectMany(method => method.Properties)
            .Where(property => Same(property.PropertyType, "header") && Same(property.Property, "from")).Select(property => property.Value).ToList();
        return bad is not null ? (new SenderAuthentication.Failed($"{authServId} says dmarc={bad.Result}."), true)
            : domain.Count == 0 || domain.Any(value => !Same(value.Split('@')[^1], fromDomain))
                ? (new SenderAuthentication.Failed($"{authServId}'s dmarc result is not about {fromDomain}."), true)
            : (new SenderAuthentication.Passed("authres", $"{authServId} says dmarc=pass for {fromDomain}."), true);
    }

    private static bool IsOwn(Header header, string authServId) =>
        Same(header.Field, Field) && AuthenticationResults.TryParse(header.RawValue, out var results)
        && Same(results.AuthenticationServiceIdentifier ?? "", authServId);

    private static bool IsBy(string received, string host)
    {
        var words = received.Split([' ', '\t', '\r', '\n', ';'], StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i + 1 < words.Length; i++)
        {
            if (Same(words[i], "by"))
            {
                // The first "by" is the server's own; later ones may stand in comments it copied.
                return Same(words[i + 1], host);
            }
        }

        return false;
    }

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
