using System.Xml.Linq;
using UpgradeWorker.Sandbox.CloudFormation.ChangeSets;
using UpgradeWorker.Sandbox.CloudFormation.Operations;
using UpgradeWorker.Sandbox.Server;

namespace UpgradeWorker.Sandbox.CloudFormation;

/// <summary>Execution of change sets
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ExecuteChangeSet.html).</summary>
public sealed partial class CloudFormationService
{
    private IEnumerable<XElement?> ExecuteChangeSet(QueryCall call)
    {
        var set = FindSet(call.Required("ChangeSetName"), call.Text("StackName"));
        RequestSettings.RefuseBadToken(call, "ClientRequestToken");
        RequestSettings.RefuseIfTrue(call, "RetainExceptOnCreate");
        state.Person.IsFasterThanExecution(set);
        if (set.Status == "DELETE_COMPLETE")
        {
            throw SetNotFound(set.Id);
        }

        if (set.Status != "CREATE_COMPLETE")
        {
            throw NotExecutable(set, $"status of [{set.Status}]");
        }

        if (set.ExecutionStatus != "AVAILABLE")
        {
            throw NotExecutable(set, $"execution status of [{set.ExecutionStatus}]");
        }

        var stack = set.Stack;
        if (set.Kind == "UPDATE" ? !Updatable.Contains(stack.Status) : stack.Status != "REVIEW_IN_PROGRESS")
        {
            throw new AwsException("InvalidChangeSetStatus", $"Stack:{stack.Id} is in {stack.Status} state and can not be updated.");
        }

        foreach (var sibling in stack.ChangeSets.Values)
        {
            sibling.Status = sibling == set ? sibling.Status : "DELETE_COMPLETE";
        }

        stack.ChangeSets.Clear();
        state.Executed[set.Id] = set;
        stack.LastChangeSetId = set.Id;
        stack.DisableRollback = call.Flag("DisableRollback") ?? false;
        set.ExecutionStatus = "EXECUTE_IN_PROGRESS";
        var token = call.Text("ClientRequestToken");
        var operation = set.Kind == "CREATE"
            ? StackOperation.Create(state, stack, set.Target, token, onFailure: set.OnStackFailure ?? "ROLLBACK")
            : StackOperation.Update(state, stack, set.Target, token);
        operation.Ended = succeeded => set.ExecutionStatus = succeeded ? "EXECUTE_COMPLETE" : "EXECUTE_FAILED";
        operation.Start();

        // AWS counts the execution of a set as an update of the stack even where it creates it.
        stack.UpdatedAt = World.Now;
        state.Person.SeesUpdate(stack);
        return [];
    }

    /// <summary>By ARN, or by name within a stack; executed ones by ARN alone.</summary>
    private ChangeSet FindSet(string nameOrId, string? stackName)
    {
        if (state.Executed.TryGetValue(nameOrId, out var executed))
        {
            return executed;
        }

        if (nameOrId.StartsWith("arn:", StringComparison.Ordinal))
        {
            return state.Stacks.SelectMany(s => s.ChangeSets.Values).FirstOrDefault(s => s.Id == nameOrId) ?? throw SetNotFound(nameOrId);
        }

        return stackName is null
            ? throw AwsException.Validation("StackName must be specified if ChangeSetName is not specified as an ARN.")
            : Stack(stackName).ChangeSets.GetValueOrDefault(nameOrId) ?? throw SetNotFound(nameOrId);
    }

    private static AwsException SetNotFound(string name) => new("ChangeSetNotFound", $"ChangeSet [{name}] does not exist", 404);

    private static AwsException NotExecutable(ChangeSet set, string why) =>
        new("InvalidChangeSetStatus", $"ChangeSet [{set.Id}] cannot be executed in its current {why}");
}
