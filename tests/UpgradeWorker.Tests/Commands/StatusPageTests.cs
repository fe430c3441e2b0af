using UpgradeWorker.Commands;
using UpgradeWorker.Commands.Checks;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Tests.Configuration;

namespace UpgradeWorker.Tests.Commands;

/// <summary>What <c>status</c> shows on a narrow and on a wide terminal.</summary>
internal sealed class StatusPageTests
{
    [Test]
    public void On_a_narrow_terminal_each_stack_has_lines_of_its_own_and_no_id_is_broken()
    {
        using var output = new StringWriter();
        StatusCommand.ShowAll(new Paper(output, 80), [Stuck], Home.At);
        Assert.That(output.ToString().ReplaceLineEndings("\n").Split('\n').Where(line => line.Length > 80), Is.Empty);
        Assert.That(output.ToString().ReplaceLineEndings("\n"), Is.EqualTo("""
            things-production
              runs 3.35.0, newest 3.37.0; drift never looked for; room for 2 certificates
              approval UW-0001 Started
              run r0123456789ab needs attention, 1 open step
              window open until OPEN
            things-production needs a person: UpgradeWorker runs r0123456789ab says why, and
            what to type.

            """.ReplaceLineEndings("\n").Replace("OPEN", Times.Local(Home.At.AddHours(2)), StringComparison.Ordinal)));
    }

    [Test]
    public void On_a_wide_one_a_stack_is_a_row_and_a_stuck_run_is_named_beneath()
    {
        using var output = new StringWriter();
        StatusCommand.ShowAll(new Paper(output, 160), [Stuck], Home.At.AddHours(-3));
        Assert.That(output.ToString(), Does.Contain("r0123456789ab needs attention, 1 open step").And.Contain(Times.Local(Home.At.AddHours(-2))));
        Assert.That(output.ToString().TrimEnd(), Does.EndWith("things-production needs a person: UpgradeWorker runs r0123456789ab says why, and what to type."));
    }

    [Test]
    public void A_stack_of_which_the_settings_let_nothing_start_says_so_and_names_them()
    {
        using var output = new StringWriter();
        StatusCommand.ShowAll(new Paper(output, 400), [Stuck with { Findings = [StartRules.NoticeImpossible(false, true, 1)!] }], Home.At);
        Assert.That(output.ToString(), Does.Contain("things-production: Nothing ever starts").And.Contain("Mail:Kind").And.Contain("Approvals:RequireNotice"));
    }

    [TestCase("None", true, true)]
    [TestCase("None", false, false)]
    [TestCase("Folder", true, false)]
    public void Check_warns_of_settings_that_let_nothing_start(string kind, bool requireNotice, bool warns)
    {
        var settings = Some.Settings(
            $$"""
            { "Mail": { "Kind": "{{kind}}", "From": "worker@example.com", "Folder": { "Path": "mail" } },
              "Approvals": { "RequireNotice": {{(requireNotice ? "true" : "false")}} }, "Stacks": { "prod": { {{Some.Stack}} } } }
            """);
        var messages = LocalChecks.Choices(settings.Stacks.All[0], settings).Select(result => result.Message);
        Assert.That(messages.Any(message => message.Contains("Nothing ever starts", StringComparison.Ordinal)), Is.EqualTo(warns));
    }

    private static StatusView Stuck { get; } = new()
    {
        Key = "things-production",
        StackName = "things-production",
        Region = "eu-west-1",
        StackId = null,
        Status = "UPDATE_COMPLETE",
        SeenAt = null,
        Fault = null,
        RunningVersion = "3.35.0",
        NewestRelease = "3.37.0",
        Waiting = [],
        Sources = [],
        Drift = null,
        Plan = null,
        Findings = [],
        Approval = new("UW-0001", "Started", "2026-11-22T08:00:00Z", "2026-11-29T08:00:00Z"),
        NextWindow = new("2026-11-22T08:00:00Z", "2026-11-22T12:00:00Z"),
        Run = new("r0123456789ab", "Report", "NeedsAttention", "2026-11-22T08:30:00Z", "2026-11-22T09:30:00Z"),
        OpenSteps = [new("r0123456789ab", "M1")],
        Certificates = new("things.example.com", 2, true, null),
        PausedBy = null,
    };
}
