using System.Text.RegularExpressions;

namespace UpgradeWorker.Core.Releases;

/// <summary>Prepares release-note pages for a Markdown parser: Hugo's front matter and shortcodes, and headings glued to a line's end.</summary>
internal static partial class ReleaseNoteText
{
    /// <summary>The version that a page is about, by its title or else its file name; null = the text is no page of one version.</summary>
    public static ReleaseVersion? PageVersion(ChangelogSource source)
    {
        var title = TitleLine().Match(FrontMatter(Normalise(source.Text)).Matter);
        if (title.Success && ReleaseVersion.TryParse(title.Groups[1].Value, out var fromTitle))
        {
            return fromTitle;
        }

        // A page bundle is a folder with an index.md.
        var path = source.Name.Split('/', '\\');
        var file = path is [.., var folder, "index.md"] ? folder : path[^1];
        var stem = file.EndsWith(".md", StringComparison.OrdinalIgnoreCase) ? file[..^3] : file;
        return ReleaseVersion.TryParse(stem, out var fromName) ? fromName : null;
    }

    /// <summary>The body as plain Markdown.</summary>
    public static string Body(string text)
    {
        var body = FrontMatter(Normalise(text)).Body;
        body = Shortcode().Replace(body, match => string.Join(' ', Argument().Matches(match.Groups[2].Value).Select(Unquote)));
        return GluedHeading().Replace(body, "$1\n\n$2");
    }

    private static string Normalise(string text) => text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    private static (string Matter, string Body) FrontMatter(string text)
    {
        foreach (var fence in new[] { "---", "+++" })
        {
            if (text.StartsWith(fence + "\n", StringComparison.Ordinal)
                && text.IndexOf("\n" + fence + "\n", 3, StringComparison.Ordinal) is > 0 and var end)
            {
                return (text[4..(end + 1)], text[(end + 5)..]);
            }
        }

        return ("", text);
    }

    private static string Unquote(Match argument)
    {
        var text = argument.Value;
        return text[0] == '"' ? text[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal) : text[0] == '`' ? text[1..^1] : "";
    }

    [GeneratedRegex("""^title[ \t]*[:=][ \t]*["']?([^"'\n]*?)["']?[ \t]*$""", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex TitleLine();

    // {{< name "text" />}} and {{% name %}}: what is quoted is text for readers, names and bare words are not.
    [GeneratedRegex("""\{\{[<%]\s*/?\s*([A-Za-z][\w./-]*)((?:\s+(?:"(?:\\.|[^"\\])*"|`[^`]*`|[^\s"`>%]+))*)\s*[>%]\}\}""", RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Shortcode();

    [GeneratedRegex("""(?:[\w-]+=)?"(?:\\.|[^"\\])*"|`[^`]*`""", RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Argument();

    [GeneratedRegex(@"([^\s#`])(#{2,4} (?:Added|Changed|Deprecated|Removed|Fixed|Security)\b)", RegexOptions.NonBacktracking)]
    private static partial Regex GluedHeading();
}
