using System.CommandLine;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Mails;
using UpgradeWorker.Core.Planning;

namespace UpgradeWorker.Commands;

/// <summary><c>plan</c>: what the service would ask about now. Asks nobody and changes nothing.</summary>
internal static class PlanCommand
{
    private static readonly Argument<string?> Stack = new("STACK") { Description = "Settings key, name or ARN; without it all stacks.", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<bool> Json = new("--json")
    {
        Description = """
            One JSON document: {"plans":[{"stack","fault","findings":[{"reason","message"}],"plan":{"fingerprint","from","to","usesCurrentTemplate","security":["…"],"changes":[{"logicalId","resourceType","action","replacement","policyAction","causes","properties"}],"parameters":[{"key","source","shown"}],"snapshots":[{"role","logicalId","forRestore","parameter"}],"migrations":[{"command","versions","dataLossWarning"}],"manualSteps":[{"id","version","when","text"}],"certificates":{"names","cost","roomAfter","nextAt"},"laterHops":[{"from","to","hasTemplate","replaces","certificateCost","commands","manualSteps"}],"stopsService","expectedSeconds","notes":[{"reason","message"}]}}]}.
            """,
    };

    public static Command Create()
    {
        var command = new Command("plan", "Look and plan now, and print the plan; the change set that it reads is deleted again. Exit 1 if something blocks a plan.") { Stack, Json };
        command.SetAction(ShowAsync);
        return command;
    }

    private static async Task<int> ShowAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = SettingsInput.Read(parsed);
        var stacks = parsed.GetValue(Stack) is { } name ? [Operator.Find(settings, name)] : settings.Stacks.All;
        var results = await DryRun.PlanAsync(settings, stacks, cancellationToken);
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(Json))
        {
            CommandOutput.WriteJson(output, new { plans = results.Select(Document) });
        }
        else
        {
            foreach (var result in results)
            {
                output.WriteLine(CommandOutput.Printable(PlanText.Of(result)));
            }
        }

        return results.Any(result => result.Fault is not null) ? ExitCode.Unavailable
            : results.Any(result => result.Plan is null && Blocks(result)) ? ExitCode.Failed
            : ExitCode.Done;
    }

    // That there is nothing to do is an answer, not a failure.
    private static bool Blocks(DryPlan result) =>
        result.Current is null || result.Findings.Any(finding => finding.Reason is not ("UpToDate" or "NoChanges"));

    private static object Document(DryPlan result) => new
    {
        Stack = result.Stack.Key.Value,
        result.Fault,
        result.Findings,
        Plan = result.Plan is { } plan ? PlanOf(plan, result.Week) : null,
    };

    private static object PlanOf(Plan plan, CertificateWeek? week) => new
    {
        Fingerprint = plan.Fingerprint.Hex,
        From = plan.RunningVersion,
        To = plan.TargetVersion,
        plan.UsesCurrentTemplate,
        plan.Security,
        plan.Changes,
        Parameters = plan.Parameters.Select(parameter => new { parameter.Key, parameter.Source, parameter.Shown }),
        plan.Snapshots,
        plan.Migrations,
        plan.ManualSteps,
        Certificates = new { Names = plan.CertificateNames, Cost = plan.CertificateCost, RoomAfter = week?.Room, NextAt = Times.Iso(week?.NextAt) },
        plan.LaterHops,
        plan.StopsService,
        ExpectedSeconds = (long)plan.ExpectedDuration.TotalSeconds,
        Notes = plan.Notes.Select(note => new Finding(note.Reason, note.Message)),
    };
}
