using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Inputs;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs.Steps;

/// <summary>
/// Gives back the places in the ledger that runs keep which were given up in the middle of their update, once it is seen what became of
/// it. An instance that appears takes its place by itself, for its entry does.
/// </summary>
public sealed class AbandonedPlaces(StacksSettings stacks, StackFactsReader facts, ReplacementsReader replacements, Database database, TimeProvider time)
{
    /// <summary>Looks at each.</summary>
    /// <returns>Whether one was given back.</returns>
    public async Task<bool> EndAsync(CancellationToken cancellationToken) =>
        (await database.ReadAsync(ReservationStore.OfAbandonedAsync, cancellationToken)).Count > 0
        && await database.WriteAsync(
            async session =>
            {
                var did = false;
                foreach (var id in await ReservationStore.OfAbandonedAsync(session))
                {
                    if (await RunProgressStore.FindAsync(session, id) is { EndedAt: { } endedAt } run && await EndsAsync(session, run, endedAt) is { } why)
                    {
                        await ReservationStore.ReleaseAsync(session, run, time.GetUtcNow(), why);
                        did = true;
                    }
                }

                return did;
            },
            cancellationToken);

    private async Task<string?> EndsAsync(Session session, Run run, DateTimeOffset endedAt)
    {
        var now = time.GetUtcNow();
        // Created anew under its name, or under another key now: only a look at the very same stack tells.
        var stack = stacks.All.FirstOrDefault(stack => stack.Names(run.StackId));
        return stack is not null && await facts.ReadAsync(session, stack) is { } known && known.Look.StackId == run.StackId
            ? AbandonedPlace.Ends(
                endedAt, known.Look.Status, await WatchStore.LastSeenAsync(session, stack.Key), (await replacements.NewOfAsync(session, stack, known, now)).Count == 0, now)
            : AbandonedPlace.Ends(endedAt, null, null, false, now);
    }
}
