using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Core.Certificates;

/// <summary>
/// Finds created instances: by CloudFormation's "Resource creation Initiated" event with the new physical id (first creation,
/// replacement, creation again after a deletion, also in an update that rolls back later), or by a changed instance id where
/// events are missing.
/// </summary>
public static class ReplacementFinder
{
    private const string InstanceType = "AWS::EC2::Instance";
    private const string Initiated = "Resource creation Initiated";

    /// <summary>New instances that the events tell of, oldest first, each once.</summary>
    /// <param name="stackId">ARN of the stack that the events belong to.</param>
    /// <param name="events">Events in any order; overlapping pages do no harm.</param>
    /// <param name="isInstance">Whether a logical id has the role of a serving instance; null = every EC2 instance has.</param>
    /// <param name="known">Instance ids that are no news, such as those of the look before the first event.</param>
    public static IReadOnlyList<NewInstance> FromEvents(
        string stackId, IEnumerable<StackEvent> events, Func<string, bool>? isInstance, IReadOnlySet<string> known)
    {
        var seen = new HashSet<string>(known, StringComparer.Ordinal);
        var found = new List<NewInstance>();
        // Of events at one instant, those that say so come first: what only follows from another id then knows about them.
        foreach (var one in events.DistinctBy(one => one.EventId)
            .Where(one => one.ResourceType == InstanceType && !string.IsNullOrEmpty(one.PhysicalId) && isInstance?.Invoke(one.LogicalId) != false)
            .OrderBy(one => one.At).ThenByDescending(SaysInitiated).ThenBy(one => one.EventId, StringComparer.Ordinal))
        {
            var isNew = !seen.Contains(one.PhysicalId!) && (SaysInitiated(one) || BeganCreation(one));
            if (isNew)
            {
                found.Add(new NewInstance(stackId, one.LogicalId, one.PhysicalId!, one.At, one.ClientRequestToken, FromEvent: true));
            }
            if (isNew || !IsDeletion(one))
            {
                seen.Add(one.PhysicalId!);
            }
        }
        return found;
    }

    /// <summary>New instances that only the difference between looks tells of.</summary>
    /// <param name="looks">Looks at one stack, oldest first. The first proves no replacement; an instance that was there before is no news.</param>
    /// <param name="isInstance">Whether a logical id has the role of a serving instance; null = every EC2 instance has.</param>
    /// <param name="known">Instance ids already in the ledger or told by events.</param>
    public static IReadOnlyList<NewInstance> FromLooks(
        IEnumerable<StackLook> looks, Func<string, bool>? isInstance, IReadOnlySet<string> known)
    {
        HashSet<string>? seen = null;
        var found = new List<NewInstance>();
        foreach (var look in looks)
        {
            var now = Instances(look, isInstance).DistinctBy(resource => resource.PhysicalId).ToList();
            // The look's instant stands for the unknown one of the creation.
            found.AddRange(now.Where(resource => seen?.Contains(resource.PhysicalId!) == false && !known.Contains(resource.PhysicalId!))
                .Select(resource => new NewInstance(
                    look.StackId.Arn, resource.LogicalId, resource.PhysicalId!, look.At, ClientRequestToken: null, FromEvent: false)));
            (seen ??= new HashSet<string>(StringComparer.Ordinal)).UnionWith(now.Select(resource => resource.PhysicalId!));
        }
        return found;
    }

    /// <summary>Ids of all instances that a look shows, serving or not.</summary>
    public static IEnumerable<string> InstancesOf(StackLook look) => Instances(look, null).Select(resource => resource.PhysicalId!);

    private static bool SaysInitiated(StackEvent one) =>
        IsProgress(one) && one.StatusReason?.StartsWith(Initiated, StringComparison.OrdinalIgnoreCase) == true;

    // A resource in creation has an id only once its creation began, whatever the words are. An update in progress proves
    // nothing without the words: an update in place and the way back show the id that was there before.
    private static bool BeganCreation(StackEvent one) => one.Status == "CREATE_IN_PROGRESS";

    private static bool IsProgress(StackEvent one) => one.Status is "CREATE_IN_PROGRESS" or "UPDATE_IN_PROGRESS";

    private static bool IsDeletion(StackEvent one) => one.Status.StartsWith("DELETE_", StringComparison.Ordinal);

    private static IEnumerable<StackResource> Instances(StackLook look, Func<string, bool>? isInstance) => look.Resources.Where(resource =>
        resource.ResourceType == InstanceType && !string.IsNullOrEmpty(resource.PhysicalId) && isInstance?.Invoke(resource.LogicalId) != false);
}
