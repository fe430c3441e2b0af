using UpgradeWorker.Sandbox.Demo;

namespace UpgradeWorker.Sandbox.Tests.Demo;

internal sealed class AuthenticatorTests
{
    /// <summary>RFC 6238 appendix B, the last six of the eight digits there.</summary>
    [TestCase(59, "287082")]
    [TestCase(1111111109, "081804")]
    [TestCase(1111111111, "050471")]
    [TestCase(1234567890, "005924")]
    [TestCase(2000000000, "279037")]
    public void The_digits_are_those_of_the_standard(long seconds, string digits) =>
        Assert.That(Authenticator.Digits("12345678901234567890"u8.ToArray(), seconds / 30), Is.EqualTo(digits));
}
