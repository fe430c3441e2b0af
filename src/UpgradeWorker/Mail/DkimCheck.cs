using System.Globalization;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using UpgradeWorker.Core.Approvals;

namespace UpgradeWorker.Mail;

/// <summary>Checks DKIM signatures (RFC 6376) ourselves, with rules that a bare verifier leaves to its caller: no <c>l=</c>, not expired,
/// only strong algorithms, the fields that matter signed, and the signing domain accepted for the From domain.</summary>
public sealed class DkimCheck(TxtLookup lookup)
{
    private const int MostSignatures = 5;

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(10);

    /// <summary>Passed as soon as one signature is right; unavailable only if none is and a key could not be looked up for now.</summary>
    /// <param name="message">The mail as parsed from its raw bytes and not touched since.</param>
    /// <param name="alignedDomains">Signing domains accepted.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancellationToken">Stops the look-ups.</param>
    public async Task<SenderAuthentication> CheckAsync(
        MimeMessage message, IReadOnlyList<string> alignedDomains, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var wrong = new List<string>();
        var unavailable = false;
        foreach (var header in message.Headers.Where(header => header.Id == HeaderId.DkimSignature).Take(MostSignatures).ToList())
        {
            var tags = Tags(header.Value);
            if (Refusal(tags, alignedDomains, now) is { } refusal)
            {
                wrong.Add(refusal);
                continue;
            }

            var keys = new Keys(lookup);
            try
            {
                var verifier = new DkimVerifier(keys) { MinimumRsaKeyLength = 1024 };
                if (await verifier.VerifyAsync(message, header, cancellationToken))
                {
                    return new SenderAuthentication.Passed("dkim", $"Signed by {tags["d"]} (selector {tags["s"]}, {tags["a"]}).",
                        CoversTo: Signed(tags).Contains("to") && message.Headers.Count(field => field.Id == HeaderId.To) == 1);
                }

                wrong.Add($"The signature of {tags["d"]} does not fit the mail.");
            }
            catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                // Malformed tags, revoked or unreadable keys: each has its own exception type in the library.
                unavailable |= keys.Unavailable is not null;
                wrong.Add(keys.Unavailable ?? keys.Refused ?? $"The signature of {tags["d"]} cannot be checked: {error.Message}");
            }
        }

        var told = wrong.Count == 0 ? "The mail has no DKIM signature." : string.Join(" ", wrong);
        return unavailable ? new SenderAuthentication.Unavailable(told) : new SenderAuthentication.Failed(told);
    }

    private static string? Refusal(Dictionary<string, string> tags, IReadOnlyList<string> aligned, DateTimeOffset now)
    {
        foreach (var needed in new[] { "a", "b", "bh", "d", "h", "s" })
        {
            if (tags.GetValueOrDefault(needed) is null or "")
            {
                return $"A signature lacks {needed}= or has it twice.";
            }
        }

        var domain = tags["d"];
        var signed = Signed(tags);
        return !aligned.Contains(domain, StringComparer.OrdinalIgnoreCase) ? $"The signing domain {domain} is not accepted for the sender."
            : tags.ContainsKey("l") ? $"The signature of {domain} covers a part of the body only (l=)."
            : tags["a"].ToLowerInvariant() is not ("rsa-sha256" or "ed25519-sha256") ? $"The algorithm {tags["a"]} is too weak or unknown (RFC 8301, RFC 8463)."
            : Instant(tags, "x") is { } expiry && expiry <= now ? $"The signature of {domain} expired at {expiry:yyyy-MM-dd HH:mm} UTC."
            : tags.ContainsKey("x") && Instant(tags, "x") is null ? $"The expiry of the signature of {domain} cannot be read."
            : Instant(tags, "t") is { } made && made > now + Skew ? $"The signature of {domain} is dated in the future."
            : tags.ContainsKey("t") && Instant(tags, "t") is null ? $"The time of the signature of {domain} cannot be read."
            : !signed.Contains("from") || !signed.Contains("subject") || !(signed.Contains("date") || signed.Contains("message-id"))
                ? $"The signature of {domain} leaves out From, Subject, or Date and Message-ID."
            : null;
    }

    private static HashSet<string> Signed(Dictionary<string, string> tags) => [.. tags["h"].Split(':').Select(name => name.Trim().ToLowerInvariant())];

    private static DateTimeOffset? Instant(Dictionary<string, string> tags, string name) =>
        tags.TryGetValue(name, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253402300800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>Tag list (RFC 6376 section 3.2); a tag that comes twice makes the list invalid, shown here as an empty value.</summary>
    internal static Dictionary<string, string> Tags(string text)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in text.Split(';'))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                var name = part[..equals].Trim();
                var value = string.Concat(part[(equals + 1)..].Where(c => !char.IsWhiteSpace(c)));
                tags[name] = tags.ContainsKey(name) ? "" : value;
            }
        }

        return tags;
    }

    /// <summary>Finds the key of a signature and refuses records that RFC 6376 section 3.6.1 does not let sign mail.</summary>
    private sealed class Keys(TxtLookup lookup) : DkimPublicKeyLocatorBase
    {
        public string? Unavailable { get; private set; }

        public string? Refused { get; private set; }

        public override AsymmetricKeyParameter LocatePublicKey(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException("Keys are looked up asynchronously only.");

        public override async Task<AsymmetricKeyParameter> LocatePublicKeyAsync(
            string methods, string domain, string selector, CancellationToken cancellationToken = default)
        {
            var name = $"{selector}._domainkey.{domain}";
            var answer = await lookup(name, cancellationToken);
            var records = (answer as TxtAnswer.Found)?.Texts.Where(text => Tags(text).ContainsKey("p")).ToList() ?? [];
            Unavailable = (answer as TxtAnswer.Unavailable)?.Why;
            Refused = records.Count == 1 ? Wrong(Tags(records[0]), name) : $"There is no key at {name}, or more than one.";
            return Unavailable is null && Refused is null ? GetPublicKey(records[0]) : throw new FormatException(Unavailable ?? Refused);
        }

        private static string? Wrong(Dictionary<string, string> key, string name) =>
            key["p"].Length == 0 ? $"The key at {name} is revoked."
            : key.GetValueOrDefault("v", "DKIM1") != "DKIM1" ? $"The record at {name} is of another version."
            : key.GetValueOrDefault("t", "").Split(':').Contains("y", StringComparer.OrdinalIgnoreCase) ? $"The key at {name} is marked as a test."
            : !key.GetValueOrDefault("s", "*").Split(':').Any(service => service is "*" or "email") ? $"The key at {name} is not for mail."
            : key.TryGetValue("h", out var hashes) && !hashes.Split(':').Contains("sha256") ? $"The key at {name} does not allow SHA-256."
            : null;
    }
}
