using System.Globalization;

namespace UpgradeWorker.Core.Approvals;

/// <summary>What an HTML element means for the reading of a reply.</summary>
[Flags]
public enum HtmlMark
{
    None = 0,

    /// <summary>Its text is not shown.</summary>
    Hidden = 1,

    /// <summary>Its text is crossed out.</summary>
    Struck = 2,

    /// <summary>Its text is the quoted mail.</summary>
    Quote = 4,

    /// <summary>From here to the end of the document everything is the quoted mail.</summary>
    EndsReply = 8,

    /// <summary>Its text is the signature.</summary>
    Signature = 16,

    /// <summary>It has no text for readers at all.</summary>
    Skip = 32,

    /// <summary>It sets a background, so white text in it can be read.</summary>
    Background = 64,

    /// <summary>Its text is white, so on no background it cannot be read.</summary>
    White = 128,
}

/// <summary>Judges an element by its name and attributes, for the marks that mail clients set.</summary>
public static class HtmlMarks
{
    private static readonly string[] Skipped = ["head", "style", "script", "title", "template"];

    private static readonly string[] NeverShown = ["noscript", "iframe", "object", "textarea", "select", "option", "svg", "math", "noembed", "noframes", "audio", "video", "canvas"];

    private static readonly string[] QuoteClasses =
    [
        "gmail_quote", "gmail_attr", "gmail_extra", "yahoo_quoted", "protonmail_quote", "moz-cite-prefix", "zmail_extra", "tutanota_quote", "gmail_quote_container",
    ];

    private static readonly string[] EndIds =
    [
        "appendonsend", "divrplyfwdmsg", "olk_src_body_section", "stopspelling", "mail-editor-reference-message-container", "reply-intro",
    ];

    private static readonly string[] SignatureMarks =
    [
        "gmail_signature", "moz-signature", "signature", "ms-outlook-mobile-signature", "gmail_signature_prefix",
    ];

    /// <summary>The marks of an element.</summary>
    /// <param name="tag">Its name.</param>
    /// <param name="attribute">The value of an attribute by its small name; null when the element lacks it.</param>
    public static HtmlMark Of(string tag, Func<string, string?> attribute)
    {
        var name = MailText.Fold(tag);
        var mark = HtmlMark.None;
        if (Array.IndexOf(Skipped, name) >= 0)
        {
            return HtmlMark.Skip;
        }

        if (Array.IndexOf(NeverShown, name) >= 0 || attribute("hidden") is not null)
        {
            mark |= HtmlMark.Hidden;
        }

        if (name is "s" or "strike" or "del")
        {
            mark |= HtmlMark.Struck;
        }

        if (name == "blockquote")
        {
            mark |= HtmlMark.Quote;
        }

        foreach (var value in MailText.Fold(attribute("class") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            // Web mailers put their own prefix before foreign class names, such as x_gmail_quote.
            var bare = value.StartsWith("x_", StringComparison.Ordinal) ? value[2..] : value;
            mark |= Array.IndexOf(QuoteClasses, bare) >= 0 ? HtmlMark.Quote : HtmlMark.None;
            mark |= Array.IndexOf(SignatureMarks, bare) >= 0 ? HtmlMark.Signature : HtmlMark.None;
        }

        var id = MailText.Fold(attribute("id") ?? "").Trim();
        id = id.StartsWith("x_", StringComparison.Ordinal) ? id[2..] : id;
        mark |= Array.IndexOf(EndIds, id) >= 0 ? HtmlMark.EndsReply : HtmlMark.None;
        mark |= Array.IndexOf(SignatureMarks, id) >= 0 || attribute("data-signatureblock") is not null || attribute("data-smartmail") == "gmail_signature"
            ? HtmlMark.Signature : HtmlMark.None;
        mark |= attribute("bgcolor") is not null ? HtmlMark.Background : HtmlMark.None;
        mark |= IsWhite(MailText.Fold(attribute("color") ?? "")) ? HtmlMark.White : HtmlMark.None;
        return attribute("style") is { } style ? mark | OfStyle(name, MailText.Fold(style)) : mark;
    }

    private static HtmlMark OfStyle(string tag, string style)
    {
        var mark = HtmlMark.None;
        var white = false;
        foreach (var declaration in style.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = declaration.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
            {
                continue;
            }

            var value = declaration[(colon + 1)..].Replace("!important", "", StringComparison.Ordinal).Trim();
            var packed = value.Replace(" ", "", StringComparison.Ordinal);
            switch (declaration[..colon].Trim())
            {
                case "display" when packed == "none":
                case "visibility" when packed is "hidden" or "collapse":
                case "opacity" when Number(packed) is < 0.1:
                case "font-size" when IsTiny(packed):
                case "max-height" or "max-width" when IsNothing(packed):
                case "mso-hide" when packed == "all":
                case "text-indent" or "left" or "top" or "margin-left" when Number(packed) is <= -500:
                case "clip" when packed.StartsWith("rect(0", StringComparison.Ordinal):
                    mark |= HtmlMark.Hidden;
                    break;
                case "text-decoration" or "text-decoration-line" when value.Contains("line-through", StringComparison.Ordinal):
                    mark |= HtmlMark.Struck;
                    break;
                case "background" or "background-color" when !IsWhite(packed) && packed is not ("transparent" or "none" or "inherit" or "initial" or ""):
                    mark |= HtmlMark.Background;
                    break;
                case "color":
                    white = IsWhite(packed) || packed == "transparent";
                    break;
                case "border-top" or "border" when tag == "div" && packed.Contains("solid", StringComparison.Ordinal)
                    && (packed.Contains("#e1e1e1", StringComparison.Ordinal) || packed.Contains("#b5c4df", StringComparison.Ordinal)):
                    mark |= HtmlMark.EndsReply;
                    break;
            }
        }

        return white ? mark | HtmlMark.White : mark;
    }

    private static bool IsWhite(string color) => color is "white" or "#fff" or "#ffffff" or "rgb(255,255,255)" or "rgba(255,255,255,1)" or "#fefefe" or "snow";

    private static bool IsTiny(string size) => Number(size) is { } number && (number <= 0
        || (number <= 1 && (size.EndsWith("px", StringComparison.Ordinal) || size.EndsWith("pt", StringComparison.Ordinal) || size.EndsWith('%'))));

    private static bool IsNothing(string size) => Number(size) is <= 0;

    private static double? Number(string value)
    {
        var end = 0;
        while (end < value.Length && (char.IsAsciiDigit(value[end]) || value[end] is '.' or '-' or '+'))
        {
            end++;
        }

        return double.TryParse(value[..end], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
