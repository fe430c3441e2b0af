using Microsoft.Extensions.Logging;
using UpgradeWorker.Configuration;
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
            view = view with { Troubles = [.. view.Troubles, .. await MailTroubles.SinceAsync(session, view.From)] };
            if (!await post.SummaryAsync(session, view, summary.SendWhenEmpty))
            {
                return false;
            }

            Log.SummaryWritten(logger, recipient, told.Count);
            return true;
        },
        cancellationToken);
}
