using UpgradeWorker.Configuration;
using UpgradeWorker.Configuration.Secrets;
using UpgradeWorker.Diagnostics;

namespace UpgradeWorker.Tests.Configuration;

internal sealed class SecretResolverTests
{
    private readonly SecretGuard _guard = new();

    [Test]
    public async Task Every_secret_that_is_handed_out_is_blotted_from_then_on()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "from a file\r\n");
        Environment.SetEnvironmentVariable("UPGRADEWORKER_TEST_SECRET", "from the environment");
        var resolver = new SecretResolver((name, _) => Task.FromResult($"from {name}"), _guard);
        try
        {
            Assert.That(await ResolveAsync(resolver, $"file:{file}"), Is.EqualTo("from a file"));
            Assert.That(await ResolveAsync(resolver, "env:UPGRADEWORKER_TEST_SECRET"), Is.EqualTo("from the environment"));
            Assert.That(await ResolveAsync(resolver, "ssm:/a/b"), Is.EqualTo("from /a/b"));
            Assert.That(_guard.Redact("from a file, from the environment, from /a/b"), Is.EqualTo("***, ***, ***"));
        }
        finally
        {
            File.Delete(file);
            Environment.SetEnvironmentVariable("UPGRADEWORKER_TEST_SECRET", null);
        }
    }

    [TestCase("env:UPGRADEWORKER_NOT_SET", "not set")]
    [TestCase("file:/nowhere/at/all", "missing")]
    [TestCase("ssm:/fails", "Systems Manager")]
    [TestCase("ssm:/empty", "empty")]
    public async Task A_secret_that_cannot_be_had_names_its_reference_and_nothing_else(string reference, string why)
    {
        var resolver = new SecretResolver(
            (name, _) => name == "/empty" ? Task.FromResult("") : throw new InvalidOperationException("hunter2"), _guard);
        var thrown = await Assert.ThrowsAsync<SecretUnavailableException>(() => ResolveAsync(resolver, reference));
        Assert.That(thrown!.Message, Does.Contain(reference).And.Contain(why).And.Not.Contain("hunter2"));
    }

    [Test]
    public void A_value_never_prints_itself() =>
        Assert.That(TextOrSecret.Parse("hunter2", "/").ToString(), Does.Not.Contain("hunter2"));

    private static Task<string> ResolveAsync(SecretResolver resolver, string reference) =>
        resolver.ResolveAsync(SecretReference.TryParse(reference, "/")!, CancellationToken.None);
}
