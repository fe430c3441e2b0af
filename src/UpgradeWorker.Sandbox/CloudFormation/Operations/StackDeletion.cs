using UpgradeWorker.Sandbox.CloudFormation.Stacks;
using UpgradeWorker.Sandbox.CloudFormation.Templates;

namespace UpgradeWorker.Sandbox.CloudFormation.Operations;

/// <summary>Deletes a stack with what it has made.</summary>
internal static class StackDeletion
{
    public static void Start(CloudFormationState state, EmulatedStack stack, string? token)
    {
        var context = new OperationContext(state, stack, "DELETE_STACK", token, immediate: false);
        context.SetStatus("DELETE_IN_PROGRESS", "User Initiated");
        var order = stack.Template is { } template ? DependencyOrder.Of(template, null) : [];
        List<(StackResource, CleanupCause)> items =
        [
            .. order.Where(n => stack.Resources.ContainsKey(n.LogicalId)).Select(n => (stack.Resources[n.LogicalId], CleanupCause.Removed)),
        ];
        var needs = order.ToDictionary(n => n.LogicalId, n => n.Needs, StringComparer.Ordinal);
        context.Wait(state.World.Options.Durations.StackStart, () => new Cleanup(context).Run(items, needs, failed =>
        {
            if (failed.Count > 0)
            {
                context.SetStatus("DELETE_FAILED", $"The following resource(s) failed to delete: [{string.Join(", ", failed)}]. ");
                return;
            }

            stack.DeletedAt = state.World.Now;
            stack.Resources.Clear();
            context.SetStatus("DELETE_COMPLETE");
        }));
    }
}
