using Microsoft.Extensions.Logging;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Certificates;
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
        var (known, found) = await database.ReadAsync(session => LoadAsync(session, stack), cancellationToken);
        if (known is null)
        {
            return false;
        }

        if (found.Count > 0)
        {
            await database.WriteAsync(session => EnterAsync(session, found, logger, time.GetUtcNow()), cancellationToken);
        }

        return await handshakes.ShakeAsync(stack, known, cancellationToken) | found.Count > 0;
    }

    private async Task<(StackFacts? Known, IReadOnlyList<LedgerEntry> Found)> LoadAsync(Session session, StackSettings stack) =>
        await facts.ReadAsync(session, stack) is { } known
            ? (known, await replacements.NewOfAsync(session, stack, known, await LedgerStore.AllAsync(session), time.GetUtcNow()))
            : (null, []);

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
