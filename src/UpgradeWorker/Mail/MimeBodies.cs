using System.Text;
using MimeKit;
using UpgradeWorker.Core.Approvals;

namespace UpgradeWorker.Mail;

/// <summary>Finds the text of a mail: the first inline text/plain, the text/html beside it, and whatever further text there is.</summary>
internal sealed class MimeBodies
{
    private const int MostParts = 200;
    private const int MostText = 256 * 1024;
    private const int MostLines = 3000;

    private readonly List<string> _further = [];
    private readonly List<string> _decoded = [];
    private readonly List<Multipart> _alternatives = [];
    private Multipart? _bodyOf;
    private int _parts;

    private MimeBodies()
    {
    }

    /// <summary>The bodies of a mail that is not looked into.</summary>
    public static MimeBodies None { get; } = new();

    /// <summary>Lines of the plain text; null where there is none.</summary>
    public IReadOnlyList<string>? Plain { get; private set; }

    /// <summary>Lines of the HTML text; null where there is none.</summary>
    public IReadOnlyList<HtmlLine>? Html { get; private set; }

    /// <summary>Lines of all other inline text parts.</summary>
    public IReadOnlyList<string> Further => _further;

    /// <summary>Decoded texts as they are.</summary>
    public IReadOnlyList<string> Decoded => _decoded;

    /// <summary>Some text could not be decoded cleanly or is cut off.</summary>
    public bool Damaged { get; private set; }

    /// <summary>The mail is encrypted.</summary>
    public bool Encrypted { get; private set; }

    /// <summary>Why the parts cannot be read; null when they can.</summary>
    public string? Wrong { get; private set; }

    /// <summary>The bodies of a mail.</summary>
    public static MimeBodies Of(MimeMessage message)
    {
        var bodies = new MimeBodies();
        if (message.Body is not null)
        {
            bodies.Walk(message.Body);
        }

        return bodies;
    }

    private void Walk(MimeEntity entity)
    {
        if (++_parts > MostParts)
        {
            Wrong = $"The mail has more than {MostParts} parts.";
            return;
        }

        var type = entity.ContentType.MimeType.ToLowerInvariant();
        if (type is "multipart/encrypted" or "application/pkcs7-mime" or "application/x-pkcs7-mime")
        {
            Encrypted = true;
            return;
        }

        switch (entity)
        {
            case Multipart multipart when type == "multipart/signed":
                if (multipart.Count > 0)
                {
                    Walk(multipart[0]);
                }

                break;
            case Multipart multipart when type != "multipart/report":
                if (type == "multipart/alternative")
                {
                    _alternatives.Add(multipart);
                }

                foreach (var child in multipart)
                {
                    Walk(child);
                }

                _alternatives.Remove(multipart);
                break;
            case TextPart text when IsInline(text):
                Take(text, type);
                break;
        }
    }

    private static bool IsInline(TextPart text) =>
        text.ContentDisposition?.IsAttachment is not true && string.IsNullOrEmpty(text.FileName) && !text.ContentType.IsMimeType("text", "calendar");

    private void Take(TextPart part, string type)
    {
        var text = Decode(part);
        _decoded.Add(text);
        var first = Plain is null && Html is null;
        var beside = first || (_bodyOf is not null && _alternatives.Contains(_bodyOf));
        _bodyOf = first && _alternatives.Count > 0 ? _alternatives[^1] : _bodyOf;
        if (type == "text/plain" && Plain is null && beside)
        {
            var lines = Limited(Lines(text));
            Plain = Parameter(part, "format") == "flowed" ? FlowedText.Undo(lines, Parameter(part, "delsp") == "yes") : lines;
        }
        else if (type == "text/html" && Html is null && beside)
        {
            Html = Limited(HtmlReading.Lines(text));
        }
        else
        {
            _further.AddRange(Limited(type == "text/html" ? [.. HtmlReading.Lines(text).Select(line => line.Text)] : Lines(text)));
        }
    }

    /// <summary>The first lines; nobody writes so many, and what is left out could put the rest in doubt.</summary>
    private IReadOnlyList<TLine> Limited<TLine>(IReadOnlyList<TLine> lines)
    {
        Damaged |= lines.Count > MostLines;
        return lines.Count > MostLines ? [.. lines.Take(MostLines)] : lines;
    }

    private string Decode(TextPart part)
    {
        if (part.Content is null)
        {
            return "";
        }

        using var bytes = new LimitedStream(MostText);
        try
        {
            part.Content.DecodeTo(bytes);
        }
        catch (LimitedStream.Full)
        {
            // What was left out could put the rest in doubt.
            Damaged = true;
        }

        var text = Charset(part.ContentType.Charset).GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
        var odd = text.Count(c => c == '\uFFFD');
        Damaged |= text.Contains('\0', StringComparison.Ordinal) || odd * 20 > text.Length;
        return text;
    }

    /// <summary>The named character set; ASCII for an unknown one, and never UTF-7, which can spell words in letters that mean others.</summary>
    private static Encoding Charset(string? name)
    {
        var strict = (EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD"));
        try
        {
            return string.IsNullOrEmpty(name) || name.Equals("utf-8", StringComparison.OrdinalIgnoreCase) ? Encoding.UTF8
                : name.Replace("-", "", StringComparison.Ordinal).Contains("utf7", StringComparison.OrdinalIgnoreCase)
                    ? Encoding.GetEncoding("us-ascii", strict.Item1, strict.Item2)
                    : Encoding.GetEncoding(name, strict.Item1, strict.Item2);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return Encoding.GetEncoding("us-ascii", strict.Item1, strict.Item2);
        }
    }

    private static string? Parameter(TextPart part, string name) => part.ContentType.Parameters[name]?.ToLowerInvariant();

    private static string[] Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');

    /// <summary>Memory that refuses to grow beyond its limit.</summary>
    private sealed class LimitedStream(int limit) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            var fits = (int)Math.Min(count, limit - Length);
            base.Write(buffer, offset, fits);
            if (fits < count)
            {
                throw new Full();
            }
        }

        public sealed class Full : IOException;
    }
}
