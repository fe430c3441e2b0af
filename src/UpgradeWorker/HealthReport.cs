using UpgradeWorker.Commands;
using UpgradeWorker.Jobs.Approving;
using UpgradeWorker.Storage;

namespace UpgradeWorker;

/// <summary>What <c>health.json</c> says; the members are the JSON's. Instants are ISO 8601 texts in UTC, cut to the second.</summary>
internal sealed record HealthReport
{
    public required string At { get; init; }

    public required string Version { get; init; }

    /// <summary>Whether the worker does its work. Runs that wait for a person do not count: no restart helps them.</summary>
    public required bool Ok { get; init; }

    /// <summary>Why not, one sentence each.</summary>
    public required IReadOnlyList<string> Wrong { get; init; }

    public required IReadOnlyList<StagePart> Stages { get; init; }

    /// <summary>Null = there is no mailbox, or the database does not tell.</summary>
    public required MailboxPart? Mailbox { get; init; }

    /// <summary>Since when the oldest mail that is not sent waits; null = none waits, or the database does not tell.</summary>
    public required string? OldestUnsentMail { get; init; }

    /// <summary>Null = the database does not tell.</summary>
    public required IReadOnlyList<string>? RunsNeedingAttention { get; init; }

    internal sealed record StagePart(string Stage, string? LastSuccess, string? LastFault, string? Fault);

    internal sealed record MailboxPart(string? LastRead, string? Fault);

    /// <summary>What the database tells.</summary>
    /// <param name="Mailbox">Null = nobody has tried to read it yet, or there is none.</param>
    /// <param name="OldestUnsent">Null = no mail waits.</param>
    /// <param name="Attention">Runs that need a person.</param>
    internal sealed record Facts(MailboxPass? Mailbox, DateTimeOffset? OldestUnsent, IReadOnlyList<string> Attention)
    {
        public static async Task<Facts> ReadAsync(Session session) => new(
            await MailboxStore.PassAsync(session), (await OutboxStore.HealthAsync(session)).Oldest, await RunProgressStore.NeedingAttentionAsync(session));
    }

    /// <summary>The report.</summary>
    /// <param name="stages">How the stages ended.</param>
    /// <param name="facts">What the database tells; null = it cannot be used.</param>
    /// <param name="noFacts">Why it cannot.</param>
    /// <param name="hasMailbox">Whether there is a mailbox to be read.</param>
    /// <param name="now">The present instant.</param>
    public static HealthReport Of(IReadOnlyList<StageNote> stages, Facts? facts, string? noFacts, bool hasMailbox, DateTimeOffset now)
    {
        var pass = hasMailbox ? facts?.Mailbox : null;
        var silentSince = pass?.LastPass ?? pass?.WatchedSince;
        IReadOnlyList<string> wrong =
        [
            .. facts is null ? [$"The database cannot be used: {noFacts}"] : Array.Empty<string>(),
            .. stages.Where(stage => stage.IsFailing).Select(stage => $"{stage.Stage} failed at {Iso(stage.LastFault)}: {stage.Fault}"),
            .. now - silentSince >= MailboxHealth.Patience ? [$"The mailbox was not read since {Iso(silentSince)}: {pass?.Fault}"] : Array.Empty<string>(),
        ];
        return new()
        {
            At = Iso(now)!,
            Version = WorkerHost.Version,
            Ok = wrong.Count == 0,
            Wrong = wrong,
            Stages = [.. stages.Select(stage => new StagePart(stage.Stage, Iso(stage.LastSuccess), Iso(stage.LastFault), stage.Fault))],
            Mailbox = pass is null ? null : new(Iso(pass.LastPass), pass.Fault),
            OldestUnsentMail = Iso(facts?.OldestUnsent),
            RunsNeedingAttention = facts?.Attention,
        };
    }

    private static string? Iso(DateTimeOffset? at) => Times.Iso(at is { } instant ? instant.AddTicks(-(instant.UtcTicks % TimeSpan.TicksPerSecond)) : null);
}
