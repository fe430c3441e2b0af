using System.Text;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace UpgradeWorker.Core.Releases;

/// <summary>A Markdown text as headings and items, in order.</summary>
internal static class NoteTree
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().Build();

    /// <summary>A heading (level 1 to 6) or an item (level 0).</summary>
    public sealed record Part(int Level, NoteItem Item);

    /// <exception cref="ArgumentException">The text nests deeper than the parser allows.</exception>
    public static IReadOnlyList<Part> Read(string markdown)
    {
        var parts = new List<Part>();
        var run = new List<Block>();
        foreach (var block in Markdown.Parse(markdown, Pipeline))
        {
            if (block is HeadingBlock heading)
            {
                Flush();
                parts.Add(new Part(heading.Level, new NoteItem(Flatten(heading.Inline, links: false), [], [])));
            }
            else
            {
                run.Add(block);
            }
        }

        Flush();
        return parts;

        void Flush()
        {
            parts.AddRange(Items(run).Select(item => new Part(0, item)));
            run.Clear();
        }
    }

    private static List<NoteItem> Items(IEnumerable<Block> blocks)
    {
        var items = new List<NoteItem>();
        foreach (var block in blocks)
        {
            switch (block)
            {
                case ListBlock list:
                    var bullets = list.OfType<ListItemBlock>().Select(Bullet).ToList();
                    // "Run the following commands:" with the list after it is one item.
                    if (items is [.., { Children.Count: 0 } lead] && lead.Text.EndsWith(':'))
                    {
                        items[^1] = lead with { Children = bullets };
                    }
                    else
                    {
                        items.AddRange(bullets);
                    }

                    break;
                case CodeBlock code:
                    Attach(items, code.Lines.ToString().Trim('\n'));
                    break;
                case ContainerBlock container:
                    items.AddRange(Items(container));
                    break;
                case LeafBlock { Inline: { } inline }:
                    items.Add(new NoteItem(Flatten(inline, links: true), [], []));
                    break;
                case HtmlBlock html:
                    items.Add(new NoteItem(html.Lines.ToString().Trim(), [], []));
                    break;
            }
        }

        return items;
    }

    private static NoteItem Bullet(ListItemBlock bullet)
    {
        var own = new List<string>();
        var rest = new List<Block>();
        foreach (var block in bullet)
        {
            if (rest.Count == 0 && block is ParagraphBlock paragraph)
            {
                own.Add(Flatten(paragraph.Inline, links: true));
            }
            else
            {
                rest.Add(block);
            }
        }

        // Code straight under the bullet is its own; code after an inner list belongs to the inner bullet that announces it.
        var code = rest.TakeWhile(block => block is CodeBlock).Cast<CodeBlock>().Select(block => block.Lines.ToString().Trim('\n')).ToList();
        return new NoteItem(string.Join(' ', own), code, Items(rest.Skip(code.Count)));
    }

    private static void Attach(List<NoteItem> items, string code)
    {
        if (items is [.., var last])
        {
            items[^1] = last with { Code = [.. last.Code, code] };
        }
        else
        {
            items.Add(new NoteItem("", [code], []));
        }
    }

    private static string Flatten(ContainerInline? inlines, bool links)
    {
        var text = new StringBuilder();
        Append(inlines);
        return text.ToString().Trim();

        void Append(IEnumerable<Inline>? children)
        {
            foreach (var inline in children ?? [])
            {
                switch (inline)
                {
                    case LiteralInline literal: text.Append(literal.Content.AsSpan()); break;
                    case CodeInline code: text.Append('`').Append(code.Content).Append('`'); break;
                    case LineBreakInline: text.Append(' '); break;
                    case HtmlInline html: text.Append(html.Tag); break;
                    case HtmlEntityInline entity: text.Append(entity.Transcoded.AsSpan()); break;
                    case AutolinkInline link: text.Append(link.Url); break;
                    case LinkInline link:
                        Append(link);
                        if (links && link.Url is { Length: > 0 } url)
                        {
                            text.Append(" <").Append(url).Append('>');
                        }

                        break;
                    case DelimiterInline delimiter:
                        // A bracket or star that turned out to open nothing.
                        text.Append(delimiter.ToLiteral());
                        Append(delimiter);
                        break;
                    case ContainerInline container: Append(container); break;
                }
            }
        }
    }
}
