using Serilog.Context;
using UpgradeWorker.Commands;
using UpgradeWorker.Configuration;
using UpgradeWorker.Diagnostics;

namespace UpgradeWorker.Tests.Diagnostics;

internal sealed class LoggingTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("upgradeworker-logs-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("correct horse battery")]
    [TestCase("p\"a<s>s&'w+ord")]
    [TestCase("naïve €uro\\path")]
    public void A_secret_never_reaches_the_log_file(string secret)
    {
        var guard = new SecretGuard();
        guard.Add(secret);
        using (var logger = Create(guard))
        {
            logger.Information("Text {Value} and {@Object}", secret, new { Password = secret, Inner = new { Text = secret } });
            logger.Error(new InvalidOperationException($"failed with {secret}"), "It failed");
            logger.Information(string.Concat("https://x/?p=", Uri.EscapeDataString(secret)));
        }

        var written = string.Concat(Directory.GetFiles(_folder).Select(File.ReadAllText));
        Assert.That(written, Does.Contain("***").And.Not.Contain(secret).And.Not.Contain(Uri.EscapeDataString(secret)));
        Assert.That(new LogFiles(_folder).ReadNew().Select(line => line.Message + line.Exception), Has.Exactly(3).Items.And.None.Contains(secret).And.None.Contains(secret[^5..]));
    }

    [Test]
    public void The_log_is_read_back_by_run_stack_level_and_time()
    {
        using (var logger = Create(new SecretGuard()))
        {
            using (LogContext.PushProperty("RunId", "rabc"))
            using (LogContext.PushProperty("StackId", "arn:aws:cloudformation:eu-west-1:123456789012:stack/tts/1"))
            {
                logger.Warning("of the run");
            }

            logger.Information("of the host");
        }

        var lines = new LogFiles(_folder).ReadNew().ToList();
        Assert.That(Messages(new("rabc", null, 0, null)), Is.EqualTo(new[] { "of the run" }));
        Assert.That(Messages(new(null, ["tts"], 0, null)), Is.EqualTo(new[] { "of the run" }));
        Assert.That(Messages(new(null, null, LogLine.Rank("Warning"), null)), Is.EqualTo(new[] { "of the run" }));
        Assert.That(Messages(new(null, null, 0, lines[1].At)), Does.Contain("of the host"));
        Assert.That(Messages(new("other", null, 0, null)), Is.Empty);

        IEnumerable<string> Messages(LogFilter filter) => lines.Where(filter.Lets).Select(line => line.Message);
    }

    [Test]
    public void Following_gives_each_line_once_and_waits_for_the_rest_of_a_half_written_one()
    {
        var file = Path.Combine(_folder, "worker-20261122.json");
        const string line = """{"@t":"2026-11-22T10:00:00Z","@m":"MESSAGE"}""";
        File.WriteAllText(file, line.Replace("MESSAGE", "one", StringComparison.Ordinal) + Environment.NewLine + "{\"@t\":\"2026");
        var files = new LogFiles(_folder);
        Assert.That(files.ReadNew().Select(read => read.Message), Is.EqualTo(new[] { "one" }));
        File.WriteAllText(file, line.Replace("MESSAGE", "one", StringComparison.Ordinal) + Environment.NewLine
            + line.Replace("MESSAGE", "two", StringComparison.Ordinal) + Environment.NewLine + "no json" + Environment.NewLine
            + line.Replace("MESSAGE", "three", StringComparison.Ordinal) + Environment.NewLine);
        Assert.That(files.ReadNew().Select(read => read.Message), Is.EqualTo(new[] { "two", "three" }));
        Assert.That(files.ReadNew(), Is.Empty);
    }

    private Serilog.Core.Logger Create(SecretGuard guard) =>
        Logging.Create(new LoggingSettings(_folder, LogLevelName.Debug, 7, ConsoleFormat.Json), LogTarget.Service, guard);
}
