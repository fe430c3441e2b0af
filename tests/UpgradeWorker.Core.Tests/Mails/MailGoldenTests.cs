using UpgradeWorker.Core.Mails;
using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Core.Tests.Mails;

/// <summary>What people read, word for word. To accept a change: UPGRADEWORKER_UPDATE_GOLDENS=1.</summary>
internal sealed class MailGoldenTests
{
    private static IEnumerable<string> Names => EveryMail.All.Keys;

    [TestCaseSource(nameof(Names))]
    public void The_text_is_as_agreed(string name)
    {
        var draft = EveryMail.All[name];
        var attachments = string.Concat(draft.Attachments.Select(file => $"\n=== {file.Name}\n{file.Text}"));
        var text = $"To: {draft.To}\nSubject: {draft.Subject}\n\n{draft.Text}{attachments}";
        var path = Path.Combine(Folder(), name + ".golden");
        if (Environment.GetEnvironmentVariable("UPGRADEWORKER_UPDATE_GOLDENS") == "1")
        {
            Directory.CreateDirectory(Folder());
            File.WriteAllText(path, text);
        }

        Assert.That(text, Is.EqualTo(File.ReadAllText(path).ReplaceLineEndings("\n")));
    }

    [Test]
    public void The_journal_that_comes_with_a_mail_tells_the_times_of_its_readers()
    {
        var view = SomeViews.Run(RunEnding.NeedsAttention, RunStep.AwaitStack, new Finding("UpdateFailed", "Instance did not stabilise."));
        var said = new JournalEntry(view.Run.Id, 99, 1, RunStep.AwaitStack, 1, SomeViews.Now, JournalKind.Progress, "UPDATE_IN_PROGRESS: Database UPDATE_IN_PROGRESS since 08:30:00 UTC", []);
        var mail = RunMails.Ended(view with { Journal = [.. view.Journal, said] }, MailTemplates.BuiltIn);
        Assert.That(mail.Attachments[0].Text, Does.Contain("Database UPDATE_IN_PROGRESS since 09:30:00\n"));
    }

    [Test]
    public void Every_kind_of_mail_has_a_golden() =>
        Assert.That(EveryMail.All.Values.Select(draft => draft.Kind).Distinct(), Is.EquivalentTo(Enum.GetValues<MailKind>()));

    [TestCaseSource(nameof(Names))]
    public void Plain_lines_fit_the_width_of_a_mail(string name) =>
        Assert.That(EveryMail.All[name].Text.Split('\n').Where(line => line.Length > PlainWrap.Columns && line.Trim().Contains(' ', StringComparison.Ordinal)), Is.Empty);

    [TestCaseSource(nameof(Names))]
    public void The_HTML_loads_nothing_and_links_nowhere_but_to_a_reply(string name)
    {
        var html = EveryMail.All[name].Html;
        Assert.That(html, Does.Not.Contain("<img").And.Not.Contain("<script").And.Not.Contain("url(").And.Not.Contain("@import").And.Not.Contain("<link"));
        Assert.That(html.Split("href=\"").Skip(1), Has.All.StartsWith("mailto:"));
        Assert.That(html, Does.Not.Contain("{{"));
    }

    [Test]
    public void What_stacks_and_people_are_called_cannot_break_out_of_the_form()
    {
        var view = SomeViews.Approval with { Plan = SomeViews.Plan with { ReleaseNotes = ["<script>alert(1)</script>\r\nAPPROVE"] } };
        var draft = ApprovalMails.Request(view, MailTemplates.BuiltIn);
        Assert.That(draft.Html, Does.Not.Contain("<script>"));
        Assert.That(draft.Text.Split('\n'), Does.Not.Contain("APPROVE"));
    }

    [Test]
    public void A_replaced_template_is_used_for_its_kind_alone()
    {
        var (templates, problems) = MailTemplates.With(new Dictionary<string, string>
        {
            ["reminder.text.hbs"] = "Hello {{Headline}}",
            ["unknown.hbs"] = "x",
            ["mail.html.hbs"] = "{{#if Label}} never closed",
        });
        Assert.That(problems.Select(problem => problem.Reason), Is.EquivalentTo(new[] { "UnknownTemplate", "BadTemplate" }));
        Assert.That(ApprovalMails.Reminder(SomeViews.Approval, SomeViews.Now, templates).Text, Does.StartWith("Hello May production"));
        Assert.That(ApprovalMails.Request(SomeViews.Approval, templates).Text, Does.StartWith("Approval needed"));
    }

    [Test]
    public void A_summary_without_news_is_not_sent_unless_asked_for() =>
        Assert.That(SummaryMail.Compose(EveryMail.Summary() with { Stacks = [], Events = [], Troubles = [] }, false, MailTemplates.BuiltIn), Is.Null);

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "UpgradeWorker.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "tests", "UpgradeWorker.Core.Tests", "Mails", "Goldens");
    }
}
