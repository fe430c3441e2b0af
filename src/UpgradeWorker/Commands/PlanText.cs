using UpgradeWorker.Core.Mails;
using UpgradeWorker.Core.Planning;

namespace UpgradeWorker.Commands;

/// <summary>A plan in words, the dangerous first.</summary>
internal static class PlanText
{
    public static string Of(DryPlan result)
    {
        var text = new List<string>();
        if (result.Fault is not null)
        {
            text.Add($"{result.Stack.Key} cannot be looked at: {result.Fault}");
        }

        if (result.Plan is { } plan)
        {
            Append(text, plan, result.Week);
        }
        else if (result.Current is null)
        {
            text.Add($"{result.Stack.Key}: no plan; the stack was not seen, or is busy.");
        }
        else
        {
            text.Add($"{result.Stack.Key}: no plan.");
        }

        Section(text, "Findings", result.Findings.Select(finding => finding.Message));
        return string.Join(Environment.NewLine, text);
    }

    private static void Append(List<string> text, Plan plan, CertificateWeek? week)
    {
        text.Add(plan.RevertsDrift ? $"{plan.Stack}: what drifted is brought back to the template of {plan.RunningVersion} (plan {plan.Fingerprint.Short})"
            : plan.UsesCurrentTemplate
            ? $"{plan.Stack}: new parameter values on version {plan.RunningVersion} (plan {plan.Fingerprint.Short})"
            : $"{plan.Stack}: {plan.RunningVersion} to {plan.TargetVersion} (plan {plan.Fingerprint.Short})");
        Section(text, "In the release notes", plan.ReleaseNotes);
        Section(text, "Permissions and access", plan.Security);
        Section(text, "Resources", plan.Changes.Select(change =>
            $"{change.Action} {change.LogicalId} ({change.ResourceType}){Replaced(change)}"
            + (change.Causes.Count > 0 ? $", because of {string.Join(", ", change.Causes)}" : "")));
        Section(text, "Snapshots", plan.Snapshots.Select(snapshot =>
            $"{snapshot.LogicalId} ({snapshot.Role}){(snapshot.ForRestore ? $", restored through {snapshot.Parameter}" : ", for safety only")}"));
        Section(text, "Parameters that do not stay as they are", plan.Parameters
            .Where(parameter => parameter.Source != ParameterSource.Previous)
            .Select(parameter => $"{parameter.Key}: {(parameter.Secret ? "(secret)" : parameter.Shown ?? "known in the window")} ({parameter.Source.ToString().ToLowerInvariant()})"));
        Section(text, "Migrations", plan.Migrations.Select(migration =>
            $"{migration.Command} (of {string.Join(", ", migration.Versions)}){(migration.DataLossWarning is { } warning ? $"; {warning}" : "")}"));
        Section(text, "Steps for a person", plan.ManualSteps.Select(step => $"{step.Id} ({step.Version}, {step.When}): {step.Text}"));
        Section(text, "Certificates", plan.CertificateCost == 0 ? [] : new[]
        {
            $"{plan.CertificateCost} for {plan.CertificateNames}", week?.Sentence, week?.Drawn,
            week?.NextAt is { } next ? $"It cannot start before {Times.Local(next)}." : null,
        }.OfType<string>());
        Section(text, "The whole way", WaySection.Lines(plan));
        Section(text, "Notes", plan.Notes.Select(note => note.Message));
        text.Add($"  Expected to take {Configuration.Reading.Durations.Format(plan.ExpectedDuration)}{(plan.StopsService ? "; the service is stopped meanwhile" : "")}.");
    }

    private static string Replaced(PlannedChange change) => change.Replacement switch
    {
        "yes" => ", REPLACED",
        "uncertain" => ", perhaps replaced",
        _ => "",
    } + (change.PolicyAction is { } action ? $" ({action})" : "");

    private static void Section(List<string> text, string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count > 0)
        {
            text.Add($"  {title}:");
            foreach (var line in all)
            {
                text.Add($"    {line}");
            }
        }
    }
}
