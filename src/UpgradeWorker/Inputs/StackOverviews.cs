using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Core.Windows;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Inputs;

/// <summary>How one stack stands, for the status verb and the summary mail.</summary>
public sealed record StackOverview
{
    public required StackSettings Stack { get; init; }

    /// <summary>The last look; null before the first.</summary>
    public required StackLook? Look { get; init; }

    /// <summary>When the stack was last seen; null before the first look.</summary>
    public required DateTimeOffset? SeenAt { get; init; }

    /// <summary>Why the last look failed; null when it did not.</summary>
    public required string? Fault { get; init; }

    /// <summary>Null = unknown.</summary>
    public required string? RunningVersion { get; init; }

    /// <summary>The newest version whose template a source offers, proposed or not; null = none is known.</summary>
    public required string? NewestRelease { get; init; }

    /// <summary>Releases that are not proposed now, each with the reason.</summary>
    public required IReadOnlyList<WaitingRelease> Waiting { get; init; }

    /// <summary>How the template sources stand that were looked at.</summary>
    public required IReadOnlyList<SourceState> Sources { get; init; }

    public required DriftReport? Drift { get; init; }

    public required CurrentPlan? Current { get; init; }

    /// <summary>The plan that stands; null when there is none.</summary>
    public required Plan? Plan { get; init; }

    /// <summary>The newest approval request; null when there was none.</summary>
    public required ApprovalRequest? Request { get; init; }

    /// <summary>The opening in which the next upgrade could start; null when none fits.</summary>
    public required Opening? NextWindow { get; init; }

    /// <summary>The newest run; null when there was none.</summary>
    public required Run? Run { get; init; }

    /// <summary>Steps that runs left to people and that nobody closed; the next upgrade waits for them.</summary>
    public required IReadOnlyList<StoredManualStep> OpenSteps { get; init; }

    /// <summary>Exact set of names; null when unknown.</summary>
    public required string? CertificateNames { get; init; }

    /// <summary>The ledger's answer for one replacement; null when the names are unknown or the stack has a certificate of its own.</summary>
    public required LedgerAnswer? Certificates { get; init; }

    /// <summary>The limits that the answer stands on.</summary>
    public required LedgerLimits Limits { get; init; }

    /// <summary>Who paused it; null when it is not paused.</summary>
    public required string? PausedBy { get; init; }
}

/// <summary>Reads overviews. Only looks.</summary>
public sealed class StackOverviews(StackFactsReader facts, LedgerLimits certificates)
{
    /// <summary>How the stack stands.</summary>
    public async Task<StackOverview> ReadAsync(Session session, StackSettings stack, DateTimeOffset now)
    {
        var watch = await WatchStore.WatchAsync(session, stack.Key);
        var look = await WatchStore.LatestLookAsync(session, stack.Key);
        var known = await facts.ReadAsync(session, stack);
        var current = await PlanStore.CurrentAsync(session, stack.Key);
        var pause = await CommandStore.PauseAsync(session, stack.Key);
        var releases = await StackReleases.ReadAsync(session, stack);
        var running = look?.Output(stack.Profile.VersionOutput);
        return new StackOverview
        {
            Stack = stack,
            Look = look,
            SeenAt = await WatchStore.LastSeenAsync(session, stack.Key),
            Fault = watch?.Fault,
            RunningVersion = running,
            NewestRelease = releases.Usable.Select(release => release.Version).Max()?.ToString(),
            Waiting = releases.Waiting(stack, running, now),
            Sources = await SourceStore.StatesAsync(session, stack.Key),
            Drift = stack.WithoutIgnored(await DriftStore.LatestAsync(session, stack.Key), now),
            Current = current,
            Plan = current?.Plan is { } fingerprint ? await PlanStore.PlanAsync(session, fingerprint) : null,
            Request = await ApprovalStore.LatestOfAsync(session, stack.Key),
            NextWindow = stack.ToWindows().NextFitting(now, stack.ExpectedDuration, out _),
            Run = await RunProgressStore.LatestOfAsync(session, stack.Key),
            OpenSteps = await ManualStepStore.OpenOfAsync(session, stack.Key),
            CertificateNames = known?.Names,
            Certificates = known is { NameSets: { Count: > 0 } sets, HasOwnCertificate: false }
                ? CertificateLedger.Ask(
                    sets, await LedgerStore.AllAsync(session), await ReservationStore.OpenAsync(session), certificates, now)
                : null,
            Limits = certificates,
            PausedBy = pause is null ? null : $"{pause.UserName} at {pause.At:u}",
        };
    }
}
