using System.Globalization;
using Microsoft.Extensions.Logging;
using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs.Ledger;

/// <summary>Enters what operators tell on the command line. Nothing is edited: a correction is an entry of its own.</summary>
public sealed class LedgerCommands(Database database, TimeProvider time, ILogger<LedgerCommands> logger)
{
    /// <summary>Takes every command that waits.</summary>
    public async Task<bool> TakeAsync(CancellationToken cancellationToken)
    {
        if ((await database.ReadAsync(CommandStore.ForLedgerAsync, cancellationToken)).Count == 0)
        {
            return false;
        }

        return await database.WriteAsync(
            async session =>
            {
                var waiting = await CommandStore.ForLedgerAsync(session);
                foreach (var command in waiting)
                {
                    var result = await EnterAsync(session, command);
                    Log.LedgerCommand(logger, command.Verb, command.UserName, result);
                    await CertificateWatchStore.TakeCommandAsync(session, command.Id, time.GetUtcNow(), result);
                }

                return waiting.Count > 0;
            },
            cancellationToken);
    }

    private async Task<string> EnterAsync(Session session, OperatorCommand command)
    {
        var ledger = await LedgerStore.AllAsync(session);
        var cost = int.TryParse(command.Arguments.GetValueOrDefault("cost"), CultureInfo.InvariantCulture, out var said) && said >= 0 ? said : (int?)null;
        var reason = command.Arguments.GetValueOrDefault("reason") ?? "";
        LedgerEntry? entry = null;
        if (command.Verb == "ledger-add"
            && NameSet.TryCreate((command.Target ?? "").Split(','), out var names, out _)
            && InstantText.TryParse(command.Arguments.GetValueOrDefault("at") ?? "", out var at))
        {
            entry = LedgerEntry.ByHand(names, at, cost ?? 1, reason, command.UserName);
        }
        else if (command.Verb == "ledger-correct" && ledger.FirstOrDefault(one => Id(one) == command.Target) is { } wrong)
        {
            // The latest correction of an entry holds, also when the clock was set back between two.
            var about = wrong.Corrects ?? wrong.DedupKey;
            var latest = ledger.Where(one => one.Corrects == about).Select(one => (DateTimeOffset?)one.At).Max();
            entry = wrong.Correct(cost ?? 0, latest >= command.At ? latest.Value.AddTicks(1) : command.At, reason, command.UserName);
        }

        return entry is null ? "refused: no such entry, or unreadable"
            : await LedgerStore.AddAsync(session, entry, time.GetUtcNow()) ? "entered" : "known already";
    }

    private static string Id(LedgerEntry entry) => entry.Id.ToString(CultureInfo.InvariantCulture);
}
