using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.CloudFormation.Resources;

/// <summary>What CloudFormation asks for when it makes a resource.</summary>
internal sealed record CreationRequest(StackMembership Stack, JsonObject Properties)
{
    public string? Text(string property) => Properties[property]?.ToString() is { Length: > 0 } text ? text : null;
}

/// <summary>How one type is created, changed and deleted. Begin… starts the thing and says how long it takes (before the
/// speed divides); End… is called when that time is over. Begin… throws <see cref="ResourceFailure"/> when the service
/// refuses.</summary>
internal abstract class ResourceHandler(SandboxWorld world)
{
    protected SandboxWorld World { get; } = world;

    protected SandboxDurations Durations => World.Options.Durations;

    /// <summary>The property that gives the resource a name of the caller's choice; null = the type has none.</summary>
    public virtual string? NameProperty => null;

    /// <summary>The old one is deleted before the new one is made.</summary>
    public virtual bool DeletesFirst => false;

    public abstract (EmulatedResource Resource, TimeSpan Duration) BeginCreation(CreationRequest request);

    public virtual void EndCreation(EmulatedResource resource)
    {
    }

    /// <summary>Whether this change of a property that recreates "conditionally" really does.</summary>
    public virtual bool Replaces(string property, JsonNode? before, JsonNode? after) => false;

    public virtual TimeSpan BeginUpdate(EmulatedResource resource, JsonObject properties) => Durations.SmallResource;

    public virtual void EndUpdate(EmulatedResource resource, JsonObject properties) =>
        resource.Properties = (JsonObject)properties.DeepClone();

    /// <summary><paramref name="snapshotFirst"/>: The deletion policy says Snapshot.</summary>
    public virtual TimeSpan BeginDeletion(EmulatedResource resource, bool snapshotFirst) => Durations.SmallResource;

    public virtual void EndDeletion(EmulatedResource resource)
    {
        resource.Exists = false;
        resource.Status = "deleted";
    }

    /// <summary>A name as CloudFormation makes it: stack, logical id, random suffix.</summary>
    protected string MakeName(CreationRequest request, int longest = 63)
    {
        var prefix = $"{request.Stack.StackName}-{request.Stack.LogicalId}";
        const int suffix = 13;
        return $"{prefix[..Math.Min(prefix.Length, longest - suffix - 1)]}-{World.Ids.Suffix(suffix)}";
    }

    protected T Register<T>(T resource, CreationRequest request)
        where T : EmulatedResource
    {
        resource.Stack = request.Stack;
        World.Resources.Add(resource);
        return resource;
    }
}
