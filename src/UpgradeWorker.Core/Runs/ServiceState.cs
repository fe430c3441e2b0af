namespace UpgradeWorker.Core.Runs;

/// <summary>What a run's journal tells about the vendor's service: whether users are served.</summary>
public static class ServiceState
{
    /// <summary>In a sentence or two.</summary>
    /// <param name="journal">Of the run.</param>
    /// <param name="generation">The present generation.</param>
    /// <param name="instant">How an instant is written.</param>
    public static string InWords(IReadOnlyList<JournalEntry> journal, int generation, Func<DateTimeOffset, string> instant)
    {
        var evidence = journal.Where(entry => entry.Generation == generation).OrderBy(entry => entry.Seq).SelectMany(entry => entry.Evidence).ToList();
        var verified = journal.Any(entry => entry is { Step: RunStep.Verify, Kind: JournalKind.Done } && entry.Generation == generation);
        return evidence.LastOrDefault(one => one is Evidence.ServiceStopped or Evidence.ServiceStarted) switch
        {
            // An instance that is no more cannot say anything about the service: the new one starts it by itself.
            Evidence.ServiceStopped stopped when Replacing(evidence, [stopped.InstanceId]) is { } now =>
                $"WHETHER THE SERVICE IS UP IS NOT KNOWN: it was stopped on {stopped.InstanceId} at {instant(stopped.At)}, and the update replaced that instance by "
                + $"{string.Join(", ", now)}, which starts the service when it boots. Look whether it serves.",
            Evidence.ServiceStopped stopped => $"THE SERVICE IS DOWN: it was stopped on {stopped.InstanceId} at {instant(stopped.At)}.",
            Evidence.ServiceStarted started => $"The service was started on {started.InstanceId} at {instant(started.At)}.",
            null when evidence.OfType<Evidence.BeforeUpdate>().LastOrDefault() is { InstanceIds: { Count: > 0 } before } && Replacing(evidence, before) is { } now =>
                $"{(verified ? "The run did not stop the service" : "WHETHER THE SERVICE IS UP IS NOT KNOWN")}: the update replaced {string.Join(", ", before)} by {string.Join(", ", now)}, which starts the service when it "
                + $"boots.{(verified ? "" : " Look whether it serves.")}",
            _ => "The run did not stop the service.",
        };
    }

    /// <summary>The instances after the update; null when one of those before it is still among them, or none is known.</summary>
    private static IReadOnlyList<string>? Replacing(IReadOnlyList<Evidence> evidence, IReadOnlyList<string> before) =>
        evidence.OfType<Evidence.StackUpdated>().LastOrDefault()?.InstanceIds is { Count: > 0 } now && !now.Intersect(before).Any() ? now : null;
}
