namespace UpgradeWorker.Core.Releases;

/// <summary>What the sources say of one version.</summary>
/// <param name="Version">The version told of; one entry each.</param>
/// <param name="Source">Name of the source that it rests on.</param>
/// <param name="IsReleaseNotePage">True = a page of the vendor's release notes; false = a section of a changelog file.</param>
/// <param name="IsReleased">False = the changelog itself says that this version is not out yet.</param>
/// <param name="Announcements">In the order of the text.</param>
public sealed record ChangelogEntry(
    ReleaseVersion Version,
    string Source,
    bool IsReleaseNotePage,
    bool IsReleased,
    IReadOnlyList<Announcement> Announcements)
{
    /// <summary>The notes by their own headings, in the order of the text; headings that nothing stands under are left out.</summary>
    public IReadOnlyList<NoteSection> Sections { get; init; } = [];
}
