using UpgradeWorker.Sandbox.CloudFormation.Stacks;
using UpgradeWorker.Sandbox.Faults;

namespace UpgradeWorker.Sandbox.CloudFormation.Drift;

/// <summary>Carries out a detection: takes a while, then each resource has a status.</summary>
internal static class DriftRun
{
    /// <summary><paramref name="only"/>: The resources to look at; null = all.</summary>
    public static DriftDetection Start(CloudFormationState state, EmulatedStack stack, IReadOnlyList<string>? only)
    {
        var world = state.World;
        var detection = new DriftDetection { Id = world.Ids.Uuid(), Stack = stack, StartedAt = world.Now };
        state.Detections.Add(detection.Id, detection);
        stack.DriftCheckedAt = world.Now;
        var resources = stack.Resources.Values
            .Where(r => DriftRules.Supports(r.Type) && (only is null || only.Contains(r.LogicalId)))
            .ToList();
        if (world.Faults.Take<WorldFault.DriftStuck>() is not null)
        {
            return detection;
        }

        world.After(world.Options.Durations.DriftDetectionPerResource * Math.Max(resources.Count, 1), () =>
        {
            foreach (var resource in resources)
            {
                Judge(state, stack, resource);
            }

            Finish(detection, resources);
        });
        return detection;
    }

    private static void Judge(CloudFormationState state, EmulatedStack stack, StackResource resource)
    {
        resource.DriftCheckedAt = state.World.Now;
        var unreadable = state.World.Faults.Take<WorldFault.DriftUnreadable>(f => f.LogicalId == resource.LogicalId) is not null;
        var compared = ComparedProperties.Of(resource, stack.Settings.Tags);
        var differences = PropertyDifference.Of(compared);
        resource.DriftStatus = unreadable ? "UNKNOWN"
            : !resource.Physical.Exists ? "DELETED"
            : differences.Count > 0 ? "MODIFIED"
            : "IN_SYNC";
        resource.DriftSeen = resource.DriftStatus == "MODIFIED" ? differences : [];
        resource.DriftCompared = resource.DriftStatus is "MODIFIED" or "IN_SYNC" ? compared : null;
    }

    private static void Finish(DriftDetection detection, List<StackResource> resources)
    {
        var stack = detection.Stack;
        var unknown = resources.Where(r => r.DriftStatus == "UNKNOWN").Select(r => r.LogicalId).ToList();
        detection.DriftedCount = stack.Resources.Values.Count(r => r.DriftStatus is "MODIFIED" or "DELETED");
        detection.StackStatus = detection.DriftedCount > 0 ? "DRIFTED" : unknown.Count > 0 ? "UNKNOWN" : "IN_SYNC";
        stack.DriftStatus = detection.StackStatus;
        detection.Status = unknown.Count > 0 ? "DETECTION_FAILED" : "DETECTION_COMPLETE";
        detection.Reason = unknown.Count > 0
            ? $"Failed to detect drift on resource [{string.Join(", ", unknown)}]. The caller may lack permission to read it."
            : null;
    }
}
