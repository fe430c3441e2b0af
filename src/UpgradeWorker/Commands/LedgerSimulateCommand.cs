using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using UpgradeWorker.Core.Certificates;

namespace UpgradeWorker.Commands;

/// <summary><c>ledger simulate</c>: answers what the ledger would say to a series of replacements. Needs no settings and touches nothing.</summary>
internal static class LedgerSimulateCommand
{
    public static Command Create() => Create(() => Console.In);

    /// <summary>The verb reading its lines from <paramref name="input"/>, which is opened when the verb runs.</summary>
    internal static Command Create(Func<TextReader> input)
    {
        var limit = WholeNumber("--limit", "Certificates in one week; the bucket's capacity.", 5, least: 1);
        var reserve = WholeNumber("--reserve", "Places that must stay free after an attempt.", 1, least: 0);
        var cost = WholeNumber("--cost", "Certificates that one attempt takes.", 1, least: 1);
        var mode = new Option<string>("--mode") { Description = "window: at most LIMIT in any 7 days; bucket: Let's Encrypt's token bucket.", DefaultValueFactory = _ => "window" };
        mode.AcceptOnlyFromAmong("window", "bucket");

        var command = new Command("simulate",
            "Reads one ISO 8601 time a line (ascending), each an attempt to replace at that instant, and prints a JSON line for each: "
            + "{\"at\",\"allowed\",\"room\",\"nextAt\"}.")
        {
            limit, mode, reserve, cost, new Option<bool>("--json") { Description = "Changes nothing here: the answers are JSON lines anyway." },
        };
        command.SetAction(parsed => Run(
            input(),
            new LedgerLimits
            {
                Limit = parsed.GetValue(limit),
                KeepInReserve = parsed.GetValue(reserve),
                Mode = parsed.GetValue(mode) == "bucket" ? LedgerMode.Bucket : LedgerMode.Window,
            },
            parsed.GetValue(cost),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error));
        return command;
    }

    private static int Run(TextReader input, LedgerLimits limits, int cost, TextWriter output, TextWriter error)
    {
        var attempts = new List<DateTimeOffset>();
        for (var number = 1; input.ReadLine() is { } line; number++)
        {
            var text = line.Trim().TrimStart('\uFEFF');
            if (text.Length == 0)
            {
                continue;
            }
            if (Complaint(text, attempts, out var at) is { } complaint)
            {
                error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"line {number}: {complaint}"));
                return 1;
            }
            attempts.Add(at);
        }
        // Nothing is written before the last line is read: an unreadable one leaves standard output empty.
        foreach (var attempt in LedgerSimulation.Run(attempts, limits, cost))
        {
            output.WriteLine(Json(attempt));
        }
        return 0;
    }

    private static string? Complaint(string text, List<DateTimeOffset> earlier, out DateTimeOffset at)
    {
        if (!InstantText.TryParse(text, out at))
        {
            return $"'{(text.Length > 60 ? text[..60] + "…" : text)}' is no ISO 8601 time; write it like 2026-11-22T10:00:00Z.";
        }
        return earlier.Count > 0 && at < earlier[^1]
            ? $"{InstantText.Format(at)} is before the line above it; the times must ascend."
            : null;
    }

    private static string Json(SimulatedAttempt attempt)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("at", InstantText.Format(attempt.At));
            json.WriteBoolean("allowed", attempt.Allowed);
            json.WriteNumber("room", attempt.Room);
            json.WriteString("nextAt", attempt.NextAt is { } next ? InstantText.Format(next) : null);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static Option<int> WholeNumber(string name, string description, int standard, int least)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (!result.Errors.Any() && result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out var value) && value < least)
            {
                result.AddError($"{name} must be at least {least.ToString(CultureInfo.InvariantCulture)}.");
            }
        });
        return option;
    }
}
