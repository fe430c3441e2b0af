using UpgradeWorker.Sandbox.CloudFormation.Stacks;
using UpgradeWorker.Sandbox.CloudFormation.Templates;
using UpgradeWorker.Sandbox.Server;

namespace UpgradeWorker.Sandbox.CloudFormation.Operations;

/// <summary>The creation or update of a stack, from the call to the state in which it rests, through a rollback if it must
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks.html).</summary>
internal sealed class StackOperation
{
    private readonly OperationContext context;
    private readonly StackTarget target;
    private readonly bool isCreation;
    private readonly Deployment deployment;
    private DependencyRun? run;
    private Rollback? rollback;
    private bool cancelled;
    private bool monitoring;

    private StackOperation(OperationContext context, StackTarget target, bool isCreation)
    {
        (this.context, this.target, this.isCreation) = (context, target, isCreation);
        deployment = new Deployment(context, target);
    }

    /// <summary>Told when the operation has come to rest: true = it did what was asked.</summary>
    public Action<bool> Ended { get; set; } = _ => { };

    /// <summary>What a creation that fails does: ROLLBACK or DO_NOTHING.</summary>
    public string OnFailure { get; init; } = "ROLLBACK";

    private string Verb => isCreation ? "CREATE" : "UPDATE";

    private EmulatedStack Stack => context.Stack;

    public static StackOperation Create(
        CloudFormationState state, EmulatedStack stack, StackTarget target, string? token, bool immediate = false, string onFailure = "ROLLBACK") =>
        new(new OperationContext(state, stack, "CREATE_STACK", token, immediate), target, isCreation: true) { OnFailure = onFailure };

    public static StackOperation Update(
        CloudFormationState state, EmulatedStack stack, StackTarget target, string? token, bool immediate = false) =>
        new(new OperationContext(state, stack, "UPDATE_STACK", token, immediate), target, isCreation: false);

    public void Start()
    {
        Stack.Operation = this;
        Stack.FailedRollback = null;
        Stack.UpdatedAt = isCreation ? Stack.UpdatedAt : context.World.Now;
        if (isCreation)
        {
            Commit();
        }

        context.SetStatus($"{Verb}_IN_PROGRESS", "User Initiated");
        context.Wait(context.World.Options.Durations.StackStart, Deploy);
    }

    /// <summary>A person cancels the update: it rolls back.</summary>
    public void Cancel()
    {
        cancelled = true;
        if (run is null || monitoring)
        {
            RollBack([]);
            return;
        }

        run.Stop();
        run.Advance();
    }

    /// <summary>Tries a failed rollback again, leaving out the resources named.</summary>
    public void Continue(IReadOnlyList<string> skip, string? token)
    {
        var failed = rollback ?? throw AwsException.Validation("There is no rollback to continue.");
        failed.RefuseSkipping(skip);
        Stack.Operation = this;
        Stack.FailedRollback = null;
        failed.Continue(new OperationContext(context.State, Stack, "CONTINUE_ROLLBACK", token, immediate: false), skip);
    }

    private void Deploy()
    {
        if (Stack.Operation != this || rollback is not null)
        {
            return; // Cancelled before it began.
        }

        run = new DependencyRun(deployment.Nodes, stopAtFailure: true)
        {
            Start = id => deployment.Start(id, succeeded => run!.Done(id, succeeded)),
            TryCancel = deployment.TryCancel,
            Ended = failed =>
            {
                if (failed.Count == 0 && !cancelled)
                {
                    Monitor();
                }
                else
                {
                    Fail(failed);
                }
            },
        };
        run.Advance();
    }

    private void Monitor()
    {
        var minutes = target.Settings.MonitoringMinutes ?? 0;
        if (isCreation || minutes == 0)
        {
            Complete();
            return;
        }

        monitoring = true;
        context.Wait(TimeSpan.FromMinutes(minutes), () =>
        {
            if (!cancelled)
            {
                Complete();
            }
        });
    }

