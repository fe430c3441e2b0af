using System.Text.RegularExpressions;
using System.Xml.Linq;
using UpgradeWorker.Sandbox.CloudFormation.ChangeSets;
using UpgradeWorker.Sandbox.CloudFormation.Stacks;
using UpgradeWorker.Sandbox.Server;
using static UpgradeWorker.Sandbox.Server.XmlBuild;

namespace UpgradeWorker.Sandbox.CloudFormation;

/// <summary>Change sets
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-changesets.html).</summary>
public sealed partial class CloudFormationService
{
    private const int MostChangeSets = 1000;

    private void DefineChangeSets()
    {
        Define(
            "CreateChangeSet",
            $"StackName ChangeSetName ChangeSetType ClientToken Description UsePreviousTemplate IncludeNestedStacks OnStackFailure "
            + $"DeploymentMode DisableValidation ImportExistingResources {RequestSettings.Members}",
            CreateChangeSet);
        Define("DescribeChangeSet", "StackName ChangeSetName NextToken IncludePropertyValues", DescribeChangeSet);
        Define("ListChangeSets", "StackName NextToken", ListChangeSets);
        Define("DeleteChangeSet", "StackName ChangeSetName", DeleteChangeSet);
        Define(
            "ExecuteChangeSet", "StackName ChangeSetName ClientRequestToken DisableRollback RetainExceptOnCreate", ExecuteChangeSet);
    }

    private IEnumerable<XElement?> CreateChangeSet(QueryCall call)
    {
        var (name, stackName) = (SetName(call), call.Required("StackName"));
        var kind = call.Text("ChangeSetType") ?? "UPDATE";
        RefuseWhatIsNotEmulated(call, kind);
        var stack = kind == "CREATE" ? state.Find(stackName) : Stack(stackName);
        if (stack?.ChangeSets.GetValueOrDefault(name) is { } existing)
        {
            return call.Text("ClientToken") is { } token && token == existing.ClientToken
                ? [Text("Id", existing.Id), Text("StackId", stack.Id)]
                : throw new AwsException(
                    "AlreadyExistsException",
                    $"ChangeSet {name} cannot be created due to a mismatch with existing attribute ClientToken");
        }

        RefuseByState(stack, stackName, kind);
        if (stack?.ChangeSets.Count >= MostChangeSets)
        {
            throw new AwsException("LimitExceededException", $"ChangeSet limit exceeded for stack {stack.Id}");
        }

        var current = kind == "CREATE" ? null : stack;
        var target = Target(call, current, TemplateSource.Demand(World, call, current)) with
        {
            RevertDrift = call.Text("DeploymentMode") == "REVERT_DRIFT",
        };
        stack ??= state.AddStack(stackName, "REVIEW_IN_PROGRESS");
        var set = new ChangeSet
        {
            Name = name,
            Id = World.Arn("cloudformation", $"changeSet/{name}/{World.Ids.Uuid()}"),
            OperationId = World.Ids.Uuid(),
            Stack = stack,
            Kind = kind,
            CreatedAt = World.Now,
            ClientToken = call.Text("ClientToken"),
            Description = call.Text("Description"),
            IncludeNestedStacks = call.Flag("IncludeNestedStacks") ?? false,
            DeploymentMode = call.Text("DeploymentMode"),
            OnStackFailure = call.Text("OnStackFailure"),
            IsValidated = call.Flag("DisableValidation") != true,
            Target = target,
        };
        new ChangeSetCreation(World, state.Handlers, state.Person).Begin(set);
        stack.ChangeSets.Add(name, set);
        return [Text("Id", set.Id), Text("StackId", stack.Id)];
    }

