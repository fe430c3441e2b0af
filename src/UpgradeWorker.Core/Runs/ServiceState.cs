namespace UpgradeWorker.Core.Runs;

/// <summary>What a run's journal tells about the vendor's service: whether users are served.</summary>
public static class ServiceState
{
    /// <summary>
    /// Instances that a stop may have reached, even one that was only about to be sent, and on which the service was not started since; of any
    /// generation, for a new one may be refused before it stops anything itself.
    /// </summary>
    public static IReadOnlyList<string> MayBeStopped(IEnumerable<JournalEntry> journal)
    {
        var stopped = new List<string>();
        foreach (var evidence in journal.OrderBy(entry => entry.Seq).SelectMany(entry => entry.Evidence))
        {
            switch (evidence)
            {
                case Evidence.CommandIntended { Purpose: "stop" } intended when !stopped.Contains(intended.InstanceId):
                    stopped.Add(intended.InstanceId);
                    break;
                case Evidence.ServiceStopped known when !stopped.Contains(known.InstanceId):
                    stopped.Add(known.InstanceId);
                    break;
                case Evidence.ServiceStarted started:
                    stopped.Remove(started.InstanceId);
                    break;
            }
        }

        return stopped;
    }

    /// <summary>In a sentence or two.</summary>
    /// <param name="journal">Of the run, all generations.</param>
    /// <param name="instant">How an instant is written.</param>
    public static string InWords(IReadOnlyList<JournalEntry> journal, Func<DateTimeOffset, string> instant)
    {
        var evidence = journal.OrderBy(entry => entry.Seq).SelectMany(entry => entry.Evidence).ToList();
        var now = evidence.OfType<Evidence.StackUpdated>().LastOrDefault()?.InstanceIds;
        var stopped = MayBeStopped(journal);
        if (stopped.FirstOrDefault(id => now is null || now.Contains(id)) is { } down)
        {
            return StopOf(evidence, down) is { } stop ? $"THE SERVICE IS DOWN: it was stopped on {down} at {instant(stop.At)}."
                : $"THE SERVICE MAY BE DOWN: the run was about to stop it on {down}.";
        }

        if (evidence.OfType<Evidence.ServiceStarted>().LastOrDefault() is { } started && now?.Contains(started.InstanceId) != false)
        {
            return $"The service was started on {started.InstanceId} at {instant(started.At)}.";
        }

        var before = evidence.OfType<Evidence.BeforeUpdate>().LastOrDefault()?.InstanceIds ?? stopped;
        return now is { Count: > 0 } && !now.Intersect(before).Any() ? Replaced(evidence, before, now, stopped, instant) : "The run did not stop the service.";
    }

    /// <summary>An instance that is no more cannot say anything about the service: the new one starts it by itself.</summary>
    private static string Replaced(
        IReadOnlyList<Evidence> evidence, IReadOnlyList<string> before, IReadOnlyList<string> now, IReadOnlyList<string> stopped, Func<DateTimeOffset, string> instant)
    {
        if (evidence.OfType<Evidence.Verified>().Any(one => one.Seen.Any(finding => finding.Reason == "ServiceActive")))
        {
            return $"The service is active on the new instance {string.Join(", ", now)}.";
        }

        const string Unknown = "WHETHER THE SERVICE IS UP IS NOT KNOWN";
        var boots = $"{string.Join(", ", now)}, which starts the service when it boots. Look whether it serves.";
        return stopped.Select(id => StopOf(evidence, id)).OfType<Evidence.ServiceStopped>().LastOrDefault() is { } stop
            ? $"{Unknown}: it was stopped on {stop.InstanceId} at {instant(stop.At)}, and the update replaced that instance by {boots}"
            : $"{Unknown}: the update replaced {string.Join(", ", before)} by {boots}";
    }

    private static Evidence.ServiceStopped? StopOf(IReadOnlyList<Evidence> evidence, string instance) =>
        evidence.OfType<Evidence.ServiceStopped>().LastOrDefault(one => one.InstanceId == instance);
}
