using System.CommandLine;
using System.Globalization;
using UpgradeWorker.Configuration;
using UpgradeWorker.Configuration.Reading;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Commands;

/// <summary><c>ledger add</c> and <c>ledger correct</c>: what people know. Nothing is edited: a correction is an entry of its own.</summary>
internal static class LedgerEntryCommands
{
    private static readonly Argument<string> Name = new("NAME") { Description = "The host name that the certificate is for; several in one certificate are joined by commas." };
    private static readonly Argument<long> Entry = new("ENTRY") { Description = "The number of the entry, as ledger shows it." };
    private static readonly Option<string> At = new("--at") { Description = "When the instance was created: ISO 8601, or back from now like 2h.", HelpName = "T", Required = true };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why; it is kept with your user name.", HelpName = "TEXT", Required = true };
    private static readonly Option<int> AddedCost = Cost("Certificates that it used.", standard: 1, least: 1);
    private static readonly Option<int> CorrectedCost = Cost("Certificates that the entry counts from now on; 0 = it never happened.", standard: 0, least: 0);

    public static Command Add()
    {
        var command = new Command("add", "Enter a replacement or a certificate that the worker could not see.") { Name, At, Reason, AddedCost };
        command.SetAction(AddAsync);
        return command;
    }

    public static Command Correct()
    {
        var command = new Command("correct", "Take an entry back, or change what it counts. The entry stays, with the correction beside it.") { Entry, Reason, CorrectedCost };
        command.SetAction(CorrectAsync);
        return command;
    }

    private static async Task<int> AddAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = SettingsInput.Read(parsed);
        var now = TimeProvider.System.GetUtcNow();
        var names = LedgerCommand.NamesOf(parsed.GetRequiredValue(Name));
        var text = parsed.GetRequiredValue(At);
        var at = Times.Instant(text, now) is { } instant && instant <= now
            ? instant
            : throw new CommandException($"--at \"{text}\" is no time up to now; write one like 2026-11-22T10:00:00Z, or 2h for two hours ago.", ExitCode.Usage);
        var cost = parsed.GetValue(AddedCost);
        await AppendAsync(settings, parsed, "ledger-add", names.Text, now, [("at", Times.Iso(at)), ("cost", Text(cost))], cancellationToken);
        await TellAsync(parsed, settings, $"{names}: {Text(cost)} at {Times.Local(at)}");
        return ExitCode.Done;
    }

    private static async Task<int> CorrectAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = SettingsInput.Read(parsed);
        var database = await Memory.OpenExistingAsync(settings, cancellationToken);
        var id = parsed.GetRequiredValue(Entry);
        var entry = (await database.ReadAsync(LedgerStore.AllAsync, cancellationToken)).FirstOrDefault(one => one.Id == id)
            ?? throw new CommandException($"The ledger has no entry No. {Text(id)}; ledger shows the numbers.");
        var cost = parsed.GetValue(CorrectedCost);
        await AppendAsync(settings, parsed, "ledger-correct", Text(id), TimeProvider.System.GetUtcNow(), [("cost", Text(cost))], cancellationToken);
        await TellAsync(parsed, settings, $"{entry.Names}: No. {Text(id)} counts {Text(cost)}");
        return ExitCode.Done;
    }

    private static async Task AppendAsync(
        Settings settings, ParseResult parsed, string verb, string target, DateTimeOffset now, IEnumerable<(string, string?)> arguments,
        CancellationToken cancellationToken)
    {
        var reason = parsed.GetRequiredValue(Reason);
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new CommandException("--reason is empty; say why, for those who read the ledger later.", ExitCode.Usage);
        }

        var database = await Memory.OpenAsync(settings, cancellationToken);
        await database.WriteAsync(
            session => Operator.AppendAsync(session, verb, null, target, now, arguments.Append(("reason", reason.Trim()))), cancellationToken);
    }

    private static Task TellAsync(ParseResult parsed, Settings settings, string what) => parsed.InvocationConfiguration.Output.WriteLineAsync(
        CommandOutput.Printable($"{what}, by {Operator.Name}, is recorded. The service enters it at its next look (every {Durations.Format(settings.Jobs.KeepLedger)}); ledger shows it."));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static Option<int> Cost(string description, int standard, int least)
    {
        var option = new Option<int>("--cost") { Description = description, DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (!result.Errors.Any() && result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var value) && (value < least || value > 100))
            {
                result.AddError($"--cost is between {Text(least)} and 100.");
            }
        });
        return option;
    }
}
