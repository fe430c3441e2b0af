using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Core.Mails;

/// <summary>Parts of a run's mails that tell what is left to people.</summary>
internal static class RunSections
{
    /// <summary>What a reader must know first when the run stands still: whether users are served.</summary>
    public static string Service(RunView view) => ServiceState.InWords(view.Journal, at => MailWords.Instant(at, view.Zone));

    /// <summary>Steps that the run leaves to people; null when there are none.</summary>
    public static MailSection? AfterSteps(RunView view)
    {
        var steps = OpenSteps.LeftBy(view.Plan, view.Run, view.Journal, view.Profile);
        return steps.Count == 0 ? null : new MailSection("Steps for you")
        {
            Paragraphs = ["The next upgrade of this stack waits until these are closed with the steps command."],
            Items = [.. steps.Select(step => new MailItem(MailWords.Clean(step.Text), step.Id, MailTone.Warn, $"UpgradeWorker steps done {view.Run.Id} {step.Id}"))],
        };
    }
}
