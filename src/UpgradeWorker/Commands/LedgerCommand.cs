using System.CommandLine;
using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Commands;

/// <summary><c>ledger</c>: who used which certificate of the week, and when the next is safe.</summary>
internal static class LedgerCommand
{
    private static readonly Argument<string?> Name = new("NAME") { Description = "A host name; only its set of names.", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<bool> Json = new("--json")
    {
        Description = """
            One JSON document: {"at","limit","mode","keepInReserve","costPerReplacement","names":[{"names","registeredDomain","room","allowed","nextAt","why":{"reason","message"},"entries":[{"id","at","issuedAt","seen","freesAt","cost","source","stackId","instanceId","runId","serial","reason","by"}],"reservations":[{"runId","cost","takenAt"}],"facts":[{"id","at","cost","source","stackId","instanceId","runId","serial","reason","by","corrects"}],"handshake":{"triedAt","seenAt","serial","fault"}}]}. entries hold or held places; facts are all that was entered.
            """,
    };

    public static Command Create()
    {
        var command = new Command("ledger", "Show the certificate ledger: entries, room now, and the instant from which another replacement may start.")
        {
            Name, Json, LedgerSimulateCommand.Create(), LedgerEntryCommands.Add(), LedgerEntryCommands.Correct(),
        };
        command.SetAction(ShowAsync);
        return command;
    }

    private static async Task<int> ShowAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = SettingsInput.Read(parsed);
        var only = parsed.GetValue(Name) is { } name ? NamesOf(name) : null;
        var database = await Memory.OpenExistingAsync(settings, cancellationToken);
        var now = TimeProvider.System.GetUtcNow();
        var views = await database.ReadAsync(session => ViewsAsync(session, only, settings.Certificates, now), cancellationToken);
        var output = parsed.InvocationConfiguration.Output;
        var limits = settings.Certificates;
        if (parsed.GetValue(Json))
        {
            CommandOutput.WriteJson(output, new { At = Times.Iso(now), limits.Limit, limits.Mode, limits.KeepInReserve, limits.CostPerReplacement, Names = views });
        }
        else
        {
            LedgerText.Show(output, views, limits, now);
        }

        return ExitCode.Done;
    }

    /// <summary>Reads a host name, or several joined by commas that one certificate is for.</summary>
    /// <exception cref="CommandException">One of them is none.</exception>
    internal static NameSet NamesOf(string text) => NameSet.TryCreate(text.Split(','), out var names, out var finding)
        ? names
        : throw new CommandException(finding.Message, ExitCode.Usage);

    private static async Task<IReadOnlyList<LedgerView>> ViewsAsync(Session session, NameSet? only, LedgerLimits limits, DateTimeOffset now)
    {
        var entries = await LedgerStore.AllAsync(session);
        var reservations = await ReservationStore.OpenAsync(session);
        var sets = entries.Select(entry => entry.Names).Concat(reservations.Select(reservation => reservation.Names)).Distinct();
        if (only is not null)
        {
            sets = sets.Where(set => set == only || set.Names.Contains(only.Text)).DefaultIfEmpty(only);
        }

        var views = new List<LedgerView>();
        foreach (var set in sets.OrderBy(set => set.Text, StringComparer.Ordinal))
        {
            views.Add(LedgerView.Of(set, entries, reservations, await CertificateWatchStore.HandshakeOfAsync(session, set.Text), limits, now));
        }

        return views;
    }
}