    private void Complete()
    {
        var before = Stack.Template;
        Commit();
        Stack.Outputs = Outputs();
        if (isCreation)
        {
            context.SetStatus("CREATE_COMPLETE");
            Ended(true);
            return;
        }

        List<(StackResource, CleanupCause)> items = [.. deployment.Replaced.Select(r => (r, CleanupCause.Replaced))];
        var order = OldOrder(before!);
        foreach (var (id, _) in order)
        {
            if (!target.Template.Resources.TryGetValue(id, out var declared) || !deployment.Evaluator.Includes(declared))
            {
                if (Stack.Resources.Remove(id, out var gone))
                {
                    items.Add((gone, CleanupCause.Removed));
                }
            }
        }

        context.SetStatus("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS");
        context.Wait(TimeSpan.FromSeconds(1), () => new Cleanup(context).Run(Sorted(items, order), order, _ =>
        {
            // A deletion that failed leaves an orphan; the stack is complete all the same.
            context.SetStatus("UPDATE_COMPLETE");
            Ended(true);
        }));
    }

    private void Fail(IReadOnlyList<string> failed)
    {
        if (Stack.DisableRollback)
        {
            context.SetStatus($"{Verb}_FAILED", Reason(failed));
            Ended(false);
            return;
        }

        RollBack(failed);
    }

    private void RollBack(IReadOnlyList<string> failed)
    {
        if (isCreation && OnFailure == "DO_NOTHING")
        {
            context.SetStatus("CREATE_FAILED", Reason(failed));
            Ended(false);
            return;
        }

        rollback = new Rollback(deployment, isCreation, OldOrder(isCreation ? target.Template : Stack.Template!))
        {
            Failed = () => Stack.FailedRollback = this,
            Ended = () => Ended(false),
        };
        rollback.Start(context.Next("ROLLBACK"), Reason(failed));
    }

    private void Commit() => (Stack.Template, Stack.Parameters, Stack.Settings) = (target.Template, target.Parameters, target.Settings);

    private List<StackOutput> Outputs()
    {
        List<StackOutput> outputs = [];
        foreach (var (key, node) in target.Template.Outputs)
        {
            var output = Template.Mapping(node, $"Outputs/{key}");
            if (output["Condition"]?.ToString() is { } condition && !deployment.Evaluator.Condition(condition))
            {
                continue;
            }

            var export = output["Export"]?["Name"] is { } name ? deployment.Evaluator.Value(name)?.ToString() : null;
            var value = deployment.Evaluator.Value(output["Value"])?.ToString() ?? "";
            outputs.Add(new StackOutput(key, value, output["Description"]?.ToString(), export));
        }

        return outputs;
    }

    private static Dictionary<string, IReadOnlyList<string>> OldOrder(Template template) =>
        DependencyOrder.Of(template, null).ToDictionary(n => n.LogicalId, n => n.Needs, StringComparer.Ordinal);

    private static List<(StackResource, CleanupCause)> Sorted(
        IEnumerable<(StackResource Resource, CleanupCause Cause)> items, Dictionary<string, IReadOnlyList<string>> order)
    {
        var ids = order.Keys.ToList();
        return [.. items.OrderBy(i => ids.IndexOf(i.Resource.LogicalId))];
    }

    private string Reason(IReadOnlyList<string> failed)
    {
        if (failed.Count == 0)
        {
            return "User Initiated";
        }

        var created = failed.Where(id => isCreation || deployment.Touched.Any(t => t.LogicalId == id && t.Before is null)).ToList();
        var updated = failed.Except(created).ToList();
        var parts = new[] { (Verb: "create", Ids: created), (Verb: "update", Ids: updated) }
            .Where(p => p.Ids.Count > 0)
            .Select(p => $"The following resource(s) failed to {p.Verb}: [{string.Join(", ", p.Ids)}]. ");
        return string.Concat(parts);
    }
}
