using System.CommandLine;
using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Commands;

/// <summary><c>approve</c>, <c>decline</c> and <c>defer</c>: a decision by a local operator, under the same rules as one by mail.</summary>
internal static class DecisionCommands
{
    private static readonly Argument<string> Id = new("ID") { Description = "The approval request, like UW-0042." };
    private static readonly Option<string[]> Ack = new("--ack") { Description = "Manual steps that you have read, like M1; each of those that come before the upgrade must be named.", HelpName = "STEP", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string> Reason = Operator.Reason("Why.");
    private static readonly Option<string> Until = new("--until") { Description = "Not before then: ISO 8601, or ahead from now like 2d.", HelpName = "WHEN", Required = true };

    public static IReadOnlyList<Command> Create()
    {
        var approve = new Command("approve", "Agree to an upgrade; it starts in its window after the cool-off.") { Id, Ack };
        approve.SetAction((parsed, cancellationToken) => DecideAsync(
            parsed, "approve", VerdictKind.Approve, [("ack", parsed.GetValue(Ack) is { Length: > 0 } steps ? string.Join(' ', steps) : null)], cancellationToken));
        var decline = new Command("decline", "Refuse an upgrade, also an approved one, and one under way until its change set is executed.") { Id, Reason };
        decline.SetAction((parsed, cancellationToken) => DecideAsync(
            parsed, "decline", VerdictKind.Reject, [("reason", parsed.GetRequiredValue(Reason))], cancellationToken));
        var defer = new Command("defer", "Ask again later.") { Id, Until };
        defer.SetAction((parsed, cancellationToken) => DecideAsync(
            parsed, "defer", VerdictKind.Defer, [("until", Times.Iso(WhenOf(parsed.GetRequiredValue(Until))))], cancellationToken));
        return [approve, decline, defer];
    }

    private static async Task<int> DecideAsync(
        ParseResult parsed, string verb, VerdictKind kind, (string Name, string? Value)[] arguments, CancellationToken cancellationToken)
    {
        var settings = SettingsInput.Read(parsed);
        var now = TimeProvider.System.GetUtcNow();
        var database = await Memory.OpenExistingAsync(settings, cancellationToken);
        var request = await database.WriteAsync(
            async session =>
            {
                var id = parsed.GetRequiredValue(Id);
                var request = await ApprovalStore.RequestAsync(session, id)
                    ?? throw new CommandException($"There is no approval request {id}; status shows the open ones.");
                var verdict = new Verdict(
                    kind, request.Id, request.Plan, Operator.Name.Replace('@', '.'), now,
                    Acknowledged: parsed.GetResult(Ack) is null ? null : parsed.GetValue(Ack), SecondFactor: true);
                Refuse(request.State == ApprovalState.Started && kind == VerdictKind.Reject
                    ? await HoldingAsync(session, request)
                    : ApprovalRules.Check(new VerdictCase(verdict, request, await PlanNowAsync(session, request))));
                await Operator.AppendAsync(session, verb, request.Stack.Value, request.Id, now, arguments);
                return request;
            },
            cancellationToken);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(
            $"{request.Id} ({request.Stack}): {verb} by {Operator.Name} is recorded. The service acts on it at its next look "
            + $"(every {Configuration.Reading.Durations.Format(settings.Jobs.SeekApprovals)}); status {request.Stack} shows it.");
        return ExitCode.Done;
    }

    /// <summary>What speaks against stopping a run that has begun.</summary>
    private static async Task<IReadOnlyList<Core.Finding>> HoldingAsync(Session session, ApprovalRequest request) =>
        await RunStore.OfRequestAsync(session, request.Id) is { Id: var id } && RunCommands.TooLateToHold(
            await RunProgressStore.FindAsync(session, id), await RunProgressStore.JournalAsync(session, id)) is { } late ? [late] : [];

    private static async Task<PlanFingerprint?> PlanNowAsync(Session session, ApprovalRequest request) =>
        (await PlanStore.CurrentAsync(session, request.Stack))?.Plan;

    // The stage judges again when it takes the command; telling it here spares the operator a look at the log.
    private static void Refuse(IReadOnlyList<Core.Finding> findings)
    {
        if (findings.Count > 0)
        {
            throw new CommandException(string.Join(Environment.NewLine, findings.Select(finding => finding.Message)));
        }
    }

    private static DateTimeOffset WhenOf(string text)
    {
        var now = TimeProvider.System.GetUtcNow();
        return Times.Ahead(text, now) is { } when && when > now && when < now.AddYears(1)
            ? when
            : throw new CommandException($"--until \"{text}\" is no time within the next year; write one like 2026-12-01T08:00:00Z, or 2d for in two days.", ExitCode.Usage);
    }
}
