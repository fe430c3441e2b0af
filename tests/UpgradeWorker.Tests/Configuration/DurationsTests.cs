using CsCheck;
using UpgradeWorker.Configuration.Reading;

namespace UpgradeWorker.Tests.Configuration;

internal sealed class DurationsTests
{
    [TestCase("250ms", 0.25)]
    [TestCase("0.5s", 0.5)]
    [TestCase("90s", 90)]
    [TestCase("1h30m", 5400)]
    [TestCase("7d", 604800)]
    [TestCase("01:30:00", 5400)]
    [TestCase("1.00:00:00", 86400)]
    [TestCase("0s", 0)]
    public void A_duration_is_read(string text, double seconds) =>
        Assert.That(Durations.TryParse(text), Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    [TestCase("10", Description = "a bare number means days to .NET and seconds to most people")]
    [TestCase("")]
    [TestCase("-1s")]
    [TestCase("1 m")]
    [TestCase("1M")]
    [TestCase(".s")]
    [TestCase("1.2.3s")]
    [TestCase("99999999999999999999s")]
    [TestCase("99999999999d")]
    [TestCase("-00:00:01")]
    public void Anything_else_is_refused(string text) => Assert.That(Durations.TryParse(text), Is.Null);

    [Test]
    public void Format_and_parse_round_trip() => Gen.Long[0, 10_000_000_000].Sample(milliseconds =>
    {
        var duration = TimeSpan.FromMilliseconds(milliseconds);
        return Durations.TryParse(Durations.Format(duration)) == duration;
    });
}
