using UpgradeWorker.Core.Releases;

namespace UpgradeWorker.Core.Tests.Releases;

/// <summary>What approvers read of the release notes.</summary>
internal sealed class ReleaseHighlightsTests
{
    [Test]
    public void The_notes_of_the_versions_on_the_way_are_told_by_their_own_headings()
    {
        var changelog = Changelog.Read(
        [
            Notes.Page("3.1.0", "### Added\n\n- What runs already.\n"),
            Notes.Page("3.2.0", "### Added\n\n- One.\n  - With more to say.\n- Two.\n- Three.\n- Four.\n\n### Removed\n\n### Fixed\n\n- A leak.\n"),
            Notes.Page("3.3.0", "Just a sentence.\n"),
            Notes.Page("3.4.0", "### Added\n\n- What is not reached.\n"),
        ]);
        Assert.That(Between(changelog, "3.1.0", "3.3.0"), Is.EqualTo(["3.2.0, Added: One; Two; Three; and 1 more", "3.2.0, Fixed: A leak", "3.3.0: Just a sentence"]));
    }

    [Test]
    public void A_long_way_is_told_by_numbers_and_a_very_long_one_from_its_end()
    {
        var changelog = Changelog.Read(Enumerable.Range(0, 20).Select(minor => Notes.Page($"3.{minor}.0", "### Added\n\n- One.\n- Two.\n\n### Fixed\n\n- A leak.\n")));
        Assert.That(Between(changelog, "3.9.0", "3.19.0"), Has.Count.EqualTo(10).And.All.EndsWith(": 2 added, 1 fixed"));
        var whole = Between(changelog, "3.0.0", "3.19.0");
        Assert.That((whole.Count, whole[0], whole[^1]), Is.EqualTo((13, "7 older versions", "3.19.0: 2 added, 1 fixed")));
    }

    [Test]
    public void A_line_never_grows_beyond_what_people_read()
    {
        var changelog = Changelog.Read([Notes.Page("3.2.0", $"### Added\n\n- {new string('x', 5000)}\n- {string.Concat(Enumerable.Repeat("word ", 900))}\n")]);
        Assert.That(Between(changelog, "3.1.0", "3.2.0").Single(), Has.Length.LessThan(220));
    }

    private static IReadOnlyList<string> Between(Changelog changelog, string from, string to) =>
        ReleaseHighlights.Between(changelog, ReleaseVersion.Parse(from), ReleaseVersion.Parse(to));
}
