using UpgradeWorker.Core.Releases;

namespace UpgradeWorker.Core.Tests.Releases;

internal sealed class ChangelogTests
{
    private const string File = """
        ## [Unreleased]

        ### Added

        - This requires a migration (`gs-db migrate`).

        ## [3.3.0] - unreleased

        - This requires a migration (`js-db migrate`).

        ## [v3.2.1] - 2024-02-01

        ### Added

        - This requires a migration (`is-db migrate`).

        ## 3.2.0 (2024-01-01)

        - This requires a migration (`as-db migrate`).

        ## Older

        - This requires a migration (`ns-db migrate`).

        [v3.2.1]: https://example.org/compare/v3.2.0...v3.2.1
        """;

    [Test]
    public void Versions_are_read_from_the_headings_of_a_file()
    {
        var changelog = Changelog.Read([Notes.File(File)]);
        Assert.That(changelog.Entries.Select(entry => $"{entry.Version} {entry.Announcements.Count}"), Is.EqualTo(["3.2.0 1", "3.2.1 1", "3.3.0 1"]));
        Assert.That(changelog.Path("3.1.0", "3.2.1").Lines(), Is.EqualTo(["0 as-db migrate 3.2.0", "0 is-db migrate 3.2.1"]));
    }

    [Test]
    public void An_unreleased_version_is_not_known_unless_a_page_tells_of_it()
    {
        var file = Changelog.Read([Notes.File(File)]);
        Assert.That(file.Known.Select(version => version.ToString()), Does.Not.Contain("3.3.0"));
        Assert.That(file.Path("3.2.1", "3.3.0").Warnings[0].Message, Does.Contain("3.3.0 is not released yet"));
        var page = file.With(Changelog.Read([Notes.Page("3.3.0", "- Nothing.")]));
        Assert.That(page.Known.Select(version => version.ToString()), Does.Contain("3.3.0"));
    }

    [Test]
    public void Where_a_page_and_the_file_both_tell_of_a_version_the_page_counts()
    {
        var changelog = Changelog.Read([Notes.File(File), Notes.Page("3.2.1", "- This requires a migration (`noc-db migrate`).")]);
        var path = changelog.Path("3.1.0", "3.2.1");
        Assert.That(path.Lines(), Is.EqualTo(["0 as-db migrate 3.2.0", "0 noc-db migrate 3.2.1"]));
        Assert.That(path.Warnings.Select(warning => warning.Message), Has.Some.StartsWith("For 3.2.0 this rests on the open-source changelog alone"));
    }

    [Test]
    public void The_open_source_changelog_alone_is_said_to_omit_parts()
    {
        var warning = Changelog.Read([Notes.File(File)]).Path("3.2.0", "3.2.1").Warnings.Single();
        Assert.That(warning.Reason, Is.EqualTo("OpenSourceChangelog"));
        Assert.That(warning.Message, Does.Contain("omits the noc, storage and dcs migrations"));
    }

    [Test]
    public void A_complete_changelog_file_is_taken_as_it_is()
    {
        var changelog = Changelog.Read([Notes.File(File + "\n\n## 3.1.0\n\n- This requires a migration (`storage-db migrate`).\n")]);
        Assert.That(changelog.Path("3.2.0", "3.2.1").Warnings, Is.Empty);
    }

    [TestCase("3.2.1.md", "")]
    [TestCase("v3.2.1.md", "---\ntitle: \"\"\n---\n")]
    [TestCase("notes/3.2.1/index.md", "")]
    [TestCase("any.md", "---\r\ntitle: 'v3.2.1'\r\n---\r\n")]
    [TestCase("any.md", "+++\ntitle = \"3.2.1\"\n+++\n")]
    [TestCase("any.md", "\uFEFF---\ntitle: 3.2.1\n---\n")]
    public void A_page_names_its_version_in_title_or_file_name(string name, string head)
    {
        var changelog = Changelog.Read([new ChangelogSource(name, head + "### Added\n\n- This requires a migration (`is-db migrate`).\n")]);
        Assert.That(changelog.Path("3.2.0", "3.2.1").Lines(), Is.EqualTo(["0 is-db migrate 3.2.1"]));
    }

    [Test]
    public void What_front_matter_features_is_not_announced_again() =>
        Assert.That(Changelog.Read([Notes.Page("3.2.1", "- x")]).Entries.Single().Announcements, Is.Empty);

    [Test]
    public void A_text_without_versions_is_said_to_have_none()
    {
        var changelog = Changelog.Read([new ChangelogSource("_index.md", "---\ntitle: \"Release Notes\"\n---\n")]);
        Assert.That(changelog.Entries, Is.Empty);
        Assert.That(changelog.Unread.Single().ToString(), Does.StartWith("NoVersions: _index.md names no version"));
    }

    [TestCase('>')]
    [TestCase('[')]
    [TestCase('*')]
    [TestCase('(')]
    [TestCase('`')]
    public void Hostile_text_ends_in_a_reading_or_a_finding(char filler)
    {
        var text = "## 1.0.0\n\n- run (`is-db " + new string(filler, 20_000) + "\n";
        Assert.That(() => Changelog.Read([Notes.File(text)]), Throws.Nothing);
    }

    [Test]
    public void Deep_lists_end_in_a_reading_or_a_finding()
    {
        var text = "## 1.0.0\n\n" + string.Concat(Enumerable.Range(0, 300).Select(depth => new string(' ', 2 * depth) + "- a\n"));
        Assert.That(() => Changelog.Read([Notes.File(text)]), Throws.Nothing);
    }
}
