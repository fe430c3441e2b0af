using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Core.Mails;

/// <summary>Parts of a run's mails that tell what is left to people.</summary>
internal static class RunSections
{
    /// <summary>What a reader must know first when the run stands still: whether users are served.</summary>
    public static string Service(RunView view)
    {
        var evidence = view.Journal.OrderBy(entry => entry.Seq).SelectMany(entry => entry.Evidence).ToList();
        var now = evidence.OfType<Evidence.StackUpdated>().LastOrDefault()?.InstanceIds;
        var before = evidence.OfType<Evidence.BeforeUpdate>().LastOrDefault()?.InstanceIds ?? [];
        if (ServiceState.MayBeStopped(view.Journal).FirstOrDefault(id => now is null || now.Contains(id)) is { } down)
        {
            return evidence.OfType<Evidence.ServiceStopped>().LastOrDefault(one => one.InstanceId == down) is { } stopped
                ? $"THE SERVICE IS DOWN: it was stopped on {down} at {MailWords.Instant(stopped.At, view.Zone)}."
                : $"THE SERVICE MAY BE DOWN: the run was about to stop it on {down}.";
        }

        if (evidence.OfType<Evidence.ServiceStarted>().LastOrDefault() is { } started && now?.Contains(started.InstanceId) != false)
        {
            return $"The service was started on {started.InstanceId} at {MailWords.Instant(started.At, view.Zone)}.";
        }

        return now?.FirstOrDefault(id => !before.Contains(id)) is not { } fresh ? "The run did not stop the service."
            : evidence.OfType<Evidence.Verified>().Any(one => one.Seen.Any(finding => finding.Reason == "ServiceActive")) ? $"The service is active on the new instance {fresh}."
            : $"WHETHER THE SERVICE RUNS IS NOT KNOWN: the update replaced its instance by {fresh}.";
    }

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
