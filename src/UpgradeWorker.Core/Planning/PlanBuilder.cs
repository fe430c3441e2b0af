namespace UpgradeWorker.Core.Planning;

/// <summary>Makes a plan of a draft and of what its analysis change set says, or tells what blocks it.</summary>
public static class PlanBuilder
{
    /// <summary>What blocks before AWS is asked at all; empty when nothing does.</summary>
    public static IReadOnlyList<Finding> BlocksBefore(PlanDraft draft) =>
    [
        .. draft.Roles.Findings,
        .. draft.Parameters.Blocked.Select(blocked => blocked.Finding),
    ];

    /// <summary>The policy under which the analysis change set is read: what gets a snapshot in the window counts as verified here.</summary>
    public static ChangeSetReadingPolicy ReadingPolicy(PlanDraft draft, IEnumerable<string> restores) => new()
    {
        Instances = draft.Roles.Roles.Instances.ToHashSet(),
        Databases = draft.Roles.Roles.Databases.ToHashSet(),
        Caches = draft.Roles.Roles.Caches.ToHashSet(),
        Replacements = draft.Policy.Replacements,
        Documented = ReplacementTable.Documented,
        AllowRemovalOf = draft.Policy.AllowRemovalOf,
        VerifiedSnapshots = restores.ToHashSet(),
        KnownCapabilities = draft.Look.Capabilities.ToHashSet(),
    };

    /// <summary>Databases and caches that the change set replaces, so that their snapshot parameter must be set.</summary>
    public static IReadOnlyList<(string LogicalId, bool IsDatabase)> Restores(ChangeSetReading reading) =>
        [.. reading.SnapshotsNeeded.Where(need => need.ForRestore).Select(need => (need.LogicalId, need.Role == ResourceChangeRole.Database))];

    /// <summary>Builds the plan.</summary>
    /// <param name="draft">What it rests on.</param>
    /// <param name="description">The change set.</param>
    /// <param name="reading">The change set as it is understood, with <paramref name="restores"/> verified.</param>
    /// <param name="restores">Logical ids whose snapshot parameter carried a placeholder.</param>
    /// <param name="now">The present instant.</param>
    /// <returns>The plan, and what blocks it: a plan with blocks is shown and never offered.</returns>
    public static (Plan Plan, IReadOnlyList<Finding> Blocks) Build(
        PlanDraft draft, ChangeSetDescription description, ChangeSetReading reading, IReadOnlyList<string> restores, DateTimeOffset now)
    {
        var snapshots = Snapshots(draft, reading, restores);
        var newInstances = reading.NewInstances;
        var plan = new Plan
        {
            Fingerprint = default,
            Stack = draft.Look.Stack,
            StackId = draft.Look.StackId,
            RunningVersion = draft.RunningVersion,
            TargetVersion = draft.TargetVersion,
            TemplateSha256 = draft.Target.Sha256,
            UsesCurrentTemplate = draft.UsesCurrentTemplate,
            Parameters = PlannedParameters.Of(draft, description, restores),
            Capabilities = [.. description.Capabilities.Order(StringComparer.Ordinal)],
            Changes = PlannedChanges.Of(reading),
            Security = reading.Security,
            Snapshots = snapshots,
            ReplacedInstances = newInstances,
            Instances = draft.Roles.Roles.Instances,
            Databases = draft.Roles.Roles.Databases,
            Caches = draft.Roles.Roles.Caches,
            HasNoAgent = draft.HasNoAgent,
            Migrations = draft.HasNoAgent ? [] : [.. draft.Commands.Select(step => new PlannedMigration(
                step.Command.Text, [.. step.Versions.Select(version => version.ToString())], step.DataLossWarning))],
            ManualSteps = [.. UpgradedByHand.Steps(draft), .. draft.ManualSteps.Select(step => new PlannedManualStep(
                step.Id, step.Version.ToString(), step.When.ToString().ToLowerInvariant(), step.Text)), .. MigrationsByHand(draft)],
            CertificateNames = draft.CertificateNames,
            CertificateCost = draft.HasOwnCertificate ? 0 : newInstances.Count * draft.Policy.CostPerReplacement,
            StopsService = draft.Policy.StopService && !draft.HasNoAgent && snapshots.Any(snapshot => snapshot.ForRestore),
            Notes = PlanNotes.Of(draft, description, snapshots, newInstances.Count > 0),
            Origin = draft.Origin,
            RevertsDrift = draft.RevertsDrift,
            IncludesNestedStacks = draft.IncludesNestedStacks,
            LaterHops = draft.LaterHops,
            ReleaseNotes = draft.ReleaseNotes,
            ExpectedDuration = draft.Policy.ExpectedDuration,
            CreatedAt = now,
        };
        return (plan with { Fingerprint = FingerprintSource.Of(plan) }, Blocks(draft, reading, plan));
    }

