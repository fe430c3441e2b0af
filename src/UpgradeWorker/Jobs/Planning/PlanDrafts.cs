using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Releases;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Core.Templates;
using UpgradeWorker.Inputs;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs;

/// <summary>What came of putting together everything that a plan rests on.</summary>
public abstract record DraftResult
{
    private DraftResult()
    {
    }

    /// <summary>
    /// What the final change set of a run showed to be different is analysed anew although nothing here changed; another plan is asked about.
    /// </summary>
    public DraftResult After(Run? run) => this is Drafted drafted && run is { Ending: RunEnding.Refused, Why.Reason: "PlanChanged" }
        ? drafted with { InputsHash = $"{drafted.InputsHash}/{run.Id}" }
        : this;

    /// <summary>The stack was not looked at yet, or is busy.</summary>
    public sealed record NotYet : DraftResult;

    /// <summary>There is nothing to do, or something blocks that no change set would tell more about.</summary>
    public sealed record Nothing(string InputsHash, params IReadOnlyList<Finding> Findings) : DraftResult;

    /// <summary>A change set can be analysed.</summary>
    /// <param name="InputsHash">Hash of everything it rests on.</param>
    /// <param name="Draft">What it rests on.</param>
    /// <param name="TargetBody">The template to use.</param>
    /// <param name="Capabilities">Capabilities to send.</param>
    /// <param name="Blocks">What blocks the plan, although it can be shown.</param>
    public sealed record Drafted(
        string InputsHash, PlanDraft Draft, string TargetBody, IReadOnlyList<string> Capabilities, IReadOnlyList<Finding> Blocks) : DraftResult;
}

