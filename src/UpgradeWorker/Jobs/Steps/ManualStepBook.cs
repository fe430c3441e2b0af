using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs.Steps;

/// <summary>Opens the steps that an ended run leaves to people, and closes those that people say are done.</summary>
internal static class ManualStepBook
{
    /// <summary>Opens what a run that has ended leaves.</summary>
    /// <param name="session">The transaction that ends it.</param>
    /// <param name="run">The run as it ended.</param>
    /// <param name="profile">How a migration is typed.</param>
    /// <param name="now">The present instant.</param>
    public static async Task OpenAsync(Session session, Run run, VendorProfile profile, DateTimeOffset now)
    {
        if (await PlanStore.PlanAsync(session, run.Plan) is not { } plan)
        {
            return;
        }

        foreach (var step in OpenSteps.LeftBy(plan, run, await RunProgressStore.JournalAsync(session, run.Id), profile))
        {
            await ManualStepStore.OpenAsync(session, run.Id, run.Stack, step, now);
        }
    }

    /// <summary>Takes what local operators said, and journals it with who and when.</summary>
    /// <returns>Whether there was anything to take.</returns>
    public static async Task<bool> TakeAsync(Session session, DateTimeOffset now)
    {
        var commands = await CommandStore.ForStepsAsync(session);
        foreach (var command in commands)
        {
            var id = new RunId(command.Target ?? "");
            var step = command.Arguments.GetValueOrDefault("step") ?? "";
            var reason = command.Arguments.GetValueOrDefault("reason");
            var closed = await ManualStepStore.CloseAsync(session, id, step, command.At, command.UserName, reason);
            var result = closed
                ? $"Step {step.ToUpperInvariant()} closed by {command.UserName}{(string.IsNullOrWhiteSpace(reason) ? "" : $": {reason}")}."
                : $"Step {step} of run {id} was not open.";
            await RunProgressStore.TakeCommandAsync(session, command.Id, id, now, result);
            if (closed && await RunProgressStore.FindAsync(session, id) is { } run)
            {
                await RunProgressStore.AppendAsync(session, run, command.At, JournalKind.Operator, result, []);
            }
        }

        return commands.Count > 0;
    }
}
