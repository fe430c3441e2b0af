using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace UpgradeWorker.Core.Certificates;

/// <summary>
/// The exact set of names of one certificate, as Let's Encrypt compares them for its limit "Certificates per Exact Set of
/// Identifiers": lower-cased, ASCII form (RFC 5890 A-labels), without duplicates, sorted. Order and case of the input are
/// irrelevant; <c>*.example.com</c> is another name than <c>example.com</c>.
/// </summary>
public sealed record NameSet
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private NameSet(string text) => Text = text;

    /// <summary>The names joined by commas. Two sets are equal exactly if their texts are.</summary>
    public string Text { get; }

    /// <summary>The names in ordinal order; at least one.</summary>
    public IReadOnlyList<string> Names => Text.Split(',');

    /// <summary>Reads names as people write them (any case, Unicode, a closing dot).</summary>
    /// <returns>False, with a finding <c>BadName</c>, if there is no name or one of them can be no host name or IP address.</returns>
    public static bool TryCreate(
        IEnumerable<string> names, [NotNullWhen(true)] out NameSet? set, [NotNullWhen(false)] out Finding? finding)
    {
        var canonical = new SortedSet<string>(StringComparer.Ordinal);
        set = null;
        foreach (var name in names)
        {
            if (Canonical(name.Trim()) is not { } text)
            {
                finding = new Finding("BadName", $"'{name}' is no host name: give a DNS name such as stack.example.com.");
                return false;
            }
            canonical.Add(text);
        }
        finding = canonical.Count > 0 ? null : new Finding("BadName", "No name is given: a certificate is for at least one host name.");
        set = finding is null ? new NameSet(string.Join(',', canonical)) : null;
        return set is not null;
    }

    /// <summary>The set of names that are known to be good, such as those the ledger itself wrote.</summary>
    /// <exception cref="ArgumentException">One of them is no host name, or there is none.</exception>
    public static NameSet Of(params IEnumerable<string> names) =>
        TryCreate(names, out var set, out var finding) ? set : throw new ArgumentException(finding.Message, nameof(names));

    /// <summary>Reads <see cref="Text"/> back.</summary>
    /// <exception cref="ArgumentException">The text was not written by <see cref="Text"/>.</exception>
    public static NameSet Parse(string text) => Of(text.Split(','));

    /// <summary>Several sets in one text, which <see cref="ParseAll"/> reads back; of one set it is that set's <see cref="Text"/>.</summary>
    public static string Join(IEnumerable<NameSet> sets) => string.Join(' ', sets.Select(set => set.Text));

    /// <summary>Reads what <see cref="Join"/> wrote.</summary>
    /// <exception cref="ArgumentException">The text was not written by <see cref="Join"/>.</exception>
    public static IReadOnlyList<NameSet> ParseAll(string text) => [.. text.Split(' ').Select(Parse)];

    /// <summary>Whether one of the names is <paramref name="domain"/> or lies under it.</summary>
    /// <param name="domain">A registered domain in ASCII form, such as <c>example.com</c>.</param>
    public bool IsUnder(string domain) => Names.Any(name => name == domain || name.EndsWith("." + domain, StringComparison.Ordinal));

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static string? Canonical(string name)
    {
        if (name.Contains(':') || name.Split('.') is { Length: 4 } parts && parts.All(part => part.All(char.IsAsciiDigit)))
        {
            // IPAddress.Parse also takes "1" and "1.2": only full forms come here.
            return IPAddress.TryParse(name, out var address) ? address.ToString() : null;
        }
        var host = name.EndsWith('.') ? name[..^1] : name;
        var wildcard = host.StartsWith("*.", StringComparison.Ordinal);
        try
        {
            var ascii = Idn.GetAscii((wildcard ? host[2..] : host).ToLowerInvariant()).ToLowerInvariant();
            return ascii.Length > 253 ? null : wildcard ? "*." + ascii : ascii;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
