using UpgradeWorker.Sandbox.CloudFormation.Resources;
using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.CloudFormation.Operations;

/// <summary>How the creation or update of a resource will go, faults considered.</summary>
internal sealed class ResourceCourse(SandboxWorld world)
{
    // What CloudFormation says of a resource that did not settle in time (registry schemas: "timeoutInMinutes" of the handlers).
    private const string NotStabilized = "Resource handler returned message: \"Exceeded attempts to wait\" (HandlerErrorCode: NotStabilized)";

    /// <summary>How long it takes, and why it has failed in the end; null = it has not.</summary>
    public (TimeSpan Length, string? Failure) Of(string logicalId, TimeSpan usual)
    {
        if (world.Faults.Take<WorldFault.ResourceStuck>(f => f.LogicalId == logicalId) is not null)
        {
            return (world.Options.Durations.GivingUp, NotStabilized);
        }

        var slow = world.Faults.Take<WorldFault.ResourceSlow>(f => f.LogicalId == logicalId)?.Factor ?? 1;
        var fails = world.Faults.Take<WorldFault.UpdateFails>(f => f.LogicalId == logicalId && !f.BeforeCreation);
        return (usual * slow, fails?.Reason);
    }

    /// <summary>Throws if this resource is to fail before anything is made.</summary>
    public void RefuseCreation(string logicalId)
    {
        if (world.Faults.Take<WorldFault.UpdateFails>(f => f.LogicalId == logicalId && f.BeforeCreation) is { } fault)
        {
            throw new ResourceFailure(fault.Reason);
        }
    }
}
