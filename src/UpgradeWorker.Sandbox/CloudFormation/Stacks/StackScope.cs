using System.Text.Json.Nodes;
using UpgradeWorker.Sandbox.CloudFormation.Templates;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.CloudFormation.Stacks;

/// <summary>The outer values of a stack's expressions: its parameters, the pseudo parameters, its resources.</summary>
internal static class StackScope
{
    /// <summary><paramref name="physical"/>: The resource behind a logical id; null = not known (yet). <paramref
    /// name="masked"/>: NoEcho parameters as asterisks.</summary>
    public static EvaluationScope Of(
        SandboxWorld world,
        EmulatedStack stack,
        StackTarget target,
        Func<string, EmulatedResource?> physical,
        bool masked = false) => new(
            name => target.Parameters.FirstOrDefault(p => p.Key == name)?.Node(masked) ?? Pseudo(world, stack, target, name),
            id => target.Template.Resources.ContainsKey(id) ? physical(id) is { } found ? found.PhysicalId : Evaluator.Unknown : null,
            (id, attribute) => target.Template.Resources.ContainsKey(id)
                ? physical(id) is { } found ? found.Attributes.GetValueOrDefault(attribute) : Evaluator.Unknown
                : null);

    // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
    private static JsonNode? Pseudo(SandboxWorld world, EmulatedStack stack, StackTarget target, string name) => name switch
    {
        "AWS::AccountId" => world.Options.AccountId,
        "AWS::Region" => world.Options.Region,
        "AWS::Partition" => "aws",
        "AWS::URLSuffix" => "amazonaws.com",
        "AWS::StackId" => stack.Id,
        "AWS::StackName" => stack.Name,
        "AWS::NotificationARNs" => new JsonArray([.. target.Settings.NotificationArns.Select(a => JsonValue.Create(a))]),
        _ => null,
    };
}
