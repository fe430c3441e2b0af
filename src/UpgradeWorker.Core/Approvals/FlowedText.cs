namespace UpgradeWorker.Core.Approvals;

/// <summary>Undoes format=flowed: a line that ends with a space goes on in the next one of the same quote depth (RFC 3676 section 4).</summary>
public static class FlowedText
{
    /// <summary>The lines as the writer meant them.</summary>
    /// <param name="lines">Lines as transmitted.</param>
    /// <param name="deleteSpace">The DelSp parameter: the space at the break is not part of the text.</param>
    public static IReadOnlyList<string> Undo(IReadOnlyList<string> lines, bool deleteSpace)
    {
        var whole = new List<string>();
        var open = false;
        var openDepth = 0;
        foreach (var line in lines)
        {
            var depth = line.TakeWhile(c => c == '>').Count();
            var text = line[depth..];
            text = text.StartsWith(' ') ? text[1..] : text;
            var signature = text == "-- ";
            if (open && depth == openDepth && !signature)
            {
                whole[^1] += text;
            }
            else
            {
                whole.Add(depth == 0 ? text : new string('>', depth) + " " + text);
            }

            open = !signature && text.EndsWith(' ');
            openDepth = depth;
            if (open && deleteSpace)
            {
                whole[^1] = whole[^1][..^1];
            }
        }

        return whole;
    }
}
