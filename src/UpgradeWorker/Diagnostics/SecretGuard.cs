namespace UpgradeWorker.Diagnostics;

/// <summary>Knows the secret values in use and blots them out of any text. Safe for many threads.</summary>
public sealed class SecretGuard
{
    private const string Blot = "***";

    // Shorter texts turn up in ordinary words; blotting them out would make logs unreadable and tell the secret's length.
    private const int ShortestSecret = 4;

    private readonly Lock _lock = new();
    private volatile string[] _secrets = [];

    /// <summary>Remembers a value; longer ones are blotted out first, so that no tail of one stays visible.</summary>
    public void Add(string secret)
    {
        if (secret.Length < ShortestSecret)
        {
            return;
        }

        lock (_lock)
        {
            if (!_secrets.Contains(secret, StringComparer.Ordinal))
            {
                _secrets = [.. _secrets.Append(secret).OrderByDescending(known => known.Length)];
            }
        }
    }

    /// <summary>The text with every known secret blotted out, also where JSON or a URL has escaped it.</summary>
    public string Redact(string text)
    {
        foreach (var secret in _secrets)
        {
            text = text.Replace(secret, Blot, StringComparison.Ordinal)
                .Replace(System.Text.Json.JsonEncodedText.Encode(secret).ToString(), Blot, StringComparison.Ordinal)
                .Replace(Uri.EscapeDataString(secret), Blot, StringComparison.Ordinal);
        }

        return text;
    }
}
