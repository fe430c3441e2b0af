using UpgradeWorker.Core.Releases;

namespace UpgradeWorker.Core.Tests.Releases;

internal sealed class ReleaseVersionTests
{
    [TestCase("v3.24.2", "3.24.2")]
    [TestCase("3.24.2-rc1", "3.24.2-rc1")]
    [TestCase(" 3.24.2 ", "3.24.2")]
    public void A_version_is_read_with_or_without_v(string text, string expected) => Assert.That(ReleaseVersion.Parse(text).ToString(), Is.EqualTo(expected));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("3.24")]
    [TestCase("latest")]
    [TestCase("3.24.2.1")]
    [TestCase("99999999999.0.0")]
    public void Anything_else_is_no_version(string? text) => Assert.That(ReleaseVersion.TryParse(text, out _), Is.False);

    [Test]
    public void Versions_are_ordered_by_number_and_pre_releases_come_first()
    {
        string[] ascending = ["3.9.9", "3.10.0-rc1", "3.10.0-rc2", "3.10.0", "3.10.1"];
        Assert.That(ascending.Reverse().Select(ReleaseVersion.Parse).Order().Select(version => version.ToString()), Is.EqualTo(ascending));
        Assert.That(ReleaseVersion.Parse("v3.10.0") == ReleaseVersion.Parse("3.10.0"), Is.True);
    }
}
