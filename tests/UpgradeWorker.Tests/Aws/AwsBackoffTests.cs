using CsCheck;
using UpgradeWorker.Aws;

namespace UpgradeWorker.Tests.Aws;

public sealed class AwsBackoffTests
{
    [Test]
    public void Throttles_wait_2_4_8_16_32_and_no_longer()
    {
        var waits = Enumerable.Range(1, 7).Select(failures => AwsBackoff.Delay(AwsFaultKind.Throttled, failures, 0.5).TotalSeconds);

        Assert.That(waits, Is.EqualTo(new[] { 2.0, 4, 8, 16, 32, 32, 32 }));
    }

    [Test]
    public void Jitter_stays_within_a_half_of_the_wait_and_nothing_overflows() => Gen.Select(
            Gen.Enum<AwsFaultKind>(), Gen.Int[1, int.MaxValue], Gen.Double[0, 1])
        .Sample((kind, failures, random) =>
        {
            var middle = AwsBackoff.Delay(kind, failures, 0.5);
            var wait = AwsBackoff.Delay(kind, failures, random);
            return wait >= middle * 0.5 && wait <= middle * 1.5 && wait <= TimeSpan.FromSeconds(48);
        });
}
