using UpgradeWorker.Core.Certificates;

namespace UpgradeWorker.Core.Tests.Certificates;

public sealed class InstantTextTests
{
    [TestCase("2026-11-22T10:00:00Z", "2026-11-22T10:00:00Z")]
    [TestCase("2026-11-22T10:00Z", "2026-11-22T10:00:00Z")]
    [TestCase("2026-11-22T10:00:00", "2026-11-22T10:00:00Z")]
    [TestCase("2026-11-22t10:00:00z", "2026-11-22T10:00:00Z")]
    [TestCase("2026-11-22T11:30:00+01:30", "2026-11-22T10:00:00Z")]
    [TestCase("2026-11-22T11:30:00+0130", "2026-11-22T10:00:00Z")]
    [TestCase("2026-11-22T10:00:00.0000001Z", "2026-11-22T10:00:00.0000001Z")]
    [TestCase("2026-11-22T10:00:00.500Z", "2026-11-22T10:00:00.5Z")]
    public void Times_are_written_in_UTC_with_no_more_fraction_than_needed(string text, string written)
    {
        Assert.That(InstantText.TryParse(text, out var instant), Is.True);
        Assert.That(InstantText.Format(instant), Is.EqualTo(written));
    }

    [TestCase("yesterday")]
    [TestCase("2026-11-22")]
    [TestCase("22.11.2026 10:00")]
    [TestCase("2026-13-22T10:00:00Z")]
    [TestCase("2026-02-29T10:00:00Z")]
    [TestCase("2026-11-22T10:00:00.12345678Z")]
    [TestCase("2026-11-22T25:00:00Z")]
    [TestCase("9999-12-31T23:59:59Z")]
    [TestCase("0001-01-01T00:00:00+14:00")]
    public void What_is_no_time_is_not_read(string text) => Assert.That(InstantText.TryParse(text, out _), Is.False);
}
