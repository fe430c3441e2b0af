using System.Diagnostics;
using System.Net;
using UpgradeWorker.Aws;

namespace UpgradeWorker.Tests.Aws;

public sealed class InstanceGatewayTests
{
    [TestCase("set -euo pipefail\na=(1 2)\necho \"${a[1]}\"\n", 0, "2\n", TestName = "Arrays and pipefail work although sh runs the document")]
    [TestCase("set -e\ncat\necho \"still here\"", 0, "still here\n", TestName = "A command that reads its input does not eat the rest of the script")]
    [TestCase("false | true\necho $?", 0, "0\n", TestName = "Without pipefail a pipe is as good as its end")]
    [TestCase("set -euo pipefail\nfalse\necho no", 1, "", TestName = "A failing command ends the script with its code")]
    [TestCase("exit 42", 42, "", TestName = "The exit code reaches the agent")]
    [TestCase("echo '$HOME' \"a\\\\b\" `echo c`", 0, "$HOME a\\b c\n", TestName = "Nothing is expanded on the way")]
    [TestCase("cat <<'X'\ninner\nX\n", 0, "inner\n", TestName = "A script may hold a here-document of its own")]
    [TestCase("echo a\nif", 2, "", TestName = "A script with a syntax error runs not even in part")]
    public async Task A_wrapped_script_runs_in_bash(string script, int exitCode, string output)
    {
        if (!File.Exists("/bin/sh") || !File.Exists("/bin/bash"))
        {
            Assert.Ignore("needs /bin/sh and /bin/bash");
        }

        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await File.WriteAllTextAsync(file, InstanceGateway.WrapForBash(script));
        try
        {
            using var sh = Process.Start(new ProcessStartInfo("/bin/sh", [file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var text = await sh.StandardOutput.ReadToEndAsync();
            await sh.WaitForExitAsync();

            Assert.That(sh.ExitCode, Is.EqualTo(exitCode));
            Assert.That(text, Is.EqualTo(output));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [TestCase("echo UPGRADEWORKER_SCRIPT_END")]
    [TestCase("echo {{ ssm:secret }}")]
    [TestCase("echo {{SSM:secret}}")]
    public void A_script_that_would_break_out_is_refused(string script) =>
        Assert.That(() => InstanceGateway.WrapForBash(script), Throws.ArgumentException);

    [Test]
    public async Task What_a_machine_printed_can_be_stored_whatever_bytes_a_crash_left_in_its_logs()
    {
        using var aws = new ScriptedAws();
        aws.AnswersText(
            HttpStatusCode.OK,
            """{"Status":"Failed","StatusDetails":"Failed","ResponseCode":1,"StandardOutputContent":"begun\n\u0000\u0000","StandardErrorContent":"\u0000"}""");
        var result = await aws.Run(aws.Clients.Instances.FindInvocationAsync("c-1", "i-1", CancellationToken.None));
        Assert.That((result!.Output, result.Errors), Is.EqualTo(("begun\n\uFFFD\uFFFD", "\uFFFD")));
    }

    [Test]
    public void Windows_line_ends_do_not_reach_bash() =>
        Assert.That(InstanceGateway.WrapForBash("a\r\nb\r\n"), Does.Not.Contain('\r').And.Contain("{\na\nb\n}"));

    [Test]
    public void A_comment_that_AWS_would_refuse_is_refused_here([Values(0, 101)] int length)
    {
        using var aws = new ScriptedAws();

        Assert.That(
            async () => await aws.Clients.Instances.SendScriptAsync(
                "i-1", new string('x', length), "true", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), CancellationToken.None),
            Throws.InstanceOf<ArgumentException>());
    }
}
