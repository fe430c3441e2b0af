using System.CommandLine;
using UpgradeWorker.Commands;

namespace UpgradeWorker.Tests.Commands;

public sealed class LedgerSimulateCommandTests
{
    [Test]
    public void Each_line_is_answered_by_one_JSON_line()
    {
        var (code, output, error) = Simulate("2026-11-22T10:00:00Z\r\n2026-11-22T11:00:00+01:00\n\n2026-11-29T10:00:00.0000001Z\n");

        Assert.That(error, Is.Empty);
        Assert.That(code, Is.Zero);
        Assert.That(output.ReplaceLineEndings("\n"), Is.EqualTo(
            """
            {"at":"2026-11-22T10:00:00Z","allowed":true,"room":4,"nextAt":"2026-11-22T10:00:00Z"}
            {"at":"2026-11-22T10:00:00Z","allowed":true,"room":3,"nextAt":"2026-11-22T10:00:00Z"}
            {"at":"2026-11-29T10:00:00.0000001Z","allowed":true,"room":4,"nextAt":"2026-11-29T10:00:00.0000001Z"}

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void The_options_decide()
    {
        var (_, output, _) = Simulate("2026-11-22T10:00:00Z\n2026-11-22T10:00:00Z", "--limit", "2", "--mode", "bucket", "--reserve", "0", "--cost", "2");

        Assert.That(output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), Is.EqualTo(new[]
        {
            """{"at":"2026-11-22T10:00:00Z","allowed":true,"room":0,"nextAt":"2026-11-29T10:00:00Z"}""",
            """{"at":"2026-11-22T10:00:00Z","allowed":false,"room":0,"nextAt":"2026-11-29T10:00:00Z"}""",
        }));
    }

    [Test]
    public void A_cost_that_never_fits_says_null()
    {
        var (_, output, _) = Simulate("2026-11-22T10:00:00Z", "--cost", "5", "--json");

        Assert.That(output.Trim(), Is.EqualTo("""{"at":"2026-11-22T10:00:00Z","allowed":false,"room":5,"nextAt":null}"""));
    }

    [TestCase("2026-11-22T10:00:00Z\nsoon\n", "line 2")]
    [TestCase("2026-11-22T10:00:00Z\n\n2026-11-21T10:00:00Z\n", "line 3")]
    public void A_bad_line_is_named_and_standard_output_stays_empty(string input, string named)
    {
        var (code, output, error) = Simulate(input);

        Assert.That(code, Is.EqualTo(1));
        Assert.That(output, Is.Empty);
        Assert.That(error, Does.Contain(named));
    }

    [TestCase("--limit", "0")]
    [TestCase("--limit", "five")]
    [TestCase("--cost", "0")]
    [TestCase("--reserve", "-1")]
    [TestCase("--mode", "weekly")]
    public void Wrong_options_are_usage_errors(string option, string value) =>
        Assert.That(LedgerSimulateCommand.Create(() => TextReader.Null).Parse([option, value]).Errors, Is.Not.Empty);

    [Test]
    public void No_line_gives_no_answer() => Assert.That(Simulate(""), Is.EqualTo((0, "", "")));

    private static (int Code, string Output, string Error) Simulate(string input, params string[] arguments)
    {
        var command = LedgerSimulateCommand.Create(() => new StringReader(input));
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = command.Parse(arguments).Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        return (code, output.ToString(), error.ToString());
    }
}
