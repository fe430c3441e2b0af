using UpgradeWorker.Storage;

namespace UpgradeWorker.Commands;

/// <summary>How mail goes, as <c>status</c> prints it; the members are the JSON's. Instants are ISO 8601 texts in UTC.</summary>
/// <param name="Waiting">Mails not sent yet.</param>
/// <param name="OldestWaiting">Since when the oldest of them waits; null = none waits.</param>
/// <param name="Failed">Mails given up within the last seven days.</param>
/// <param name="LastRead">When the mailbox was last read from beginning to end; null = never, or there is none.</param>
/// <param name="Fault">Why it could not be read the last time; null = it could.</param>
/// <param name="CanaryLostSince">When the worker's last mail to itself was sent, if that is lost; null = it is not.</param>
internal sealed record MailStatus(long Waiting, string? OldestWaiting, long Failed, string? LastRead, string? Fault, string? CanaryLostSince)
{
    private static readonly TimeSpan Recent = TimeSpan.FromDays(7);

    /// <summary>Longer than any mail waits whose server works.</summary>
    private static readonly TimeSpan Unremarkable = TimeSpan.FromMinutes(2);

    public static async Task<MailStatus> ReadAsync(Session session, DateTimeOffset now)
    {
        var (waiting, oldest, _) = await OutboxStore.HealthAsync(session);
        var failed = await OutboxStore.FailuresAsync(session, now - Recent);
        var pass = await MailboxStore.PassAsync(session);
        var canary = await MailboxStore.LatestCanaryAsync(session);
        return new(
            waiting, Times.Iso(oldest), failed.Count, Times.Iso(pass?.LastPass), pass?.Fault,
            canary is { ArrivedAt: null, AlarmedAt: not null } ? Times.Iso(canary.SentAt) : null);
    }

    /// <summary>Says what is not as it should be; nothing where all is.</summary>
    public void Show(TextWriter output, DateTimeOffset now)
    {
        if (OldestWaiting is { } oldest && now - DateTimeOffset.Parse(oldest, System.Globalization.CultureInfo.InvariantCulture) is var age && age > Unremarkable)
        {
            output.WriteLine($"Mail: {Waiting} {(Waiting == 1 ? "waits" : "wait")} to be sent, the oldest for {Configuration.Reading.Durations.Format(TimeSpan.FromMinutes(Math.Floor(age.TotalMinutes)))}.");
        }

        if (Failed > 0)
        {
            output.WriteLine($"Mail: {Failed} could not be delivered within 7 days; the log and the summary name them.");
        }

        if (Fault is not null)
        {
            output.WriteLine(CommandOutput.Printable($"Mail: answers are not read{(LastRead is null ? "" : $" since {Times.Local(LastRead)}")}: {Fault}"));
        }

        if (CanaryLostSince is not null)
        {
            output.WriteLine($"Mail: what the worker sent to itself at {Times.Local(CanaryLostSince)} did not arrive; answers may not arrive either.");
        }
    }
}