    private IEnumerable<XElement?> DescribeChangeSet(QueryCall call)
    {
        var set = FindSet(call.Required("ChangeSetName"), call.Text("StackName"));
        var withValues = call.Flag("IncludePropertyValues") ?? false;
        var changes = (withValues ? set.ChangesWithValues : set.Changes).Select(c => CloudFormationXml.Change(c, withValues)).ToList();
        var (list, token) = Pages.Of(call, "Changes", set.Id, World.Options.PageBytes, changes, c => c);
        return
        [
            Text("ChangeSetName", set.Name),
            Text("ChangeSetId", set.Id),
            Text("StackId", set.Stack.Id),
            Text("StackName", set.Stack.Name),
            Text("Description", set.Description),
            UnlessEmpty(CloudFormationXml.Parameters(set.Target.Parameters)),
            Instant("CreationTime", set.CreatedAt),
            Text("ExecutionStatus", set.ExecutionStatus),
            Text("Status", set.Status),
            Text("StatusReason", set.StatusReason),
            Texts("NotificationARNs", set.Target.Settings.NotificationArns),
            CloudFormationXml.Rollback(set.Target.Settings),
            Texts("Capabilities", set.Target.Settings.Capabilities),
            UnlessEmpty(CloudFormationXml.Tags(set.Target.Settings.Tags)),
            list,
            token,
            Flag("IncludeNestedStacks", set.IncludeNestedStacks),
            Text("OnStackFailure", set.OnStackFailure),
            Text("DeploymentMode", set.DeploymentMode),
            Text("StackDriftStatus", set.DeploymentMode is null ? null : set.Stack.DriftStatus),
        ];
    }

    private IEnumerable<XElement?> ListChangeSets(QueryCall call)
    {
        var stack = Stack(call.Required("StackName"));
        var sets = stack.ChangeSets.Values.OrderBy(s => s.CreatedAt).ToList();
        var (list, token) = Pages.Of(
            call, "Summaries", $"sets of {stack.Id}", World.Options.PageBytes, sets, CloudFormationXml.ChangeSetSummary);
        return [list, token];
    }

    private IEnumerable<XElement?> DeleteChangeSet(QueryCall call)
    {
        var (name, stackName) = (call.Required("ChangeSetName"), call.Text("StackName"));
        if (stackName is null && !name.StartsWith("arn:", StringComparison.Ordinal))
        {
            throw AwsException.Validation("StackName must be specified if ChangeSetName is not specified as an ARN.");
        }

        var stack = stackName is null ? null : Stack(stackName);
        var set = state.Stacks.Where(s => stack is null || s == stack)
            .SelectMany(s => s.ChangeSets.Values)
            .FirstOrDefault(s => s.Id == name || (stack is not null && s.Name == name));
        if (set is not null)
        {
            set.Status = "DELETE_COMPLETE";
            set.Stack.ChangeSets.Remove(set.Name);
        }

        return [];
    }

    private static string SetName(QueryCall call)
    {
        var name = call.Required("ChangeSetName");
        return name.Length <= 128 && ChangeSetName().IsMatch(name)
            ? name
            : throw AwsException.Validation(
                $"1 validation error detected: Value '{name}' at 'changeSetName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*");
    }

    private static void RefuseByState(EmulatedStack? stack, string name, string kind)
    {
        if (kind == "UPDATE" && stack!.Status == "REVIEW_IN_PROGRESS")
        {
            throw AwsException.Validation($"Stack [{name}] does not exist");
        }

        if (kind == "CREATE" && stack is not null && stack.Status != "REVIEW_IN_PROGRESS")
        {
            throw AwsException.Validation($"Stack [{name}] already exists and cannot be created again with the changeSet [{stack.Id}].");
        }

        if (kind == "UPDATE")
        {
            RefuseUnlessUpdatable(stack!);
        }
    }

    private static void RefuseWhatIsNotEmulated(QueryCall call, string kind)
    {
        if (kind is not ("CREATE" or "UPDATE"))
        {
            throw AwsException.NotEmulated($"ChangeSetType {kind}");
        }

        if (call.Flag("ImportExistingResources") == true)
        {
            throw AwsException.NotEmulated("ImportExistingResources");
        }

        if (call.Text("OnStackFailure") is { } onFailure && !(onFailure is "ROLLBACK" || (kind == "CREATE" && onFailure is "DO_NOTHING")))
        {
            throw AwsException.NotEmulated($"OnStackFailure {onFailure} of a change set of the type {kind}");
        }

        RequestSettings.RefuseLonger(call, "Description", 1024);
        RequestSettings.RefuseBadToken(call, "ClientToken");
        if (call.Text("DeploymentMode") is { } mode && mode != "REVERT_DRIFT")
        {
            throw AwsException.Validation($"'{mode}' at 'deploymentMode' failed to satisfy constraint: [REVERT_DRIFT]");
        }
    }

    [GeneratedRegex(@"\A[a-zA-Z][-a-zA-Z0-9]*\z")]
    private static partial Regex ChangeSetName();
}
