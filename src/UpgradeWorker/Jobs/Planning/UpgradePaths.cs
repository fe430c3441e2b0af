using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Releases;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs;

/// <summary>How a stack came to the version that it runs.</summary>
/// <param name="Origin">
/// Version at which the way began that the stack is on: a command that a waypoint wants again with a later binary is known only from there.
/// Null when the last upgrade reached its end, or none is known.
/// </param>
/// <param name="ByHandFrom">The version that ran before, where the worker saw it and made no run that led on from it; else null.</param>
internal sealed record UpgradePast(ReleaseVersion? Origin, ReleaseVersion? ByHandFrom);

/// <summary>What earlier upgrades of a stack mean for the next one on a way of several.</summary>
internal static class UpgradePaths
{
    /// <summary>So many looks are asked for an earlier version; a look is kept only where it differs from the one before.</summary>
    private const int MostLooks = 200;

    /// <summary>Reads how the stack came to the version that it runs.</summary>
    public static async Task<UpgradePast> PastAsync(Session session, StackSettings stack, ReleaseVersion running)
    {
        var plans = new List<(ReleaseVersion Target, ReleaseVersion? Origin)>();
        foreach (var run in (await RunProgressStore.OfAsync(session, stack.Key)).Where(LedSomewhere))
        {
            if (await PlanStore.PlanAsync(session, run.Plan) is { UsesCurrentTemplate: false } plan && ReleaseVersion.TryParse(plan.TargetVersion, out var target))
            {
                var origin = plan.LaterHops.Count > 0 && ReleaseVersion.TryParse(plan.Origin ?? plan.RunningVersion, out var start) ? start : null;
                if (target == running)
                {
                    return new UpgradePast(origin, null);
                }

                plans.Add((target, origin));
            }
        }

        var versions = (await WatchStore.NewestLooksAsync(session, stack.Key, MostLooks))
            .Select(look => ReleaseVersion.TryParse(look.Output(stack.Profile.VersionOutput), out var version) ? version : null)
            .OfType<ReleaseVersion>();
        // A lower version that ran right before; after a way down nothing is known.
        return versions.FirstOrDefault(version => version != running) is { } before && before < running
            ? new UpgradePast(plans.FirstOrDefault(plan => plan.Target == before).Origin ?? before, before)
            : new UpgradePast(null, null);
    }

    private static bool LedSomewhere(Run run) => run.EndedAt is not null && run.Ending is not (RunEnding.RolledBack or RunEnding.Refused);

    /// <summary>The release that has a version, whatever its age: a waypoint has no substitute. Null when no source has it.</summary>
    public static Release? Of(IEnumerable<Release> releases, ReleaseVersion version) =>
        releases.Where(release => release.Version == version).MaxBy(release => release.FirstSeen);
}
