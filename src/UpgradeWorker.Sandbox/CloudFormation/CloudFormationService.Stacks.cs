using System.Xml.Linq;
using UpgradeWorker.Sandbox.CloudFormation.ChangeSets;
using UpgradeWorker.Sandbox.CloudFormation.Operations;
using UpgradeWorker.Sandbox.CloudFormation.Stacks;
using UpgradeWorker.Sandbox.CloudFormation.Templates;
using UpgradeWorker.Sandbox.Server;
using static UpgradeWorker.Sandbox.Server.XmlBuild;

namespace UpgradeWorker.Sandbox.CloudFormation;

/// <summary>Stacks: made, changed, described, deleted.</summary>
public sealed partial class CloudFormationService
{
    private void DefineStacks()
    {
        Define(
            "CreateStack",
            $"StackName {RequestSettings.Members} ClientRequestToken DisableRollback OnFailure EnableTerminationProtection",
            CreateStack);
        Define("UpdateStack", $"StackName {RequestSettings.Members} UsePreviousTemplate ClientRequestToken DisableRollback", UpdateStack);
        Define("DeleteStack", "StackName ClientRequestToken RoleARN", DeleteStack);
        Define("DescribeStacks", "StackName NextToken", DescribeStacks);
        Define("CancelUpdateStack", "StackName ClientRequestToken", CancelUpdate);
        Define("ContinueUpdateRollback", "StackName ClientRequestToken RoleARN ResourcesToSkip.member.#", ContinueRollback);
    }

    private IEnumerable<XElement?> CreateStack(QueryCall call)
    {
        var name = call.Required("StackName");
        RequestSettings.RefuseIfTrue(call, "EnableTerminationProtection");
        if (state.Find(name) is not null)
        {
            throw new AwsException("AlreadyExistsException", $"Stack [{name}] already exists");
        }

        var target = Target(call, null, TemplateSource.Demand(World, call, null));
        var onFailure = call.Text("OnFailure") ?? (call.Flag("DisableRollback") == true ? "DO_NOTHING" : "ROLLBACK");
        if (onFailure is not ("DO_NOTHING" or "ROLLBACK"))
        {
            throw AwsException.NotEmulated($"OnFailure {onFailure}");
        }

        var stack = state.AddStack(name, "CREATE_IN_PROGRESS");
        StackOperation.Create(state, stack, target, call.Text("ClientRequestToken"), onFailure: onFailure).Start();
        return [Text("StackId", stack.Id)];
    }

    private IEnumerable<XElement?> UpdateStack(QueryCall call)
    {
        var stack = Stack(call.Required("StackName"));
        if (stack.Status != "UPDATE_FAILED")
        {
            RefuseUnlessUpdatable(stack);
        }

        var target = Target(call, stack, TemplateSource.Demand(World, call, stack));
        var (changes, outputsDiffer) = ChangeSetBuilder.Build(World, stack, target);
        if (changes.Count == 0 && !outputsDiffer)
        {
            throw AwsException.Validation("No updates are to be performed.");
        }

        StartUpdate(stack, target, call.Text("ClientRequestToken"), call.Flag("DisableRollback") ?? false);
        return [Text("StackId", stack.Id)];
    }

    private void StartUpdate(EmulatedStack stack, StackTarget target, string? token, bool disableRollback)
    {
        foreach (var set in stack.ChangeSets.Values.Where(s => s.ExecutionStatus == "AVAILABLE"))
        {
            set.ExecutionStatus = "OBSOLETE";
        }

        stack.DisableRollback = disableRollback;
        StackOperation.Update(state, stack, target, token).Start();
    }

    private StackTarget Target(QueryCall call, EmulatedStack? stack, Template template)
    {
        RequestSettings.RefuseBadToken(call, "ClientRequestToken");
        var settings = RequestSettings.Read(World, call, stack?.Settings ?? new StackSettings());
        var parameters = ParameterRules.Resolve(
            template, RequestSettings.Parameters(call), stack?.Parameters ?? [], World.SsmParameters);
        Capabilities.Demand(template, settings.Capabilities);
        return new StackTarget(template, parameters, settings);
    }

    private IEnumerable<XElement?>? DeleteStack(QueryCall call)
    {
        RequestSettings.RefuseUnknownRole(World, call);
        if (state.Find(call.Required("StackName")) is { Status: not "DELETE_COMPLETE" } stack)
        {
            if (stack.IsBusy)
            {
                throw AwsException.Validation($"Stack [{stack.Name}] cannot be deleted while in status {stack.Status}");
            }

            StackDeletion.Start(state, stack, call.Text("ClientRequestToken"));
        }

        return null;
    }

    private IEnumerable<XElement?> DescribeStacks(QueryCall call)
    {
        IReadOnlyList<EmulatedStack> stacks = call.Text("StackName") is { } name
            ? [Stack(name, longText: true)]
            : [.. state.Stacks.Where(s => s.Status != "DELETE_COMPLETE").Reverse()];
        var (list, token) = Pages.Of(call, "Stacks", "stacks", World.Options.PageBytes, stacks, CloudFormationXml.Stack);
        return [list, token];
    }

    private IEnumerable<XElement?>? CancelUpdate(QueryCall call)
    {
        var stack = Stack(call.Required("StackName"));
        if (stack is not { Status: "UPDATE_IN_PROGRESS", Operation: { } operation })
        {
            throw AwsException.Validation($"CancelUpdateStack cannot be called from current stack status {stack.Status}");
        }

        operation.Cancel();
        return null;
    }

    private IEnumerable<XElement?> ContinueRollback(QueryCall call)
    {
        var stack = Stack(call.Required("StackName"));
        if (stack is not { Status: "UPDATE_ROLLBACK_FAILED", FailedRollback: { } failed })
        {
            throw AwsException.Validation($"Stack:{stack.Id} is in {stack.Status} state and can not be rolled back further.");
        }

        RequestSettings.RefuseUnknownRole(World, call);
        failed.Continue(call.List("ResourcesToSkip") ?? [], call.Text("ClientRequestToken"));
        return [];
    }
}
