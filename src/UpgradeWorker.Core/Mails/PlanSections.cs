using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Core.Mails;

/// <summary>A plan in words, for the mails that ask about it and those that recall it. Most dangerous first.</summary>
internal static class PlanSections
{
    private const int MostRows = 30;

    /// <summary>What the vendor says is new; null when nothing is known.</summary>
    public static MailSection? ReleaseNotes(Plan plan) => plan.ReleaseNotes.Count == 0 ? null : new MailSection("In the release notes")
    {
        Items = Limited([.. plan.ReleaseNotes.Select(text => new MailItem(MailWords.Clean(text)))]),
    };

    /// <summary>What changes in the stack.</summary>
    public static IEnumerable<MailSection> Changes(Plan plan)
    {
        if (plan.Security.Count > 0)
        {
            yield return new MailSection("Permissions and access")
            {
                Items = [.. plan.Security.Select(text => new MailItem(MailWords.Clean(text), "security", MailTone.Bad))],
            };
        }

        yield return new MailSection("What changes")
        {
            Paragraphs = plan.Changes.Count == 0 ? ["No resource changes; only values of the template itself do."] : [],
            Items = Limited([.. plan.Changes.OrderBy(Danger).ThenBy(change => change.LogicalId, StringComparer.Ordinal).Select(Change)]),
        };
    }

    /// <summary>How the parameters are sent; null when all keep their values.</summary>
    public static MailSection? Parameters(Plan plan)
    {
        var told = plan.Parameters.Where(parameter => parameter.Source != ParameterSource.Previous).ToList();
        var kept = plan.Parameters.Count - told.Count;
        return told.Count == 0 ? null : new MailSection("Parameters")
        {
            Items = Limited([.. told.Select(Parameter)]),
            Paragraphs = kept == 0 ? [] : [$"{MailWords.Count(kept, "other parameter")} {(kept == 1 ? "keeps its value" : "keep their values")}."],
        };
    }

    /// <summary>What happens to data; null when nothing does.</summary>
    public static MailSection? Data(Plan plan)
    {
        if (plan.Snapshots.Count == 0)
        {
            return null;
        }

        var paragraphs = new List<string>();
        if (plan.ReplacesData)
        {
            paragraphs.Add(!plan.StopsService
                ? "DATA LOSS: the settings say not to stop the service (StopService is off). Everything that is stored between the snapshot and the end of the update, "
                    + $"{MailWords.Length(plan.ExpectedDuration)} or longer, is gone afterwards."
                : "The service is stopped first, then fresh snapshots are taken, and the new database starts from them: what was stored until the stop is there again.");
            paragraphs.AddRange(plan.Restores.Select(snapshot => OldOne(plan, snapshot)));
        }

        return new MailSection("Data")
        {
            Paragraphs = paragraphs,
            Items = [.. plan.Snapshots.Select(snapshot => new MailItem(
                $"{snapshot.LogicalId} ({snapshot.Role})", snapshot.ForRestore ? "restored from a snapshot" : "safety snapshot",
                snapshot.ForRestore ? MailTone.Warn : MailTone.Good,
                snapshot.ForRestore ? $"The snapshot goes into parameter {snapshot.Parameter} and is kept." : "Taken before anything changes, and kept."))],
        };
    }

    /// <summary>Migrations that run by themselves; null when there are none.</summary>
    public static MailSection? Migrations(Plan plan) => plan.Migrations.Count == 0 ? null : new MailSection("Database migrations")
    {
        Paragraphs = ["They run on the new instance, once each and in this order."],
        Items = [.. plan.Migrations.Select(migration => new MailItem(
            $"{migration.Command}, announced by {string.Join(", ", migration.Versions)}", migration.DataLossWarning is null ? "" : "data loss",
            MailTone.Bad, MailWords.Clean(migration.DataLossWarning ?? "")))],
    };

    /// <summary>What only people can do; null when there is nothing.</summary>
    public static MailSection? ManualSteps(Plan plan) => plan.ManualSteps.Count == 0 ? null : new MailSection("Steps for you")
    {
        Paragraphs = plan.StepsToAcknowledge.Any()
            ? [$"The release notes ask for these by hand. Those marked before or unknown ({string.Join(", ", plan.StepsToAcknowledge)}) must be named in your answer."]
            : ["The release notes ask for these by hand, after the upgrade. The next upgrade waits until they are closed."],
        Items = [.. plan.ManualSteps.Select(step => new MailItem(
            MailWords.Clean(step.Text), $"{step.Id} {step.When}", step.When == "after" ? MailTone.Info : MailTone.Warn, $"From the notes of {step.Version}"))],
    };

    /// <summary>How long it takes and from where there is no easy way back.</summary>
    public static MailSection Interruption(Plan plan) => new("Interruption")
    {
        Paragraphs =
        [
            plan.StopsService
                ? $"The service is down while the databases are replaced: about {MailWords.Length(plan.ExpectedDuration)} are expected."
                : plan.ReplacedInstances.Count > 0 ? $"The instance is replaced; the service is interrupted while the new one starts. The whole run takes about {MailWords.Length(plan.ExpectedDuration)}."
                : $"No instance is replaced. The run takes about {MailWords.Length(plan.ExpectedDuration)}.",
            plan.Migrations.Count > 0
                ? "If the update fails, AWS undoes it. After the first migration has run there is no way back but the snapshots."
                : "If the update fails, AWS undoes it.",
        ],
    };

