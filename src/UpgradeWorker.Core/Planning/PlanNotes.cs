using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Core.Templates;

namespace UpgradeWorker.Core.Planning;

/// <summary>What an approver should read beside the changes.</summary>
internal static class PlanNotes
{
    public static IReadOnlyList<Finding> Of(
        PlanDraft draft, ChangeSetDescription description, IReadOnlyList<PlannedSnapshot> snapshots, bool replacesInstance)
    {
        var notes = new List<Finding>();
        notes.AddRange(draft.Parameters.Choices.OfType<ParameterChoice.LeftToDefault>().Select(choice => new Finding(
            "NewParameter", $"Parameter {Name(draft, choice.Key)} is new and gets its default {Quote(draft, choice.Key, choice.Default)}.")));
        notes.AddRange(draft.Parameters.Dropped.Select(key => new Finding("DroppedParameter", $"Parameter {key} is gone from the new template; its value is dropped.")));
        notes.AddRange(draft.Parameters.ChangedDefaults.Select(changed => new Finding(
            "ChangedDefault", $"Parameter {Name(draft, changed.Key)} keeps {Quote(draft, changed.Key, changed.Old)}, which was the default; the new default is {Quote(draft, changed.Key, changed.New ?? "")}.")));
        notes.AddRange(draft.Parameters.ResolvedAnew.Select(anew => new Finding(
            "ResolvedAnew", $"Parameter {Name(draft, anew.Key)} names {anew.SsmName}, which AWS looks up anew: {LookedUp(description, anew)}.")));
        if (snapshots.Any(snapshot => snapshot.ForRestore) && !draft.Policy.StopService)
        {
            notes.Add(new Finding(
                "ServiceKeepsRunning", "StopService is off: WHAT IS WRITTEN BETWEEN THE SNAPSHOTS AND THE END OF THE UPDATE IS LOST."));
        }

        if (draft.HasOwnCertificate)
        {
            notes.Add(new Finding("OwnCertificate", "The stack serves a certificate of its own: Let's Encrypt's limit does not concern it."));
        }
        else if (replacesInstance)
        {
            notes.AddRange(Certificates(draft));
        }

        notes.AddRange(draft.Path?.Warnings ?? []);
        notes.AddRange((draft.Path?.Optional ?? []).Select(step => new Finding("OptionalMigration", $"{step.Version}, not run: {step.Text}")));
        if (draft.Path is { Hops.Count: > 1 } path)
        {
            notes.Add(new Finding(
                "MoreHops", $"The way goes on in {path.Hops.Count - 1} more upgrades: {string.Join(", ", path.Hops.Skip(1).Select(hop => $"{hop.From} to {hop.To}"))}."));
            notes.AddRange(LaterHops.Missing(draft.LaterHops));
        }

        if (draft.Drift is { IsInSync: false } drift)
        {
            notes.Add(new Finding("Drift", $"The drift detection of {drift.StartedAt:u} says {drift.Status}: {string.Join(", ", drift.Resources.Select(resource => $"{resource.LogicalId} {resource.Status}"))}."));
        }

        if (draft.RevertsDrift)
        {
            notes.Add(new Finding("RevertsDrift", "It brings the stack back to its template and does nothing else; an upgrade is asked about when that is done."));
        }

        notes.AddRange((draft.Drift?.Ignored ?? []).Select(ignored => new Finding(
            "IgnoredDrift", $"{ignored.LogicalId}{ignored.Property} differs from the template, which the settings let be: {ignored.Reason}")));

        return notes;
    }

    private static IEnumerable<Finding> Certificates(PlanDraft draft)
    {
        var values = draft.Look.Parameters.ToDictionary(parameter => parameter.Key, parameter => (string?)parameter.Value);
        if (CustomCertificates.Masked(values, draft.Roles.Roles.CertificateParameters) is { Count: > 0 } masked)
        {
            yield return new Finding(
                "MaskedCertificate", $"{string.Join(", ", masked)} is shown as ****, which an empty value is too: the stack counts as one without a certificate of its own.");
        }

        if (draft.Policy.CostPerReplacement == 1)
        {
            yield return new Finding(
                "CertificateCost", "A replaced instance counts as 1 certificate. Where clients without ECDSA connect, such as old gateways, it asks for a second "
                + "one: then set Certificates:CostPerReplacement to 2.");
        }
    }

    private static string LookedUp(ChangeSetDescription description, ResolvedAnew anew) =>
        description.Parameters.FirstOrDefault(parameter => parameter.Key == anew.Key)?.ResolvedValue is not { } next ? $"it was {anew.Now ?? "unknown"} last"
        : next == anew.Now ? $"it stays {next}"
        : $"{anew.Now ?? "what is unknown"} becomes {next}";

    private static string Name(PlanDraft draft, string key) =>
        draft.Target.Parameter(key) is { Label: { } label } ? $"\"{label}\" ({key})" : key;

    private static string Quote(PlanDraft draft, string key, string value) =>
        draft.Target.Parameter(key)?.NoEcho == true || draft.SecretKeys.Contains(key) ? "****" : $"\"{value}\"";
}
