using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Mail;

namespace UpgradeWorker.Commands;

/// <summary><c>mail explain FILE…</c>: what the worker would do with raw mails, and why. Reads no settings and changes nothing.</summary>
internal static class MailExplainCommand
{
    private const string Help = """
        Reads raw mails and tells for each what the worker would do, and why.

        With --json, one document a line:
        {"file":"…","outcome":"approve|reject|defer|hold|status|help|unclear|automatic|bounce|loop|unverified|could-not-verify|
        not-approver|unknown-token|two-tokens|expired|too-big|unparsable","line":"the line that was read","reason":"…",
        "checks":[{"check":"sender","ok":true,"detail":"…"}]}

        The text of the request is not known here, so its unmarked lines are not recognised as quoted.
        """;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The command, to hang under <c>mail</c>.</summary>
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "raw mails (RFC 5322)", Arity = ArgumentArity.OneOrMore };
        var verified = new Option<bool>("--sender-verified") { Description = "take the sender for proven" };
        var token = new Option<string?>("--token") { Description = "code of the one open request that the mails are judged against; any text" };
        var approver = new Option<string?>("--approver") { Description = "address of the approver that the code is bound to" };
        var dns = new Option<string?>("--dns") { Description = "table (name, tab, TXT value) used instead of DNS for DKIM keys" };
        var now = new Option<string?>("--now") { Description = "ISO time to judge at, instead of the present" };
        var json = new Option<bool>("--json") { Description = "one JSON document a line" };
        var command = new Command("explain", Help) { files, verified, token, approver, dns, now, json };
        command.SetAction(async (parseResult, cancellationToken) =>
        {
            var error = parseResult.InvocationConfiguration.Error;
            if (!TryInstant(parseResult.GetValue(now), out var at))
            {
                await error.WriteLineAsync("--now takes an ISO time such as 2026-03-01T08:00:00Z.");
                return 2;
            }

            try
            {
                var lookup = parseResult.GetValue(dns) is { } table ? TxtLookups.Table(await File.ReadAllLinesAsync(table, cancellationToken)) : TxtLookups.Dns();
                var explaining = new MailExplaining(
                    new DkimCheck(lookup), parseResult.GetValue(verified), parseResult.GetValue(token), parseResult.GetValue(approver), at);
                var lines = new List<string>();
                foreach (var file in parseResult.GetValue(files)!)
                {
                    var judgement = await explaining.ExplainAsync(file, cancellationToken);
                    lines.Add(parseResult.GetValue(json) ? ToJson(file, judgement) : ToText(file, judgement));
                }

                // Only now, so that one unreadable file leaves standard output empty.
                foreach (var line in lines)
                {
                    await parseResult.InvocationConfiguration.Output.WriteLineAsync(line);
                }

                return 0;
            }
            catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
            {
                await error.WriteLineAsync(wrong.Message);
                return 1;
            }
        });
        return command;
    }

    private static bool TryInstant(string? text, out DateTimeOffset at)
    {
        at = TimeProvider.System.GetUtcNow();
        return text is null || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out at);
    }

    private static string ToJson(string file, ReplyJudgement judgement) => JsonSerializer.Serialize(new
    {
        file,
        outcome = judgement.Outcome.Word(),
        line = judgement.Line,
        reason = judgement.Reason,
        checks = judgement.Checks.Select(check => new { check = check.Check, ok = check.Ok, detail = check.Detail }),
    }, Json);

    private static string ToText(string file, ReplyJudgement judgement) => string.Join(Environment.NewLine, Told(file, judgement).Select(CommandOutput.Printable));

    private static string[] Told(string file, ReplyJudgement judgement) =>
    [
        $"{file}: {judgement.Outcome.Word()}",
        $"  {judgement.Reason}",
        .. judgement.Line is { } line ? new[] { $"  line read: {line}" } : [],
        .. judgement.Checks.Select(check => $"  {(check.Ok ? "ok   " : "wrong")} {check.Check,-10} {check.Detail}"),
    ];
}
