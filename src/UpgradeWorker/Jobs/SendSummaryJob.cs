using Microsoft.Extensions.Logging;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Core.Windows;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Inputs;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs;

/// <summary>Writes the regular summary to each recipient when it is due; nothing if there is nothing to tell, unless asked.</summary>
public sealed class SendSummaryJob(
    StacksSettings stacks, SummarySettings summary, Database database, Post post, StackOverviews overviews, TimeProvider time,
    ILogger<SendSummaryJob> logger) : IJob
{
    /// <inheritdoc/>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        if (!Schedule.TryCreate(summary.Cron, summary.Zone, out var schedule, out _))
        {
            return false;
        }

        var did = false;
        var recipients = summary.Recipients.Count > 0 ? summary.Recipients : [.. stacks.All.SelectMany(stack => stack.Approvers).Distinct()];
        foreach (var recipient in recipients)
        {
            did |= await SendAsync(recipient, schedule, cancellationToken);
        }

        return did;
    }

    private Task<bool> SendAsync(string recipient, Schedule schedule, CancellationToken cancellationToken) => database.WriteAsync(
        async session =>
        {
            var now = time.GetUtcNow();
            var due = await SummaryStore.DueAsync(session, recipient);
            if (due > now)
            {
                return false;
            }

            // The first time only says when the next one is due.
            var next = schedule.NextFrom(now + TimeSpan.FromTicks(1)) ?? now + TimeSpan.FromDays(7);
            await SummaryStore.SaveAsync(session, recipient, next, due is null ? null : now);
            if (due is null)
            {
                return false;
            }

            var mine = stacks.All.Where(stack => summary.Recipients.Count > 0 || stack.Approvers.Contains(recipient));
            var told = new List<StackOverview>();
            foreach (var stack in mine)
            {
                told.Add(await overviews.ReadAsync(session, stack, now));
            }

            var view = SummaryViews.Of(told, recipient, schedule.Zone, due.Value - (next - due.Value), now);
            view = view with
            {
                Events = await EndedAsync(session, [.. told.Select(stack => stack.Stack.Key)], view.From, now),
                Troubles = [.. view.Troubles, .. await MailTroubles.SinceAsync(session, view.From)],
            };
            if (!await post.SummaryAsync(session, view, summary.SendWhenEmpty))
            {
                return false;
            }

            Log.SummaryWritten(logger, recipient, told.Count);
            return true;
        },
        cancellationToken);

    /// <summary>The runs that ended since the summary before.</summary>
    private static async Task<IReadOnlyList<string>> EndedAsync(Session session, IReadOnlyList<StackKey> mine, DateTimeOffset from, DateTimeOffset to)
    {
        var told = new List<string>();
        foreach (var run in (await RunProgressStore.AllAsync(session)).Where(run => mine.Contains(run.Stack) && run.EndedAt > from && run.EndedAt <= to).OrderBy(run => run.EndedAt))
        {
            var plan = await PlanStore.PlanAsync(session, run.Plan);
            var what = plan is null ? "" : plan.UsesCurrentTemplate ? $" on {plan.RunningVersion}" : $" from {plan.RunningVersion} to {plan.TargetVersion}";
            told.Add($"{run.Stack}: run {run.Id}{what} {Word(run.Ending)}, {run.EndedAt:yyyy-MM-dd HH:mm} UTC.{(run.Why is { } why ? $" {why.Message}" : "")}");
        }

        return told;
    }

    private static string Word(RunEnding? ending) => ending switch
    {
        RunEnding.Succeeded => "succeeded",
        RunEnding.RolledBack => "was rolled back by AWS",
        RunEnding.Refused => "was not carried out",
        RunEnding.NeedsAttention => "needs a person",
        RunEnding.Abandoned => "was given up",
        _ => "ended",
    };
}
