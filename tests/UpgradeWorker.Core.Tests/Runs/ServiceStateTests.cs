using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Core.Tests.Runs;

internal sealed class ServiceStateTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);
    private static readonly Evidence Stopped = new Evidence.ServiceStopped("i-old", At);

    [Test]
    public void A_service_that_was_stopped_and_not_started_is_down() =>
        Assert.That(Words(Stopped), Is.EqualTo("THE SERVICE IS DOWN: it was stopped on i-old at 02:00."));

    [Test]
    public void Of_an_instance_that_the_update_replaced_it_is_not_said_that_its_service_is_down() =>
        Assert.That(Words(Stopped, Updated("i-new")), Does.StartWith("WHETHER THE SERVICE IS UP IS NOT KNOWN: it was stopped on i-old at 02:00, and the update replaced that instance by i-new"));

    [Test]
    public void An_update_that_kept_the_instance_did_not_start_its_service() =>
        Assert.That(Words(Stopped, Updated("i-old")), Does.StartWith("THE SERVICE IS DOWN"));

    [Test]
    public void A_service_that_was_started_again_is_told_where() =>
        Assert.That(Words(Stopped, Updated("i-new"), new Evidence.ServiceStarted("i-new", At)), Is.EqualTo("The service was started on i-new at 02:00."));

    [Test]
    public void A_service_that_nobody_stopped_went_down_with_its_instance() => Assert.That(
        Words(new Evidence.BeforeUpdate(["i-old"], "arn:me", []), Updated("i-new")),
        Does.StartWith("WHETHER THE SERVICE IS UP IS NOT KNOWN: the update replaced i-old by i-new, which starts"));

    [Test]
    public void A_run_that_did_not_touch_it_says_so() => Assert.That(Words(), Is.EqualTo("The run did not stop the service."));

    private static Evidence.StackUpdated Updated(string instance) => new Evidence.StackUpdated("UPDATE_COMPLETE", [instance], []);

    [Test]
    public void What_was_verified_is_not_in_doubt() => Assert.That(
        Words(RunStep.Verify, JournalKind.Done, new Evidence.BeforeUpdate(["i-old"], "arn:me", []), Updated("i-new")),
        Is.EqualTo("The run did not stop the service: the update replaced i-old by i-new, which starts the service when it boots."));

    private static string Words(params Evidence[] evidence) => Words(RunStep.Migrate, JournalKind.Progress, evidence);

    private static string Words(RunStep step, JournalKind kind, params Evidence[] evidence) => ServiceState.InWords(
        [new JournalEntry(RunId.From(new byte[12]), 1, 1, step, 1, At, kind, "", evidence)], 1, at => $"{at:HH:mm}");
}
