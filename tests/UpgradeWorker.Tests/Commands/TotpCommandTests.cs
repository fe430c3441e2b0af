using System.Text.Json;
using OtpNet;

namespace UpgradeWorker.Tests.Commands;

/// <summary><c>totp</c>: what an operator sees, and that it is shown once.</summary>
internal sealed class TotpCommandTests
{
    private const string Approver = "ops@example.com";

    [Test]
    public async Task An_approver_gets_a_secret_and_a_code_to_scan_which_are_shown_once()
    {
        using var home = new Home();
        var (exitCode, output, error) = await home.RunAsync("totp", "enrol", Approver);
        Assert.That((exitCode, error), Is.EqualTo((0, "")));
        var rows = output.Split('\n').Where(line => line.Contains('█')).Select(line => line.TrimEnd('\r')).ToList();
        Assert.That(rows, Has.Count.GreaterThan(20).And.All.Length.EqualTo(rows[0].Length), "a square of half blocks");
        Assert.That(rows.Take(2).Concat(rows.TakeLast(2)), Has.All.Match("^█+$"), "with the margin that scanners need");
        var secret = output.Split('\n').Single(line => line.StartsWith("Secret", StringComparison.Ordinal)).Split(':')[1].Replace(" ", "", StringComparison.Ordinal).Trim();
        Assert.That(Base32Encoding.ToBytes(secret), Has.Length.EqualTo(20));
        var file = Directory.GetFiles(Path.Combine(home.Folder, "data", "totp")).Single();
        Assert.That((await File.ReadAllTextAsync(file)).Trim(), Is.EqualTo(secret));
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }

        (exitCode, output, error) = await home.RunAsync("totp", "enrol", Approver);
        Assert.That((exitCode, output), Is.EqualTo((1, "")));
        Assert.That(error, Does.Contain("--replace").And.Not.Contain(secret));
    }

    [Test]
    public async Task A_new_secret_takes_the_place_of_the_old_one_only_when_that_is_said_and_can_be_taken_away()
    {
        using var home = new Home();
        var first = await SecretAsync(home, "totp", "enrol", Approver, "--json");
        var second = await SecretAsync(home, "totp", "enrol", Approver, "--replace", "--json");
        Assert.That(second, Is.Not.EqualTo(first));
        Assert.That((await home.RunAsync("totp", "remove", Approver)).Output, Does.Contain("is gone"));
        Assert.That((await home.RunAsync("totp", "remove", Approver)).Output, Does.Contain("had no second factor"));
        Assert.That(Directory.GetFiles(Path.Combine(home.Folder, "data", "totp")), Is.Empty);
    }

    [Test]
    public async Task Nobody_but_an_approver_gets_one()
    {
        using var home = new Home();
        var (exitCode, output, error) = await home.RunAsync("totp", "enrol", "else@example.com");
        Assert.That((exitCode, output), Is.EqualTo((1, "")));
        Assert.That(error, Does.Contain("no approver").IgnoreCase.Or.Contain("No stack has an approver"));
    }

    private static async Task<string> SecretAsync(Home home, params string[] arguments)
    {
        using var document = JsonDocument.Parse((await home.RunAsync(arguments)).Output);
        Assert.That(document.RootElement.EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "address", "secret", "uri", "file" }));
        var secret = document.RootElement.GetProperty("secret").GetString()!;
        Assert.That(document.RootElement.GetProperty("uri").GetString(), Does.StartWith("otpauth://totp/UpgradeWorker:").And.Contain($"secret={secret}"));
        return secret;
    }
}