    /// <summary>What else the plan wants read; null when nothing.</summary>
    public static MailSection? Notes(Plan plan) => plan.Notes.Count == 0 ? null : new MailSection("Also worth knowing")
    {
        Items = Limited([.. plan.Notes.Select(note => new MailItem(MailWords.Clean(note.Message)))]),
    };

    /// <summary>Changes that were made outside CloudFormation; null when nothing is known to have drifted.</summary>
    public static MailSection? Drift(DriftReport? report) => report is null || report.IsInSync ? null : new MailSection("Drift")
    {
        Paragraphs = [report.Completed ? "These resources were changed outside CloudFormation. The update may put them back." : "Drift detection could not look at every resource."],
        Items = Limited([.. report.Resources.Select(Drifted)]),
    };

    internal static MailItem Drifted(DriftedResource resource) => new(
        $"{resource.LogicalId} ({MailWords.ResourceType(resource.ResourceType)})", resource.Status.ToLowerInvariant(),
        resource.Status == "DELETED" ? MailTone.Bad : MailTone.Warn,
        MailWords.Clean(resource.Differences.Count > 0
            ? string.Join("; ", resource.Differences.Take(5).Select(DriftWords.Of))
            : resource.Reason ?? ""));

    private static MailItem Change(PlannedChange change)
    {
        var stateful = change.ResourceType is "AWS::RDS::DBInstance" or "AWS::RDS::DBCluster" or "AWS::ElastiCache::ReplicationGroup" or "AWS::ElastiCache::CacheCluster" or "AWS::S3::Bucket";
        var (mark, tone) = (change.Action, change.Replacement) switch
        {
            ("Remove", _) => ("removed", MailTone.Bad),
            ("Add", _) => ("added", MailTone.Good),
            (_, "yes") => ("replaced", stateful ? MailTone.Bad : MailTone.Warn),
            (_, "uncertain") => ("may be replaced", stateful ? MailTone.Bad : MailTone.Warn),
            _ => ("changed", MailTone.Info),
        };
        // "direct" and "automatic" are CloudFormation's words for "because the template says so".
        var named = change.Causes.Where(cause => cause is not ("direct" or "automatic")).Take(4).ToList();
        var causes = named.Count == 0 ? "" : $", because of {string.Join(", ", named)}";
        return new MailItem($"{change.LogicalId} ({MailWords.ResourceType(change.ResourceType)})", mark, tone,
            MailWords.Clean(string.Join(", ", change.Properties.Take(6)) + causes).TrimStart(',', ' '));
    }

    private static MailItem Parameter(PlannedParameter parameter) => parameter.Source switch
    {
        ParameterSource.Snapshot => new MailItem(parameter.Key, "snapshot", MailTone.Warn, "Gets the snapshot that is taken in the window."),
        ParameterSource.Default => new MailItem(parameter.Key, "default", MailTone.Info, $"New, left to the template's default{(parameter.Shown is { } value ? $" \"{MailWords.Clean(value)}\"" : "")}."),
        _ => new MailItem(parameter.Key, "set", MailTone.Ask, parameter.Secret ? "A value that is not shown." : $"\"{MailWords.Clean(parameter.Shown ?? "")}\""),
    };

    private static string OldOne(Plan plan, PlannedSnapshot snapshot)
    {
        var policy = plan.Changes.FirstOrDefault(change => change.LogicalId == snapshot.LogicalId)?.PolicyAction;
        var isDatabase = snapshot.Role == "database";
        // RDS deletes them with the instance unless DeleteAutomatedBackups is false (AWS::RDS::DBInstance); a restored one begins its own.
        var backups = isDatabase
            ? "Its automated backups go with it, unless the template sets DeleteAutomatedBackups to false: going back to an instant before the upgrade "
                + "then takes a snapshot. The new database makes its own from the start."
            : "";
        return policy switch
        {
            "ReplaceAndRetain" => $"The old {snapshot.LogicalId} is kept beside the new one{(isDatabase ? ", with its automated backups," : "")} until you delete it.",
            "ReplaceAndSnapshot" => $"The old {snapshot.LogicalId} is deleted after CloudFormation has taken a last snapshot of its own. {backups}".TrimEnd(),
            _ => $"The old {snapshot.LogicalId} is deleted; the snapshot taken here stays. {backups}".TrimEnd(),
        };
    }

    private static int Danger(PlannedChange change) => (change.Action, change.Replacement) switch
    {
        ("Remove", _) => 0,
        (_, "yes") => 1,
        (_, "uncertain") => 2,
        ("Modify", _) => 3,
        _ => 4,
    };

    private static List<MailItem> Limited(List<MailItem> items) => items.Count <= MostRows ? items
        : [.. items.Take(MostRows), new MailItem($"and {items.Count - MostRows} more; the plan command lists all.")];
}
