using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Core.Tests.Runs;

/// <summary>Whether users are served, as the page and the mails of a run say.</summary>
internal sealed class ServiceStateTests
{
    private const string Unknown = "WHETHER THE SERVICE IS UP IS NOT KNOWN: ";
    private static readonly DateTimeOffset At = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);
    private static readonly Evidence Before = new Evidence.BeforeUpdate(["i-old"], "arn:me", []);
    private static readonly Evidence Intended = new Evidence.CommandIntended("stop", "i-old", At);
    private static readonly Evidence Stopped = new Evidence.ServiceStopped("i-old", At);
    private static readonly Evidence Replaced = new Evidence.StackUpdated("UPDATE_COMPLETE", ["i-new"], []);
    private static readonly Evidence Kept = new Evidence.StackUpdated("UPDATE_COMPLETE", ["i-old"], []);
    private static readonly Evidence Active = new Evidence.Verified("program", [new Finding("ServiceActive", "i-new: active")], null);

    private static IEnumerable<TestCaseData> Stories() =>
    [
        Case("Nothing was touched", "The run did not stop the service.", Before),
        Case("A stop that was only about to be sent may have come", "THE SERVICE MAY BE DOWN: the run was about to stop it on i-old.", Before, Intended),
        Case("A stop that is known", "THE SERVICE IS DOWN: it was stopped on i-old at 02:00.", Before, Intended, Stopped),
        Case("A stop outlives an update that kept the instance", "THE SERVICE IS DOWN: it was stopped on i-old at 02:00.", Before, Stopped, Kept),
        Case("A start", "The service was started on i-old at 02:00.", Before, Stopped, Kept, new Evidence.ServiceStarted("i-old", At)),
        Case("A stopped instance that was replaced", $"{Unknown}it was stopped on i-old at 02:00, and the update replaced that instance by i-new, which starts", Before, Stopped, Replaced),
        Case("An instance that was replaced", $"{Unknown}the update replaced i-old by i-new, which starts the service when it boots. Look", Before, Replaced),
        Case("A start on the new instance", "The service was started on i-new at 02:00.", Before, Stopped, Replaced, new Evidence.ServiceStarted("i-new", At)),
        Case("A start of an instance that was replaced since", $"{Unknown}the update replaced i-old by i-new", Before, Stopped, new Evidence.ServiceStarted("i-old", At), Replaced),
        Case("A new instance that was looked at", "The service is active on the new instance i-new.", Before, Replaced, Active),
    ];

    [TestCaseSource(nameof(Stories))]
    public void What_is_known_of_the_service_is_said(string told, Evidence[] evidence) => Assert.That(Words(evidence), Does.StartWith(told));

    [Test]
    public void A_service_that_an_earlier_generation_left_down_is_down() => Assert.That(
        ServiceState.InWords([Line(1, 1, Before, Stopped), Line(2, 2, Before)], Clock), Is.EqualTo("THE SERVICE IS DOWN: it was stopped on i-old at 02:00."));

    private static string Words(params Evidence[] evidence) => ServiceState.InWords([Line(1, 1, evidence)], Clock);

    private static JournalEntry Line(int seq, int generation, params Evidence[] evidence) =>
        new(RunId.From(new byte[12]), seq, generation, RunStep.Migrate, 1, At, JournalKind.Progress, "", evidence);

    private static string Clock(DateTimeOffset at) => $"{at:HH:mm}";

    private static TestCaseData Case(string name, string told, params Evidence[] evidence) => new TestCaseData(told, evidence).SetName(name);
}
