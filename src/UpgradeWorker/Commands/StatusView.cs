using UpgradeWorker.Configuration;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Inputs;

namespace UpgradeWorker.Commands;

/// <summary>One stack as <c>status</c> prints it; the members are the JSON's. Instants are ISO 8601 texts in UTC.</summary>
internal sealed record StatusView
{
    public required string Key { get; init; }
    public required string StackName { get; init; }
    public required string Region { get; init; }

    /// <summary>Null = never seen.</summary>
    public required string? StackId { get; init; }

    /// <summary>CloudFormation's status at the last look; null = never seen.</summary>
    public required string? Status { get; init; }

    public required string? SeenAt { get; init; }

    /// <summary>Why the last look failed; null = it did not.</summary>
    public required string? Fault { get; init; }

    public required string? RunningVersion { get; init; }
    public required string? NewestRelease { get; init; }

    /// <summary>Releases that are not proposed now, and why.</summary>
    public required IReadOnlyList<WaitingPart> Waiting { get; init; }

    /// <summary>The template sources that were looked at.</summary>
    public required IReadOnlyList<SourcePart> Sources { get; init; }

    public required DriftPart? Drift { get; init; }
    public required PlanPart? Plan { get; init; }

    /// <summary>What blocks planning, or why there is nothing to do.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    public required ApprovalPart? Approval { get; init; }
    public required WindowPart? NextWindow { get; init; }
    public required RunPart? Run { get; init; }

    /// <summary>Steps for people that are still open.</summary>
    public required IReadOnlyList<StepPart> OpenSteps { get; init; }

    public required CertificatePart? Certificates { get; init; }

    /// <summary>By whom and when; null = not paused.</summary>
    public required string? PausedBy { get; init; }

    internal sealed record WaitingPart(string? Version, string Name, string Reason, string Message);

    internal sealed record SourcePart(string Source, string NextLook, string? Fault, string? FaultSince);

    internal sealed record DriftPart(string Status, string StartedAt, int Resources);

    internal sealed record PlanPart(string Fingerprint, string From, string To, string CreatedAt, bool ReplacesData, bool ReplacesInstance);

    internal sealed record ApprovalPart(string Id, string State, string IssuedAt, string ExpiresAt);

    internal sealed record WindowPart(string From, string To);

    internal sealed record RunPart(string Id, string Step, string? Ending, string StartedAt, string? EndedAt);

    internal sealed record StepPart(string Run, string Step);

    internal sealed record CertificatePart(string Names, int Room, bool Allowed, string? NextAt);

    /// <summary>Why the settings let nothing of a stack start; null where they do.</summary>
    public static Finding? NoticeImpossible(StackSettings stack, Settings settings) => StartRules.NoticeImpossible(
        settings.Mail.Mailbox is not MailboxSettings.None, settings.Approvals.RequireNotice, stack.Approvers.Count);

    /// <summary>One stack, with what the settings say of it.</summary>
    public static StatusView Of(StackOverview overview, Settings settings) => Of(overview) is var view && NoticeImpossible(overview.Stack, settings) is { } never
        ? view with { Findings = [never, .. view.Findings] }
        : view;

    public static StatusView Of(StackOverview overview) => new()
    {
        Key = overview.Stack.Key.Value,
        StackName = overview.Stack.StackName,
        Region = overview.Stack.Region,
        StackId = overview.Look?.StackId.Arn,
        Status = overview.Look?.Status,
        SeenAt = Times.Iso(overview.SeenAt),
        Fault = overview.Fault,
        RunningVersion = overview.RunningVersion,
        NewestRelease = overview.NewestRelease,
        Waiting = [.. overview.Waiting.Select(one => new WaitingPart(one.Version, one.Name, one.Why.Reason, one.Why.Message))],
        Sources = [.. overview.Sources.Select(one => new SourcePart(one.Source, Times.Iso(one.DueAt)!, one.Fault?.Text, Times.Iso(one.Fault?.Since)))],
        Drift = overview.Drift is { } drift ? new(drift.Status, Times.Iso(drift.StartedAt)!, drift.Resources.Count) : null,
        Plan = overview.Plan is { } plan
            ? new(plan.Fingerprint.Hex, plan.RunningVersion, plan.TargetVersion, Times.Iso(plan.CreatedAt)!, plan.ReplacesData, plan.ReplacedInstances.Count > 0)
            : null,
        Findings = overview.Current?.Findings ?? [],
        Approval = overview.Request is { } request
            ? new(request.Id, request.State.ToString(), Times.Iso(request.IssuedAt)!, Times.Iso(request.ExpiresAt)!)
            : null,
        NextWindow = overview.NextWindow is { } window ? new(Times.Iso(window.From)!, Times.Iso(window.To)!) : null,
        Run = overview.Run is { } run
            ? new(run.Id.Value, run.Step.ToString(), run.Ending?.ToString(), Times.Iso(run.StartedAt)!, Times.Iso(run.EndedAt))
            : null,
        OpenSteps = [.. overview.OpenSteps.Select(step => new StepPart(step.Run.Value, step.Step.Id))],
        Certificates = overview is { CertificateNames: { } names, Certificates: { } answer }
            ? new(names, answer.Room, answer.Allowed, Times.Iso(answer.NextAt))
            : null,
        PausedBy = overview.PausedBy,
    };
}
