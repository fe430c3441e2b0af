using UpgradeWorker.Sandbox.CloudFormation.Stacks;
using UpgradeWorker.Sandbox.Server;

namespace UpgradeWorker.Sandbox.CloudFormation;

/// <summary>CloudFormation's Query API, version 2010-05-15
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/Welcome.html).</summary>
public sealed partial class CloudFormationService : QueryService
{
    private static readonly HashSet<string> Updatable =
        ["CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "IMPORT_COMPLETE", "IMPORT_ROLLBACK_COMPLETE"];

    private readonly CloudFormationState state;

    public CloudFormationService(CloudFormationState state)
        : base(state.World, "cloudformation", "2010-05-15", "http://cloudformation.amazonaws.com/doc/2010-05-15/")
    {
        this.state = state;
        DefineStacks();
        DefineTemplates();
        DefineChangeSets();
        DefineEvents();
        DefineDrift();
    }

    // The two texts are AWS's own; which operation uses which is as observed there.
    private EmulatedStack Stack(string nameOrId, bool longText = false) =>
        state.Find(nameOrId) is { } stack ? stack
        : throw AwsException.Validation(longText ? $"Stack with id {nameOrId} does not exist" : $"Stack [{nameOrId}] does not exist");

    private static void RefuseUnlessUpdatable(EmulatedStack stack)
    {
        if (!Updatable.Contains(stack.Status))
        {
            throw AwsException.Validation($"Stack:{stack.Id} is in {stack.Status} state and can not be updated.");
        }
    }
}
