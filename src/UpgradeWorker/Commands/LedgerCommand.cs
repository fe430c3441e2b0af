using System.CommandLine;
using System.Globalization;
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
            One JSON document: {"at","limit","mode","keepInReserve","costPerReplacement","names":[{"names","room","allowed","nextAt","why":{"reason","message"},"entries":[{"at","issuedAt","seen","freesAt","cost","source","stackId","instanceId","runId","serial","reason"}],"reservations":[{"runId","cost","takenAt"}]}]}.
            """,
    };

    public static Command Create()
    {
        var command = new Command("ledger", "Show the certificate ledger: entries, room now, and the instant from which another replacement may start.")
        {
            Name, Json, LedgerSimulateCommand.Create(),
        };
        command.SetAction(ShowAsync);
        return command;
    }

    private static async Task<int> ShowAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = SettingsInput.Read(parsed);
        var database = await Memory.OpenExistingAsync(settings, cancellationToken);
        var (entries, reservations) = await database.ReadAsync(
            async session => (await LedgerStore.AllAsync(session), await ReservationStore.OpenAsync(session)), cancellationToken);
        var now = TimeProvider.System.GetUtcNow();
        var limits = settings.Certificates;
        var sets = entries.Select(entry => entry.Names).Concat(reservations.Select(reservation => reservation.Names)).Distinct();
        if (parsed.GetValue(Name) is { } name)
        {
            sets = NameSet.TryCreate([name], out var only, out var finding)
                ? sets.Where(set => set == only || set.Names.Contains(only.Text)).DefaultIfEmpty(only)
                : throw new CommandException(finding.Message, ExitCode.Usage);
        }

        var views = sets.OrderBy(set => set.Text, StringComparer.Ordinal)
            .Select(set => LedgerView.Of(set, entries, reservations, limits, now)).ToList();
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(Json))
        {
            CommandOutput.WriteJson(output, new { At = Times.Iso(now), limits.Limit, limits.Mode, limits.KeepInReserve, limits.CostPerReplacement, Names = views });
        }
        else
        {
            Show(output, views, limits);
        }

        return ExitCode.Done;
    }

    internal static void Show(TextWriter output, IReadOnlyList<LedgerView> views, LedgerLimits limits)
    {
        if (views.Count == 0)
        {
            output.WriteLine("The ledger is empty.");
        }

        foreach (var view in views)
        {
            output.WriteLine(CommandOutput.Printable($"{view.Names}: room for {view.Room} of {limits.Limit}, {limits.KeepInReserve} of them kept in reserve. "
                + (view.Allowed ? "Another replacement may start now." : view.Why?.Message)));
            var table = CommandOutput.Table("Held from", "Issued", "Free again", "Cost", "Known by", "Instance, run or serial");
            foreach (var entry in view.Entries)
            {
                table.Row(Times.Local(entry.At), $"{Times.Local(entry.IssuedAt)}{(entry.Seen ? "" : " at the latest")}", Times.Local(entry.FreesAt),
                    entry.Cost.ToString(CultureInfo.InvariantCulture), entry.Source,
                    string.Join(' ', new[] { entry.InstanceId, entry.RunId, entry.Serial, entry.Reason }.OfType<string>()));
            }

            foreach (var reservation in view.Reservations)
            {
                table.Row(Times.Local(reservation.TakenAt), "reserved", "when the run ends", reservation.Cost.ToString(CultureInfo.InvariantCulture), "Run", reservation.RunId);
            }

            if (view.Entries.Count + view.Reservations.Count > 0)
            {
                CommandOutput.Console(output).Write(table);
            }
        }
    }
}
