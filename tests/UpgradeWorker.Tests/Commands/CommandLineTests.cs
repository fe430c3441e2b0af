using System.Diagnostics;
using System.Text.Json;

namespace UpgradeWorker.Tests.Commands;

[Parallelizable(ParallelScope.Children)]
internal sealed class CommandLineTests
{
    [TestCase("nonsense")]
    [TestCase("run", "--nonsense")]
    [TestCase("settings")]
    [TestCase("log", "--level", "Loud")]
    [TestCase("log", "--since", "yesterday")]
    public async Task Wrong_usage_exits_2_and_leaves_standard_output_empty(params string[] arguments)
    {
        var (exitCode, output, error) = await Worker.RunAsync(arguments);
        Assert.That((exitCode, error.Length > 0), Is.EqualTo((2, true)));
        Assert.That(arguments[0] == "settings" ? "" : output, Is.Empty);
    }

    [TestCase("run")]
    [TestCase("settings", "print")]
    [TestCase("log")]
    public async Task Wrong_settings_exit_78_with_all_of_them_and_touch_nothing(params string[] verb)
    {
        var folder = Directory.CreateTempSubdirectory("upgradeworker-").FullName;
        var file = Path.Combine(folder, "settings.json");
        await File.WriteAllTextAsync(file, """{ "Jobs": { "WatchStack": "1m" }, "Runs": { "AtOnce": 0 } }""");
        var (exitCode, output, error) = await Worker.RunAsync([.. verb, "--config", file, "--setting", "Summary.Cron=never"]);
        Assert.That(exitCode, Is.EqualTo(78));
        Assert.That(output, Is.Empty);
        Assert.That(error, Does.Contain("Jobs:WatchStack:").And.Contain("Runs:AtOnce:").And.Contain("Summary:Cron:"));
        Assert.That(Directory.GetFileSystemEntries(folder), Is.EqualTo(new[] { file }));
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task A_response_file_is_not_read()
    {
        var (exitCode, _, error) = await Worker.RunAsync("@/etc/hostname");
        Assert.That((exitCode, error.Contains("@/etc/hostname", StringComparison.Ordinal)), Is.EqualTo((2, true)));
    }

    [Test]
    public async Task Settings_print_masks_secrets_and_names_sources()
    {
        var (exitCode, output, _) = await Worker.RunAsync(
            "settings", "print", "--json", "--setting", "Runs.AtOnce=2", "--setting", "Mail.Smtp.Password=env:SMTP");
        using var document = JsonDocument.Parse(output);
        var settings = document.RootElement.EnumerateArray().ToDictionary(
            setting => setting.GetProperty("path").GetString()!,
            setting => (setting.GetProperty("value").GetString(), setting.GetProperty("source").GetString()));
        Assert.That(exitCode, Is.Zero);
        Assert.That(settings["Runs:AtOnce"], Is.EqualTo(("2", "--setting")));
        Assert.That(settings["Mail:Smtp:Password"], Is.EqualTo(("env:SMTP", "--setting")));
        Assert.That(settings["Database:ConnectionString"], Is.EqualTo(((string?)null, "default")));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "SIGTERM")]
    public async Task The_service_starts_writes_its_log_and_stops_in_order_when_told()
    {
        var folder = Directory.CreateTempSubdirectory("upgradeworker-").FullName;
        var file = Path.Combine(folder, "settings.json");
        await File.WriteAllTextAsync(file, "{}");
        using var process = Worker.Start("--config", file);
        Assert.That(await process.StandardError.ReadLineAsync(), Does.Contain("starts with"));
        var (exitCode, _, error) = await Worker.RunAsync("run", "--config", file);
        Assert.That((exitCode, error.Contains("Another worker", StringComparison.Ordinal)), Is.EqualTo((1, true)));
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await process.WaitForExitAsync(deadline.Token);
        Assert.That(process.ExitCode, Is.Zero);
        Assert.That((await Worker.RunAsync("log", "--config", file)).Output, Does.Contain("starts with").And.Contain("Stopped"));
        Directory.Delete(folder, recursive: true);
    }
}
