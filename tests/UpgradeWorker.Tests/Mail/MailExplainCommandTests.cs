using System.CommandLine;
using System.Text.Json;
using UpgradeWorker.Commands;

namespace UpgradeWorker.Tests.Mail;

internal sealed class MailExplainCommandTests
{
    private string _folder = "";

    [SetUp]
    public void Make() => _folder = Directory.CreateTempSubdirectory("explain").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(_folder, true);

    [Test]
    public async Task It_prints_one_document_a_mail_with_every_member()
    {
        var good = Write("good.eml", ReplyLayouts.Plain("APPROVE\n"));
        var odd = Write("odd.eml", ReplyLayouts.Plain("\n"));
        var (code, output, _) = await Run(good, odd, "--sender-verified", "--token", ReplyLayouts.Token, "--approver", "jane@corp.example", "--json");
        var lines = output.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.That(code, Is.Zero);
        Assert.That(lines.Select(line => line.GetProperty("outcome").GetString()), Is.EqualTo(new[] { "approve", "unclear" }));
        Assert.That(lines[0].EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "file", "outcome", "line", "reason", "checks" }));
        Assert.That(lines[0].GetProperty("file").GetString(), Is.EqualTo(good));
        Assert.That(lines[1].GetProperty("line").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(lines[0].GetProperty("checks")[0].EnumerateObject().Select(member => member.Name), Is.EqualTo(new[] { "check", "ok", "detail" }));
    }

    [TestCase("unknown-token", "--token", "UW-zzzzzzzzzzzzzzzzzzzzzzzzzz", "--sender-verified")]
    [TestCase("two-tokens", "--token", "Monday", "--sender-verified", Description = "the word is in the mail, and so is another code")]
    [TestCase("not-approver", "--token", ReplyLayouts.Token, "--approver", "omar@corp.example", "--sender-verified")]
    [TestCase("not-approver", "--approver", "omar@corp.example", "--sender-verified")]
    [TestCase("approve", "--sender-verified")]
    [TestCase("unverified", "--token", ReplyLayouts.Token)]
    public async Task The_request_is_given_by_hand(string outcome, params string[] arguments)
    {
        var mail = Write("a.eml", ReplyLayouts.Plain("APPROVE\n\n> Monday\n"));
        var dns = Write("dns.tsv", "nothing\tx\n");
        var (_, output, _) = await Run([mail, "--dns", dns, "--json", .. arguments]);
        Assert.That(JsonDocument.Parse(output).RootElement.GetProperty("outcome").GetString(), Is.EqualTo(outcome));
    }

    [Test]
    public async Task A_code_of_any_form_counts_when_it_is_given()
    {
        var mail = Write("a.eml", ReplyLayouts.Mail("text/plain", "8bit", "APPROVE\n\n> Code: tok/en-1\n", "", to: "upgrades@worker.example"));
        var (_, output, _) = await Run(mail, "--sender-verified", "--token", "tok/en-1", "--json");
        Assert.That(JsonDocument.Parse(output).RootElement.GetProperty("outcome").GetString(), Is.EqualTo("approve"));
    }

    [Test]
    public async Task An_unreadable_file_leaves_standard_output_empty()
    {
        var (code, output, error) = await Run(Write("good.eml", ReplyLayouts.Plain("APPROVE")), Path.Combine(_folder, "missing.eml"), "--json");
        Assert.That((code, output), Is.EqualTo((1, "")));
        Assert.That(error, Does.Contain("missing.eml"));
    }

    [Test]
    public async Task A_clock_that_cannot_be_read_is_wrong_usage()
    {
        var (code, output, _) = await Run(Write("good.eml", "x"), "--now", "yesterday");
        Assert.That((code, output), Is.EqualTo((2, "")));
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var parsed = new RootCommand { MailExplainCommand.Create() }.Parse(["explain", .. arguments]);
        var code = await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        return (code, output.ToString(), error.ToString());
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
