using System.Text;
using UpgradeWorker.Core.Approvals;

namespace UpgradeWorker.Core.Mails;

/// <summary>Breaks plain text at words, keeping what is indented indented.</summary>
public static class PlainWrap
{
    /// <summary>Columns of a plain mail; quoting adds two and still fits eighty.</summary>
    public const int Columns = 72;

    /// <summary>The text with no line longer than the columns, except single words that are.</summary>
    /// <param name="text">Lines end with LF.</param>
    /// <param name="columns">At least 1.</param>
    public static string Wrap(string text, int columns = Columns)
    {
        var whole = new StringBuilder();
        foreach (var line in text.Split('\n'))
        {
            Line(whole, line.TrimEnd(), columns);
        }

        return whole.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>A shell command broken so that it still is one command when it is pasted: each line but the last ends with a backslash.</summary>
    /// <param name="command">One line, indented as it shall be.</param>
    /// <param name="columns">At least 1.</param>
    public static string Shell(string command, int columns = Columns)
    {
        var indent = new string(' ', command.TakeWhile(c => c == ' ').Count());
        // Two columns stay free for the blank and the backslash.
        var lines = Wrap(command, command.Length <= columns ? columns : columns - 4).TrimEnd('\n').Split('\n');
        return string.Join(" \\\n", lines.Select((line, index) => index == 0 ? line : $"{indent}  {line.TrimStart()}"));
    }

    private static void Line(StringBuilder whole, string line, int columns)
    {
        if (line.Length <= columns)
        {
            whole.Append(line).Append('\n');
            return;
        }

        var indent = line.TakeWhile(c => c == ' ').Count();
        var body = line[indent..];
        // Lines after the first one of a list entry stand under its text, not under its mark.
        var hang = indent + (body.StartsWith("- ", StringComparison.Ordinal) ? 2 : 0);
        var current = new StringBuilder(new string(' ', indent));
        var begun = false;
        foreach (var word in Chunks(body))
        {
            if (begun && current.Length + 1 + word.Length > columns)
            {
                whole.Append(current).Append('\n');
                current.Clear().Append(' ', hang);
                begun = false;
            }

            current.Append(begun ? " " : "").Append(word);
            begun = true;
        }

        whole.Append(current).Append('\n');
    }

    /// <summary>Words, each command word together with the one before it: no line of ours may begin with a command, lest a client that
    /// quotes without any mark makes a decision of it.</summary>
    private static List<string> Chunks(string body)
    {
        var chunks = new List<string>();
        foreach (var word in body.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (chunks.Count > 0 && ReservedWords.Command(word) is not null)
            {
                chunks[^1] += " " + word;
            }
            else
            {
                chunks.Add(word);
            }
        }

        return chunks;
    }
}
