using System.Globalization;
using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs.Approving;

/// <summary>Takes the verdicts that local operators gave on the command line.</summary>
public sealed class OperatorVerdicts(Database database, VerdictRecorder recorder, TimeProvider time)
{
    /// <summary>Takes every command that waits.</summary>
    /// <returns>Whether there was any.</returns>
    public Task<bool> TakeAsync(CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var commands = await CommandStore.ForApprovalsAsync(session);
            foreach (var command in commands)
            {
                var now = time.GetUtcNow();
                var request = await ApprovalStore.RequestAsync(session, command.Target ?? "");
                var why = await recorder.RecordAsync(
                    session, $"command:{command.Id}", Verdict(command, request?.Id ?? command.Target ?? "", request?.Plan ?? default), null, now);
                await ApprovalStore.TakeCommandAsync(session, command.Id, now, why?.ToString() ?? "recorded");
            }

            return commands.Count > 0;
        },
        cancellationToken);

    private static Verdict Verdict(OperatorCommand command, string request, PlanFingerprint plan)
    {
        // Sitting at the worker's own machine is the second factor; the mark keeps a user name from passing for a mail address.
        var given = new Verdict(
            VerdictKind.Approve, request, plan, $"{command.UserName.Replace('@', '.')} (local)", command.At,
            command.Arguments.GetValueOrDefault("reason") ?? "", SecondFactor: true);
        return command.Verb switch
        {
            "approve" => given with
            {
                Acknowledged = (command.Arguments.GetValueOrDefault("ack") ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries),
            },
            "decline" => given with { Kind = VerdictKind.Reject },
            "defer" => given with
            {
                Kind = VerdictKind.Defer,
                Until = DateTimeOffset.Parse(command.Arguments["until"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            },
            _ => throw new InvalidOperationException($"No verdict {command.Verb}."),
        };
    }
}
