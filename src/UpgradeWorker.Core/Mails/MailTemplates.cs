using System.Collections.Concurrent;
using System.Resources;
using System.Text;
using HandlebarsDotNet;

namespace UpgradeWorker.Core.Mails;

/// <summary>The templates that give mails their form: one for text and one for HTML, and any number that replace them for one kind of mail.</summary>
public sealed class MailTemplates
{
    private static readonly Lazy<MailTemplates> Default = new(() => new MailTemplates(new Dictionary<string, string>()));

    private readonly Dictionary<string, string> _sources = new(StringComparer.OrdinalIgnoreCase)
    {
        ["mail.text.hbs"] = Resource("mail.text.hbs"),
        ["mail.html.hbs"] = Resource("mail.html.hbs"),
    };

    private readonly ConcurrentDictionary<string, HandlebarsTemplate<object, object>> _compiled = new(StringComparer.OrdinalIgnoreCase);
    private readonly IHandlebars _text = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true });
    private readonly IHandlebars _html = Handlebars.Create();

    private MailTemplates(IReadOnlyDictionary<string, string> replaced)
    {
        foreach (var (name, source) in replaced)
        {
            _sources[name] = source;
        }
    }

    /// <summary>Those that come with the worker.</summary>
    public static MailTemplates BuiltIn => Default.Value;

    /// <summary>File names that a folder of replacements may hold: <c>mail.text.hbs</c>, <c>mail.html.hbs</c> for all mails, and per kind such as
    /// <c>approval-request.html.hbs</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. new[] { "mail" }.Concat(Enum.GetValues<MailKind>().Select(FileName)).SelectMany(name => new[] { name + ".text.hbs", name + ".html.hbs" })];

    /// <summary>The built-in ones with some replaced, and every problem found in those: an unknown name, or a text that is no template.</summary>
    /// <param name="replaced">Template text by file name.</param>
    public static (MailTemplates Templates, IReadOnlyList<Finding> Problems) With(IReadOnlyDictionary<string, string> replaced)
    {
        var problems = new List<Finding>();
        var good = new Dictionary<string, string>();
        foreach (var (name, source) in replaced)
        {
            if (!Names.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                problems.Add(new Finding("UnknownTemplate", $"{name} is no mail template; known are {string.Join(", ", Names.Take(4))} and so on."));
                continue;
            }

            try
            {
                Handlebars.Create().Compile(source);
                good[name] = source;
            }
            catch (HandlebarsException error)
            {
                problems.Add(new Finding("BadTemplate", $"{name} is not used: {error.Message}"));
            }
        }

        return (new MailTemplates(good), problems);
    }

    /// <summary>The page as plain text, wrapped.</summary>
    public string Text(MailPage page) => PlainWrap.Wrap(Collapse(Render(page, "text", _text)));

    /// <summary>The page as HTML.</summary>
    public string Html(MailPage page) => Render(page, "html", _html).ReplaceLineEndings("\n");

    private string Render(MailPage page, string form, IHandlebars engine)
    {
        try
        {
            return Compiled(page.Kind, form, engine)(page);
        }
        catch (HandlebarsException) when (this != BuiltIn)
        {
            // A mail in the wrong dress is better than none: what it tells may be urgent.
            return BuiltIn.Render(page, form, form == "text" ? BuiltIn._text : BuiltIn._html);
        }
    }

    private HandlebarsTemplate<object, object> Compiled(MailKind kind, string form, IHandlebars engine)
    {
        var own = $"{FileName(kind)}.{form}.hbs";
        var name = _sources.ContainsKey(own) ? own : $"mail.{form}.hbs";
        return _compiled.GetOrAdd(name, key => engine.Compile(_sources[key]));
    }

    private static string FileName(MailKind kind) =>
        string.Concat(kind.ToString().Select((c, i) => char.IsAsciiLetterUpper(c) ? (i == 0 ? "" : "-") + (char)(c | 0x20) : c.ToString()));

    /// <summary>Never more than one blank line in a row: optional parts of a template leave some behind.</summary>
    private static string Collapse(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        return string.Join('\n', lines.Where((line, i) => line.Trim().Length > 0 || i == 0 || lines[i - 1].Trim().Length > 0)).Trim('\n');
    }

    private static string Resource(string name)
    {
        using var stream = typeof(MailTemplates).Assembly.GetManifestResourceStream("UpgradeWorker.Core.Mails.Templates." + name)
            ?? throw new MissingManifestResourceException($"The built-in template {name} is missing.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes).ReplaceLineEndings("\n");
    }
}