/// <summary>Puts together what a plan rests on: the last look, the chosen release, wanted values, changelog, drift and windows.</summary>
public sealed class PlanDrafts(
    Database database, StackFactsReader facts, DesiredParameters desired, ChangelogReader changelogs, LedgerLimits certificates)
{
    /// <summary>So long an instance may take to report to Systems Manager before it counts as one that never does.</summary>
    private static readonly TimeSpan AgentPatience = TimeSpan.FromMinutes(30);

    /// <summary>Drafts.</summary>
    public async Task<DraftResult> DraftAsync(StackSettings stack, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (known, look, looks, releases, found, request, steps) = await database.ReadAsync(
            async session => (
                await facts.ReadAsync(session, stack), await WatchStore.LatestLookAsync(session, stack.Key),
                await WatchStore.LooksSinceAsync(session, stack.Key, now - AgentPatience), await StackReleases.ReadAsync(session, stack), await DriftStore.LatestAsync(session, stack.Key),
                await DesiredParameters.RequestAsync(session, stack), await ManualStepStore.OpenOfAsync(session, stack.Key)),
            cancellationToken);
        if (look is null || StackStatuses.IsInProgress(look.Status))
        {
            return new DraftResult.NotYet();
        }

        if (known is null)
        {
            return Nothing(look, "TemplateUnreadable", $"The template that {stack.Key} runs cannot be read, so that nothing can be compared with it.");
        }

        if (!StackStatuses.CanStart(look.Status))
        {
            return Nothing(look, "StackStuck", $"The stack is {look.Status}: mend it by hand first. {look.StatusReason}");
        }

        if (!ReleaseVersion.TryParse(look.Output(stack.Profile.VersionOutput), out var running))
        {
            return Nothing(
                look, "RunningVersionUnknown",
                $"The stack's output {stack.Profile.VersionOutput} is {look.Output(stack.Profile.VersionOutput) ?? "missing"}, no version: nothing can be planned.");
        }

        var drift = stack.WithoutIgnored(found, now);
        var settings = stack.ToPolicy(certificates.CostPerReplacement);
        var reverts = DriftRules.MustRevert(drift, settings.Drift);
        var wanted = reverts ? Desired.Nothing : await desired.ReadAsync(stack, request, cancellationToken);
        var policy = StackReleases.Policy(stack);
        var (release, why) = reverts ? default : ReleaseChoice.Newest(releases.Usable, running, policy, wanted.Release, now);
        var reading = release is null ? new ChangelogReading(null) : await changelogs.ReadAsync(stack, cancellationToken);
        if (reading is { MayPass: true } && await StandsAsync(stack, running, cancellationToken))
        {
            return new DraftResult.NotYet();
        }

        var (changelog, changelogWhy) = (reading.Changelog, reading.Why);
        // A waypoint on the way is the next upgrade; the rest follows from there.
        var past = await database.ReadAsync(session => UpgradePaths.PastAsync(session, stack, running), cancellationToken);
        var origin = past.Origin;
        var path = release is not null && changelog is not null ? MigrationPath.Between(changelog, running, release.Version, origin) : null;
        if (path is { Hops: [var first, _, ..] } && first.To != release!.Version)
        {
            (release, why) = ReleaseChoice.Newest(releases.Usable, running, policy, first.To.ToString(), now);
            if (release is null)
            {
                return Nothing(look, "WaypointMissing", $"The way to the newest release goes through {first.To}, but no template source has it: {why?.Message}");
            }
        }

        var body = release is null ? null : await database.ReadAsync(session => ReleaseStore.TemplateAsync(session, release.TemplateSha256), cancellationToken);
        var target = body is null ? known.Template : facts.Template(body, release!.TemplateSha256, release.FileName) is TemplateReading.Read read ? read.Template : null;
        if (target is null)
        {
            return Nothing(look, "ReleaseUnreadable", $"The template of {release!.Version} can no longer be read.");
        }

        var roles = release is null ? known.Roles : RoleFinder.Find(target, stack.Roles.ToConfigured(), stack.Profile);
        var parameters = ParameterReconciliation.Reconcile(
            target, known.Template, look.Parameters, wanted.Values, known.Roles.Roles);
        if (release is null && !reverts && !parameters.Choices.Any(choice => choice is ParameterChoice.Value))
        {
            return parameters.Blocked.Count > 0 && wanted.Values.Count > 0
                ? Nothing(look, [.. parameters.Blocked.Select(blocked => blocked.Finding)])
                : Nothing(look, why ?? new Finding("UpToDate", "Nothing to change."));
        }

        var draft = new PlanDraft
        {
            Look = look,
            Current = known.Template,
            Target = target,
            Roles = roles,
            RunningVersion = running.ToString(),
            TargetVersion = (release?.Version ?? running).ToString(),
            Parameters = parameters,
            SecretKeys = wanted.SecretKeys,
            Path = path is not null && reading.Stale is { } stale ? path with { Warnings = [stale, .. path.Warnings] } : path,
            Origin = origin?.ToString(),
            ByHand = release is not null && changelog is not null && past.ByHandFrom is { } before ? MigrationPath.Between(changelog, before, running, origin) : null,
            LaterHops = path is { Hops.Count: > 1 }
                ? await LaterHopsAsync(stack, path, (target, roles.Roles), releases.Usable, known.HasOwnCertificate ? 0 : certificates.CostPerReplacement, cancellationToken)
                : [],
            ReleaseNotes = release is not null && changelog is not null ? ReleaseHighlights.Between(changelog, running, release.Version) : [],
            CertificateNames = known.Names,
            HasOwnCertificate = known.HasOwnCertificate,
            Drift = drift,
            HasNoAgent = looks.Count > 0 && looks.Append(look).All(one => known.Roles.Roles.Instances.Any(id => one.Unmanaged?.Contains(one.PhysicalId(id) ?? "") == true)),
            Profile = stack.Profile,
            Policy = settings,
            RevertsDrift = reverts,
        };
        var blocks = PlanBuilder.BlocksBefore(draft).Concat(OwnBlocks(stack, release, changelog, changelogWhy, now)).ToList();
        if (steps.Count > 0 && OpenSteps.Block(steps[0].Run, [.. steps.Where(step => step.Run == steps[0].Run).Select(step => step.Step)]) is { } open)
        {
            blocks.Add(open);
        }

        var hash = Hash(stack, draft, blocks, release?.TemplateSha256);
        return parameters.Blocked.Count > 0
            ? new DraftResult.Nothing(hash, blocks)
            : new DraftResult.Drafted(
                hash, draft, body ?? "", NeededCapabilities.Of(target, look.Capabilities), blocks);
    }

    /// <summary>Whether there is a plan from the running version, which was made when the changelog could be read.</summary>
    private Task<bool> StandsAsync(StackSettings stack, ReleaseVersion running, CancellationToken cancellationToken) => database.ReadAsync(
        async session => await PlanStore.CurrentAsync(session, stack.Key) is { Plan: { } plan }
            && (await PlanStore.PlanAsync(session, plan))?.RunningVersion == running.ToString(),
        cancellationToken);

    private async Task<IReadOnlyList<PlannedHop>> LaterHopsAsync(
        StackSettings stack, MigrationPath path, (Template Template, TemplateRoles Roles) first, IReadOnlyList<Release> releases, int cost,
        CancellationToken cancellationToken)
    {
        var templates = new Dictionary<ReleaseVersion, (Template, TemplateRoles)>();
        foreach (var hop in path.Hops.Skip(1))
        {
            if (UpgradePaths.Of(releases, hop.To) is { } release
                && await database.ReadAsync(session => ReleaseStore.TemplateAsync(session, release.TemplateSha256), cancellationToken) is { } body
                && facts.Template(body, release.TemplateSha256, release.FileName) is TemplateReading.Read { Template: var template })
            {
                templates[hop.To] = (template, RoleFinder.Find(template, stack.Roles.ToConfigured(), stack.Profile).Roles);
            }
        }

        return LaterHops.Of(path, first, version => templates.TryGetValue(version, out var known) ? known : null, cost);
    }

    private static IEnumerable<Finding> OwnBlocks(
        StackSettings stack, Release? release, Changelog? changelog, Finding? changelogWhy, DateTimeOffset now)
    {
        if (changelogWhy is not null)
        {
            yield return changelogWhy;
        }
        else if (release is not null && changelog is null)
        {
            yield return new Finding("NoChangelog", $"{stack.Key} has no Changelog in the settings, so that its migrations are unknown: name its files or pages.");
        }
        else if (release is not null && !changelog!.Known.Contains(release.Version))
        {
            yield return new Finding("TargetUnknown", $"The changelog does not know {release.Version}, so that its migrations are unknown.");
        }

        if (stack.ToWindows().NextFitting(now, stack.ExpectedDuration, out var noWindow) is null && noWindow is not null)
        {
            yield return noWindow;
        }
    }


    private static DraftResult.Nothing Nothing(StackLook look, string reason, string message) => Nothing(look, new Finding(reason, message));

    private static DraftResult.Nothing Nothing(StackLook look, params IReadOnlyList<Finding> findings) =>
        new(Sha256([look.StackId.Arn, look.TemplateSha256, .. findings.Select(finding => finding.ToString())]), findings);

    /// <summary>Everything that the plan would say differently if it changed; instants and statuses of the look are not among it.</summary>
    private static string Hash(StackSettings stack, PlanDraft draft, IEnumerable<Finding> blocks, string? templateSha256) => Sha256(
    [
        draft.Look.StackId.Arn, draft.Look.TemplateSha256, templateSha256, draft.RunningVersion, draft.TargetVersion,
        .. draft.Look.Parameters.Select(parameter => $"{parameter.Key}={parameter.Value}/{parameter.ResolvedValue}"),
        .. draft.Parameters.Choices.Select(choice => draft.SecretKeys.Contains(choice.Key) ? choice.Key : choice is ParameterChoice.Value given ? $"{given.Key}={given.Text}" : choice.Key),
        .. draft.Look.Resources.Select(resource => $"{resource.LogicalId}={resource.PhysicalId}"),
        .. draft.Commands.Select(step => step.Command.Text), .. UpgradedByHand.Steps(draft).Select(step => step.Text), .. draft.ManualSteps.Select(step => step.Text),
        .. blocks.Select(block => block.ToString()),
        .. draft.LaterHops.Select(hop => $"{hop.From}-{hop.To}:{hop.HasTemplate}:{hop.CertificateCost}"),
        draft.CertificateNames, draft.HasOwnCertificate.ToString(), JsonSerializer.Serialize(draft.Drift?.Resources),
        string.Join(',', draft.Policy.Replacements.Select(row => $"{row.Key}={row.Value}")), string.Join(',', draft.Policy.AllowRemovalOf),
        draft.Policy.SnapshotBeforeMigrations.ToString(), draft.Policy.StopService.ToString(), draft.Policy.Drift.ToString(), draft.RevertsDrift.ToString(),
        stack.ServiceRoleArn, stack.TemplateBucket, draft.HasNoAgent.ToString(),
    ]);

    private static string Sha256(IEnumerable<string?> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
}
