using UpgradeWorker.Commands;

namespace UpgradeWorker.Tests.Commands;

internal sealed class TimesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    [TestCase("2h", "2026-11-22T08:00:00Z")]
    [TestCase("1d12h", "2026-11-20T22:00:00Z")]
    [TestCase("2026-11-22", "2026-11-22T00:00:00Z")]
    [TestCase("2026-11-22T10:00:00+02:00", "2026-11-22T08:00:00Z")]
    [TestCase("2026-11-22 10:00", "2026-11-22T10:00:00Z")]
    public void A_time_is_read(string text, string expected) => Assert.That(Times.Iso(Times.Instant(text, Now)), Is.EqualTo(expected));

    [TestCase("yesterday")]
    [TestCase("03/04/2026")]
    [TestCase("10:00:00")]
    [TestCase("")]
    [TestCase("999999999d")]
    public void Anything_else_is_refused(string text) => Assert.That(Times.Instant(text, Now), Is.Null);
}
