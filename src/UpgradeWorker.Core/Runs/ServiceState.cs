namespace UpgradeWorker.Core.Runs;

/// <summary>What the journal tells of the vendor's service.</summary>
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
}
