using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Inputs;
using UpgradeWorker.Jobs.Ledger;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs;

/// <summary>
/// Keeps the certificate ledger: enters what operators know, every new instance that events and looks tell of, whoever caused it, and
/// every certificate that a handshake or a transparency log shows; and warns when only the reserve is left.
/// </summary>
public sealed class KeepLedgerJob(
    StacksSettings stacks, Database database, StackFactsReader facts, ReplacementsReader replacements, LedgerCommands commands,
    HandshakeWatch handshakes, TransparencyWatch transparency, LedgerWarnings warnings, TimeProvider time, ILogger<KeepLedgerJob> logger) : IJob
{
    // The newest look and event up to which everything is entered. What was entered once adds nothing when it is offered again, so that
    // only a new look or event can tell more; after a start all is read again.
    private readonly ConcurrentDictionary<StackKey, (long? Look, string? Event)> entered = new();

    /// <inheritdoc/>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var did = await commands.TakeAsync(cancellationToken);
        did |= await EachStack.RunAsync(stacks, "KeepLedger", logger, KeepAsync, cancellationToken);
        did |= await transparency.AskAsync(cancellationToken);
        did |= await warnings.WarnAsync(cancellationToken);
        return did;
    }

    private async Task<bool> KeepAsync(StackSettings stack, CancellationToken cancellationToken)
    {
        var (known, upTo, found) = await database.ReadAsync(session => LoadAsync(session, stack), cancellationToken);
        if (known is null)
        {
            return false;
        }

        if (found.Count > 0)
        {
            await database.WriteAsync(session => EnterAsync(session, found, logger, time.GetUtcNow()), cancellationToken);
        }

        entered[stack.Key] = upTo;

        return await handshakes.ShakeAsync(stack, known, cancellationToken) | found.Count > 0;
    }

    private async Task<(StackFacts? Known, (long? Look, string? Event) UpTo, IReadOnlyList<LedgerEntry> Found)> LoadAsync(Session session, StackSettings stack)
    {
        var upTo = (await WatchStore.LatestLookNumberAsync(session, stack.Key), (await WatchStore.WatchAsync(session, stack.Key))?.LastEventId);
        return await facts.ReadAsync(session, stack) is not { } known ? (null, upTo, [])
            : (known, upTo, entered.TryGetValue(stack.Key, out var before) && before == upTo ? [] : await replacements.NewOfAsync(session, stack, known, time.GetUtcNow()));
    }

    /// <summary>Enters facts, each once, and tells the log of those that are news.</summary>
    internal static async Task EnterAsync(Session session, IReadOnlyList<LedgerEntry> found, ILogger logger, DateTimeOffset now)
    {
        foreach (var entry in found)
        {
            if (await LedgerStore.AddAsync(session, entry, now))
            {
                Log.EntryKept(logger, entry.Names.Text, entry.Source.ToString(), entry.At, entry.Cost);
            }
        }
    }
}
