using Spectre.Console;

namespace UpgradeWorker.Commands;

/// <summary>
/// What a verb prints on for people. A terminal gets lines that are broken between words and a colour here and there (not with NO_COLOR);
/// a pipe gets each line whole, without blanks at its end, and tables of a fixed width.
/// </summary>
internal sealed class Paper
{
    /// <summary>Spectre breaks a word that is longer than a line; ids and ARNs are to be copied, so that it never sees a line's end.</summary>
    private const int Endless = 1_000_000;

    private readonly TextWriter _output;
    private readonly IAnsiConsole _console;

    /// <param name="output">Where to.</param>
    /// <param name="columns">Width of a terminal; null = what <paramref name="output"/> is.</param>
    public Paper(TextWriter output, int? columns = null)
    {
        _output = output;
        _console = CommandOutput.Console(output);
        Columns = columns ?? (_console.Profile.Out.IsTerminal ? _console.Profile.Width : null);
        _console.Profile.Width = Endless;
    }

    /// <summary>Of the terminal; null = a pipe or a file.</summary>
    public int? Columns { get; }

    /// <summary>A line, broken between words; further lines stand <paramref name="hang"/> columns to the right.</summary>
    public void Line(string text = "", int hang = 0, Style? style = null)
    {
        foreach (var line in Broken(CommandOutput.Printable(text).TrimEnd(), hang))
        {
            _console.Write(new Text(line, style));
            _output.WriteLine();
        }
    }

    /// <summary>A table without blanks at the ends of its lines where it goes to a pipe.</summary>
    public void Table(Table table)
    {
        if (_console.Profile.Out.IsTerminal)
        {
            _console.Profile.Width = Columns ?? CommandOutput.RedirectedWidth;
            _console.Write(table);
            _console.Profile.Width = Endless;
            return;
        }

        using var drawn = new StringWriter();
        var console = CommandOutput.Console(drawn);
        console.Profile.Width = Columns ?? CommandOutput.RedirectedWidth;
        console.Write(table);
        foreach (var line in drawn.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            _output.WriteLine(line.TrimEnd());
        }
    }

    private IEnumerable<string> Broken(string text, int hang)
    {
        if (Columns is not { } columns || text.Length <= columns)
        {
            yield return text;
            yield break;
        }

        var indent = text.TakeWhile(character => character == ' ').Count();
        var line = new string(' ', indent);
        var isEmpty = true;
        foreach (var word in Words(text[indent..]))
        {
            if (!isEmpty && line.Length + 1 + word.Length > columns)
            {
                yield return line;
                line = new string(' ', hang);
                isEmpty = true;
            }

            line = isEmpty ? line + word : $"{line} {word}";
            isEmpty = false;
        }

        yield return line;
    }

    /// <summary>Words, the offset of a time together with it.</summary>
    private static IEnumerable<string> Words(string text)
    {
        var words = text.Split(' ');
        for (var index = 0; index < words.Length; index++)
        {
            if (index + 1 < words.Length && words[index + 1] is ['+' or '-', >= '0' and <= '9', >= '0' and <= '9', ':', ..])
            {
                yield return $"{words[index]} {words[++index]}";
            }
            else
            {
                yield return words[index];
            }
        }
    }
}
