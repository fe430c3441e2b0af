using UpgradeWorker.Sandbox.CloudFormation.ChangeSets;
using UpgradeWorker.Sandbox.CloudFormation.Drift;
using UpgradeWorker.Sandbox.CloudFormation.Operations;
using UpgradeWorker.Sandbox.CloudFormation.Resources;
using UpgradeWorker.Sandbox.CloudFormation.Templates;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.CloudFormation.Stacks;

/// <summary>All stacks of the account, and the way to make one from code.</summary>
public sealed class CloudFormationState
{
    private readonly List<EmulatedStack> stacks = [];

    public CloudFormationState(SandboxWorld world)
    {
        World = world;
        Handlers = new ResourceHandlers(world);
        Person = new Person(this);
        world.Observe(Person);
    }

    public SandboxWorld World { get; }

    /// <summary>Also deleted ones, oldest first.</summary>
    public IReadOnlyList<EmulatedStack> Stacks => stacks;

    internal ResourceHandlers Handlers { get; }

    internal Person Person { get; }

    /// <summary>Executed change sets, which only their ARN still finds.</summary>
    internal Dictionary<string, ChangeSet> Executed { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, DriftDetection> Detections { get; } = new(StringComparer.Ordinal);

    /// <summary>A stack that is not deleted by its name, or any by its id; null = there is none.</summary>
    public EmulatedStack? Find(string nameOrId) =>
        stacks.FirstOrDefault(s => s.Id == nameOrId) ?? stacks.FirstOrDefault(s => s.Name == nameOrId && s.Status != "DELETE_COMPLETE");

    /// <summary>The change set that this operation made; null = none did.</summary>
    internal ChangeSet? ChangeSet(string operationId) =>
        stacks.SelectMany(s => s.ChangeSets.Values).Concat(Executed.Values).FirstOrDefault(s => s.OperationId == operationId);

    /// <summary>Makes a stack that is complete at once, as if it had been made before the story begins.</summary>
    public EmulatedStack Seed(string name, string templateBody, IEnumerable<ParameterInput> parameters, StackSettings? settings = null)
    {
        lock (World.Gate)
        {
            World.Settle();
            var template = TemplateReader.Read(templateBody);
            var stack = AddStack(name, "CREATE_IN_PROGRESS");
            var target = new StackTarget(
                template, ParameterRules.Resolve(template, [.. parameters], [], World.SsmParameters), settings ?? new StackSettings());
            StackOperation.Create(this, stack, target, token: null, immediate: true).Start();
            World.Settle();
            return stack.Status == "CREATE_COMPLETE"
                ? stack
                : throw new InvalidOperationException($"The stack {name} ended in {stack.Status}: {stack.StatusReason}");
        }
    }

    internal EmulatedStack AddStack(string name, string status)
    {
        var stack = new EmulatedStack
        {
            Name = name,
            Id = World.Arn("cloudformation", $"stack/{name}/{World.Ids.Uuid()}"),
            CreatedAt = World.Now,
            Status = status,
        };
        stacks.Add(stack);
        return stack;
    }
}
