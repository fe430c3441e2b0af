namespace UpgradeWorker.Core.Releases;

/// <summary>The text of one changelog file or release-note page.</summary>
/// <param name="Name">File name or URL, for messages; a page without a title takes its version from it.</param>
/// <param name="Text">Markdown.</param>
public sealed record ChangelogSource(string Name, string Text);
