using UpgradeWorker.Core.Mails;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Tests.Mails;

namespace UpgradeWorker.Core.Tests.Runs;

/// <summary>Whether users are served, as the mail of a run that stands still says.</summary>
internal sealed class ServiceStateTests
{
    private static readonly Evidence Before = new Evidence.BeforeUpdate(["i-old"], "arn:me", []);
    private static readonly Evidence Intended = new Evidence.CommandIntended("stop", "i-old", SomeViews.Now);
    private static readonly Evidence Stopped = new Evidence.ServiceStopped("i-old", SomeViews.Now);
    private static readonly Evidence Replaced = new Evidence.StackUpdated("UPDATE_COMPLETE", ["i-new"], []);
    private static readonly Evidence Kept = new Evidence.StackUpdated("UPDATE_COMPLETE", ["i-old"], []);

    private static IEnumerable<TestCaseData> Stories() =>
    [
        Case("Nothing was touched", "The run did not stop the service.", Before),
        Case("A stop that was only about to be sent may have come", "THE SERVICE MAY BE DOWN: the run was about to stop it on i-old.", Before, Intended),
        Case("A stop that is known", "THE SERVICE IS DOWN: it was stopped on i-old at", Before, Intended, Stopped),
        Case("A stop outlives an update that kept the instance", "THE SERVICE IS DOWN: it was stopped on i-old at", Before, Stopped, Kept),
        Case("A start", "The service was started on i-old at", Before, Stopped, Kept, new Evidence.ServiceStarted("i-old", SomeViews.Now)),
        Case("A stopped instance that was replaced", "WHETHER THE SERVICE RUNS IS NOT KNOWN: the update replaced its instance by i-new.", Before, Stopped, Replaced),
        Case("An instance that was replaced", "WHETHER THE SERVICE RUNS IS NOT KNOWN: the update replaced its instance by i-new.", Before, Replaced),
        Case("A start on the new instance", "The service was started on i-new at", Before, Stopped, Replaced, new Evidence.ServiceStarted("i-new", SomeViews.Now)),
        Case("A new instance that was looked at", "The service is active on the new instance i-new.", Before, Replaced,
            new Evidence.Verified("program", [new Finding("ServiceActive", "i-new: active")], null)),
    ];

    [TestCaseSource(nameof(Stories))]
    public void The_mail_says_whether_the_service_is_up(string told, Evidence[] evidence) =>
        Assert.That(Mail(1, evidence).Text.ReplaceLineEndings(" "), Does.Contain(told));

    [Test]
    public void A_service_that_an_earlier_generation_left_down_is_down() =>
        Assert.That(Mail(2, Before, Stopped).Text.ReplaceLineEndings(" "), Does.Contain("THE SERVICE IS DOWN"));

    private static MailDraft Mail(int generation, params Evidence[] evidence)
    {
        var view = SomeViews.Run(RunEnding.NeedsAttention, RunStep.Preflight, new Finding("Sample", "Something happened."));
        return RunMails.Ended(
            view with
            {
                Run = view.Run with { Generation = generation },
                Journal = [.. evidence.Select((fact, index) => new JournalEntry(view.Run.Id, index + 1, 1, RunStep.Verify, 1, SomeViews.Now, JournalKind.Done, "", [fact]))],
            },
            MailTemplates.BuiltIn);
    }

    private static TestCaseData Case(string name, string told, params Evidence[] evidence) => new TestCaseData(told, evidence).SetName(name);
}
