namespace UpgradeWorker.Core.Releases;

/// <summary>A bullet or paragraph of release notes with what stands under it.</summary>
/// <param name="Text">One line of plain text; inline code keeps its backticks.</param>
/// <param name="Code">Fenced or indented code that belongs to it.</param>
/// <param name="Children">Bullets under it.</param>
internal sealed record NoteItem(string Text, IReadOnlyList<string> Code, IReadOnlyList<NoteItem> Children)
{
    /// <summary>This item and everything under it, in the order of the text.</summary>
    public IEnumerable<NoteItem> SelfAndBelow() => Children.SelectMany(child => child.SelfAndBelow()).Prepend(this);

    /// <summary>The whole of it as lines for a person.</summary>
    public string WholeText() => string.Join('\n', Lines(0));

    private IEnumerable<string> Lines(int depth) =>
        Enumerable.Repeat((depth == 0 ? "" : new string(' ', (2 * depth) - 2) + "- ") + Text, 1)
            .Concat(Code.SelectMany(code => code.Split('\n')))
            .Concat(Children.SelectMany(child => child.Lines(depth + 1)));
}
