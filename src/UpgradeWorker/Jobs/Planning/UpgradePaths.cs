using UpgradeWorker.Core.Releases;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs;

/// <summary>What earlier upgrades of a stack mean for the next one on a way of several.</summary>
internal static class UpgradePaths
{
    /// <summary>
    /// Version at which the way began that the stack is on: a command that a waypoint wants again with a later binary is known only from
    /// there. Null when the last upgrade reached its end, or none led to the running version.
    /// </summary>
    public static async Task<ReleaseVersion?> OriginAsync(Session session, StackKey stack, ReleaseVersion running)
    {
        foreach (var run in (await RunProgressStore.AllAsync(session)).Where(run => run.Stack == stack && run.EndedAt is not null))
        {
            if (await PlanStore.PlanAsync(session, run.Plan) is not { UsesCurrentTemplate: false } plan || plan.TargetVersion != running.ToString())
            {
                continue;
            }

            return plan.LaterHops.Count > 0 && ReleaseVersion.TryParse(plan.Origin ?? plan.RunningVersion, out var origin) ? origin : null;
        }

        return null;
    }

    /// <summary>The release that has a version, whatever its age: a waypoint has no substitute. Null when no source has it.</summary>
    public static Release? Of(IEnumerable<Release> releases, ReleaseVersion version) =>
        releases.Where(release => release.Version == version).MaxBy(release => release.FirstSeen);
}
