using System.Text.Encodings.Web;
using System.Text.Json;

namespace UpgradeWorker.Diagnostics;

/// <summary>Knows the secret values in use and blots them out of any text. Safe for many threads.</summary>
public sealed class SecretGuard
{
    private const string Blot = "***";

    // Shorter texts turn up in ordinary words; blotting them out would make logs unreadable and tell the secret's length.
    private const int ShortestSecret = 4;

    private readonly Lock _lock = new();
    private volatile string[] _spellings = [];

    /// <summary>Remembers a value; longer ones are blotted out first, so that no tail of one stays visible.</summary>
    public void Add(string secret)
    {
        if (secret.Length < ShortestSecret)
        {
            return;
        }

        lock (_lock)
        {
            _spellings = [.. _spellings.Concat(SpellingsOf(secret)).Distinct(StringComparer.Ordinal).OrderByDescending(known => known.Length)];
        }
    }

    /// <summary>The text with every known secret blotted out, also where JSON or a URL has escaped it.</summary>
    public string Redact(string text) =>
        _spellings.Aggregate(text, (redacted, secret) => redacted.Replace(secret, Blot, StringComparison.Ordinal));

    // A message may hold JSON, and the log line is JSON around it: hence escaped once and twice.
    private static IEnumerable<string> SpellingsOf(string secret) =>
    [
        secret,
        Strict(secret),
        Relaxed(secret),
        Relaxed(Strict(secret)),
        Relaxed(Relaxed(secret)),
        Uri.EscapeDataString(secret),
    ];

    private static string Strict(string text) => JsonEncodedText.Encode(text).ToString();

    private static string Relaxed(string text) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
}