    private static List<PlannedSnapshot> Snapshots(PlanDraft draft, ChangeSetReading reading, IReadOnlyList<string> restores)
    {
        var needed = reading.SnapshotsNeeded.Select(need => new PlannedSnapshot(
            need.Role == ResourceChangeRole.Database ? "database" : "cache", need.LogicalId, need.ForRestore,
            need.ForRestore && restores.Contains(need.LogicalId)
                ? draft.SnapshotParameter(need.LogicalId, need.Role == ResourceChangeRole.Database)
                : null)).ToList();
        if (draft.Policy.SnapshotBeforeMigrations && draft.Commands.Any())
        {
            needed.AddRange(draft.Roles.Roles.Databases.Where(database => needed.All(need => need.LogicalId != database))
                .Select(database => new PlannedSnapshot("database", database, ForRestore: false, null)));
        }

        return needed;
    }

    /// <summary>Where nothing can be done on the instance, its migrations are a person's, with the exact commands and in this order.</summary>
    private static IEnumerable<PlannedManualStep> MigrationsByHand(PlanDraft draft) => !draft.HasNoAgent ? [] : draft.Commands.Select((step, index) =>
        new PlannedManualStep(
            $"D{index + 1}", step.Versions.Max()!.ToString(), "after",
            $"On the instance, once the update is complete, run: {draft.Profile.MigrationByHand(step.Command.Text)}"
            + (index == draft.Commands.Count() - 1 ? $" and then {draft.Profile.RestartByHand}" : "")
            + (step.DataLossWarning is { } warning ? $" ({warning})" : "")));

    private static List<Finding> Blocks(PlanDraft draft, ChangeSetReading reading, Plan plan)
    {
        var blocks = new List<Finding>(reading.Refusals);
        blocks.AddRange(plan.Restores.Where(snapshot => snapshot.Parameter is null).Select(snapshot => new Finding(
            "NoSnapshotParameter",
            $"{snapshot.LogicalId} is replaced, but no parameter of the template surely takes its snapshot: name it in the stack's Roles.")));
        if (draft.HasNoAgent && plan.ReplacesData)
        {
            blocks.Add(new Finding(
                "InstanceUnreachable",
                $"{string.Join(", ", plan.Restores.Select(snapshot => snapshot.LogicalId))} would be replaced, but Systems Manager does not know the instance, so that its service cannot be "
                + "stopped and what it writes meanwhile would be lost: give the instance a profile with AmazonSSMManagedInstanceCore and look at its agent."));
        }

        if (plan is { CertificateCost: > 0, CertificateNames: null })
        {
            blocks.Add(new Finding(
                "DomainUnknown", "The instance is replaced, but the host name that certificates are asked for is unknown: set the stack's Domain."));
        }

        blocks.AddRange(plan.Snapshots.Where(snapshot => NestedChangeSets.IsNested(snapshot.LogicalId)).Select(snapshot => new Finding(
            "NestedData",
            $"{snapshot.LogicalId} needs a snapshot first, but lies in a nested stack, where the worker takes none: upgrade this stack by hand.")));
        blocks.AddRange(DriftRules.Blocks(
            draft.Drift, draft.Policy.Drift, plan.Changes.Select(change => change.LogicalId).ToHashSet(), plan.RevertsDrift));
        return blocks;
    }
}
