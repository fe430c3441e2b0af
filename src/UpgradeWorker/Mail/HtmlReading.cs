using System.Text;
using MimeKit.Text;
using UpgradeWorker.Core.Approvals;

namespace UpgradeWorker.Mail;

/// <summary>Turns HTML into displayed lines by streaming its tokens: no tree, so depth costs nothing. What an element means is
/// <see cref="HtmlMarks"/>'s to say. Where mark-up is broken, text stays quoted or hidden rather than becoming visible.</summary>
internal sealed class HtmlReading
{
    // Elements that end the line before and after them, and that an inline end tag does not close (HTML standard, section 13.2.4.2).
    private static readonly HashSet<string> Blocks = new(StringComparer.Ordinal)
    {
        "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dir", "div", "dl", "dt", "fieldset", "figure", "footer",
        "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "style",
        "script", "table", "tbody", "td", "template", "tfoot", "th", "thead", "title", "tr", "ul",
    };

    private static readonly HashSet<string> Voids = new(StringComparer.Ordinal)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "frame",
    };

    private static readonly HtmlMark[] Marks = [.. Enum.GetValues<HtmlMark>().Where(mark => mark != HtmlMark.None)];

    private readonly List<(string Tag, HtmlMark Mark)> _open = [];
    private readonly Dictionary<HtmlMark, int> _counts = [];
    private readonly Dictionary<string, int> _openTags = new(StringComparer.Ordinal);
    private readonly List<HtmlLine> _lines = [];
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _dropped = new();
    private bool _ended;

    private HtmlReading()
    {
    }

    /// <summary>The displayed lines of an HTML document.</summary>
    public static IReadOnlyList<HtmlLine> Lines(string html)
    {
        var reading = new HtmlReading();
        using var reader = new StringReader(html);
        var tokenizer = new HtmlTokenizer(reader);
        while (tokenizer.ReadNextToken(out var token))
        {
            switch (token)
            {
                case HtmlTagToken { IsEndTag: false } tag:
                    reading.Open(tag);
                    break;
                case HtmlTagToken tag:
                    reading.Close(tag.Name.ToLowerInvariant());
                    break;
                case HtmlDataToken { Kind: HtmlTokenKind.Data or HtmlTokenKind.CData } data:
                    reading.Text(data.Data);
                    break;
            }
        }

        reading.EndLine();
        return reading._lines;
    }

    private void Open(HtmlTagToken tag)
    {
        var name = tag.Name.ToLowerInvariant();
        if (name == "body")
        {
            Close("head");
        }

        if (Blocks.Contains(name) && Count("p") > 0 && name is not ("p" or "body" or "html"))
        {
            CloseParagraph();
        }
        else if (name == "p")
        {
            CloseParagraph();
        }

        var mark = HtmlMarks.Of(name, wanted => Attribute(tag, wanted));
        if (Blocks.Contains(name) || name == "br")
        {
            EndLine();
        }

        if (mark.HasFlag(HtmlMark.EndsReply))
        {
            EndLine();
            _ended = true;
        }

        if (Voids.Contains(name) || tag.IsEmptyElement)
        {
            return;
        }

        // A quote or signature in the middle of a line starts a line of its own, so that nothing before it is taken along.
        if ((mark & (HtmlMark.Quote | HtmlMark.Signature)) != HtmlMark.None)
        {
            EndLine();
        }

        _open.Add((name, mark));
        _openTags[name] = Count(name) + 1;
        Tally(mark, 1);
    }

    private void Close(string name)
    {
        if (name == "br")
        {
            EndLine();
            return;
        }

        if (Count(name) == 0)
        {
            return;
        }

        var block = Blocks.Contains(name);
        var at = _open.Count - 1;
        while (_open[at].Tag != name)
        {
            if (!block && Blocks.Contains(_open[at].Tag))
            {
                return;
            }

            at--;
        }

        if (block || _open.Skip(at).Any(element => (element.Mark & (HtmlMark.Quote | HtmlMark.Signature)) != HtmlMark.None))
        {
            EndLine();
        }

        while (_open.Count > at)
        {
            var (tag, mark) = _open[^1];
            _open.RemoveAt(_open.Count - 1);
            _openTags[tag]--;
            Tally(mark, -1);
        }
    }

    /// <summary>A block inside a paragraph ends the paragraph, unless an element stands between them.</summary>
    private void CloseParagraph()
    {
        if (_open.Count > 0 && _open[^1].Tag == "p")
        {
            Close("p");
        }
    }

    private void Text(string data)
    {
        if (Has(HtmlMark.Skip))
        {
            return;
        }

        var dropped = Has(HtmlMark.Hidden) || Has(HtmlMark.Struck) || (Has(HtmlMark.White) && !Has(HtmlMark.Background));
        var target = dropped ? _dropped : _text;
        var keepsBreaks = Count("pre") > 0;
        foreach (var c in data)
        {
            if (keepsBreaks && c == '\n')
            {
                EndLine();
            }
            else if (c is ' ' or '\t' or '\r' or '\n' or '\f')
            {
                // Displayed as one space however many there are.
                if (target.Length > 0 && target[^1] != ' ')
                {
                    target.Append(' ');
                }
            }
            else
            {
                target.Append(c);
            }
        }
    }

    private void EndLine()
    {
        if (_text.Length == 0 && _dropped.Length == 0)
        {
            return;
        }

        // A blank line says nothing in HTML, where empty elements make as many as they like.
        var text = _text.ToString().Trim();
        var dropped = _dropped.ToString().Trim();
        if (text.Length > 0 || dropped.Length > 0)
        {
            _lines.Add(new HtmlLine(text, dropped, Has(HtmlMark.Quote), _ended, Has(HtmlMark.Signature)));
        }

        _text.Clear();
        _dropped.Clear();
    }

    private int Count(string tag) => _openTags.GetValueOrDefault(tag);

    private bool Has(HtmlMark mark) => _counts.GetValueOrDefault(mark) > 0;

    private void Tally(HtmlMark marks, int by)
    {
        foreach (var mark in marks == HtmlMark.None ? [] : Marks)
        {
            if (marks.HasFlag(mark))
            {
                _counts[mark] = _counts.GetValueOrDefault(mark) + by;
            }
        }
    }

    private static string? Attribute(HtmlTagToken tag, string name)
    {
        foreach (var attribute in tag.Attributes)
        {
            if (string.Equals(attribute.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return attribute.Value ?? "";
            }
        }

        return null;
    }
}
