using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Releases;

namespace UpgradeWorker.Core.Tests.Planning;

internal sealed class ReleaseChoiceTests
{
    private static readonly DateTimeOffset Now = SomeDraft.Now;
    private static readonly ReleaseVersion Running = ReleaseVersion.Parse("3.35.0");
    private static readonly ReleasePolicy Policy = new(TimeSpan.FromDays(3), null, [], false);
    private static readonly Release[] Two = [Release("3.36.0", 10), Release("3.37.0", 5)];

    [Test]
    public void The_newest_that_is_old_enough_is_proposed()
    {
        Assert.That(Choose(Policy, Two), Is.EqualTo("3.37.0"));
        Assert.That(Choose(Policy, [Two[0], Release("3.37.0", 2)]), Is.EqualTo("3.36.0"));
        Assert.That(Choose(Policy, [Release("3.36.0", 3)]), Is.EqualTo("3.36.0"), "exactly the age");
        Assert.That(Choose(Policy, [Release("3.36.0", 2), Release("3.37.0", 1)]), Is.EqualTo("ReleaseTooYoung"));
        Assert.That(Choose(Policy, [Release("3.35.0", 9), Release("3.34.0", 9)]), Is.EqualTo("UpToDate"));
        Assert.That(Choose(Policy, []), Is.EqualTo("UpToDate"));
    }

    [Test]
    public void The_one_that_waits_least_says_until_when()
    {
        var why = ReleaseChoice.Newest([Release("3.36.0", 2), Release("3.37.0", 1)], Running, Policy, null, Now).Why!;
        Assert.That(why.Message, Does.Contain("3.36.0").And.Contain("2026-03-03 09:00:00Z"));
    }

    [Test]
    public void Skipped_versions_and_pre_releases_are_passed_over()
    {
        Assert.That(Choose(Policy with { Skipped = ["v3.37.0"] }, Two), Is.EqualTo("3.36.0"));
        Assert.That(Choose(Policy, [.. Two, Release("3.38.0-rc1", 9)]), Is.EqualTo("3.37.0"));
        Assert.That(Choose(Policy with { IncludePreReleases = true }, [.. Two, Release("3.38.0-rc1", 9)]), Is.EqualTo("3.38.0-rc1"));
    }

    [Test]
    public void A_pinned_version_is_the_only_one_and_needs_no_age()
    {
        Assert.That(Choose(Policy with { Pinned = "3.36.0" }, Two), Is.EqualTo("3.36.0"));
        Assert.That(Choose(Policy with { Pinned = "3.36.0" }, [Release("3.36.0", 0)]), Is.EqualTo("3.36.0"));
        Assert.That(Choose(Policy with { Pinned = "3.35.0" }, Two), Is.EqualTo("UpToDate"));
        Assert.That(Choose(Policy with { Pinned = "3.40.0" }, Two), Is.EqualTo("ReleaseMissing"));
        Assert.That(Choose(Policy with { Pinned = "3.34.0" }, [Release("3.34.0", 9)]), Is.EqualTo("ReleaseMissing"), "there is no way down");
    }

    [Test]
    public void What_somebody_asks_for_waits_for_nothing()
    {
        var young = Release("3.38.0-rc1", 0);
        Assert.That(Choose(Policy with { Skipped = ["3.38.0-rc1"], Pinned = "3.36.0" }, [.. Two, young], "v3.38.0-rc1"), Is.EqualTo("3.38.0-rc1"));
        Assert.That(Choose(Policy, Two, "3.99.0"), Is.EqualTo("ReleaseMissing"));
    }

    [Test]
    public void Another_template_of_a_version_takes_the_place_of_the_first_at_once()
    {
        var (first, second) = (Release("3.36.0", 10), Release("3.36.0", 1) with { TemplateSha256 = "other" });
        Assert.That(Choose(Policy, [first, second]), Is.EqualTo("ReleaseTooYoung"));
        Assert.That(ReleaseChoice.Newest([first, second], Running, Policy with { MinimumAge = TimeSpan.Zero }, null, Now).Release, Is.EqualTo(second));
    }

    [Test]
    public void What_waits_is_told_with_its_reason()
    {
        var waiting = WaitingReleases.Find(
            [Release("3.36.0", 9), Release("3.37.0", 9), Release("3.38.0-rc1", 9), Release("3.39.0", 1)],
            [
                new HeardRelease(new AnnouncedRelease("v3.40.0", "3.40.0", null), "Marketplace", Now, "3.35.0"),
                new HeardRelease(new AnnouncedRelease("v3.36.0", "3.36.0", null), "Marketplace", Now, "3.35.0"),
                new HeardRelease(new AnnouncedRelease("ami-2", null, null), "Parameter", Now, "3.35.0"),
                new HeardRelease(new AnnouncedRelease("ami-1", null, null), "Parameter", Now, "3.34.0"),
            ],
            Running, Policy with { Skipped = ["3.37.0"] }, Now);
        Assert.That(waiting.Select(one => $"{one.Name} {one.Why.Reason}"), Is.EqualTo(
            ["3.39.0 ReleaseTooYoung", "3.38.0-rc1 PreRelease", "3.37.0 ReleaseSkipped", "3.40.0 ReleaseAnnounced", "ami-2 ReleaseSigned"]));
        Assert.That(WaitingReleases.Find(Two, [], Running, Policy with { Pinned = "3.36.0" }, Now).Select(one => $"{one.Name} {one.Why.Reason}"), Is.EqualTo(["3.37.0 ReleaseNotPinned"]));
    }

    private static string Choose(ReleasePolicy policy, IEnumerable<Release> releases, string? requested = null) =>
        ReleaseChoice.Newest(releases, Running, policy, requested, Now) is var (release, why) && release is not null ? release.Version.ToString() : why!.Reason;

    private static Release Release(string version, int days) =>
        new(ReleaseVersion.Parse(version), $"sha of {version}", Now.AddDays(-days), "folder", $"{version}.yaml");
}
