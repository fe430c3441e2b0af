using System.Text.Json.Nodes;

namespace UpgradeWorker.Sandbox.CloudFormation.Templates;

/// <summary>What an expression refers to. Parameters include pseudo parameters.</summary>
internal sealed record References(HashSet<string> Refs, HashSet<(string LogicalId, string Attribute)> Attributes)
{
    /// <summary><paramref name="chooseBranch"/>: Gives the value of a condition, to follow only the branch that Fn::If
    /// takes; null = both.</summary>
    public static References Of(JsonNode? node, Func<string, bool>? chooseBranch)
    {
        var found = new References(new HashSet<string>(StringComparer.Ordinal), []);
        found.Collect(node, chooseBranch);
        return found;
    }

    public IEnumerable<string> LogicalIds => Refs.Concat(Attributes.Select(a => a.LogicalId));

    private void Collect(JsonNode? node, Func<string, bool>? choose)
    {
        switch (Expressions.Function(node))
        {
            case "Ref":
                Refs.Add(Expressions.Argument(node!)!.ToString());
                return;
            case "Condition":
                return;
            case "Fn::GetAtt":
                Attributes.Add(Expressions.Attribute(Expressions.Argument(node!)));
                return;
            case "Fn::Sub":
                CollectSub(Expressions.Argument(node!), choose);
                return;
            case "Fn::If" when choose is not null && Expressions.Argument(node!) is JsonArray { Count: 3 } branches:
                Collect(choose(branches[0]!.ToString()) ? branches[1] : branches[2], choose);
                return;
            default:
                break;
        }

        var children = node switch
        {
            JsonObject o => o.Select(m => m.Value),
            JsonArray a => a,
            _ => [],
        };
        foreach (var child in children)
        {
            Collect(child, choose);
        }
    }

    private void CollectSub(JsonNode? argument, Func<string, bool>? choose)
    {
        var (text, variables) = Expressions.Sub(argument);
        foreach (System.Text.RegularExpressions.Match match in Expressions.Placeholder().Matches(text))
        {
            var name = match.Groups["name"].Value.Trim();
            if (match.Groups["literal"].Success || variables.ContainsKey(name))
            {
                continue;
            }

            if (name.Contains('.', StringComparison.Ordinal))
            {
                Attributes.Add(Expressions.Attribute(JsonValue.Create(name)));
            }
            else
            {
                Refs.Add(name);
            }
        }

        Collect(variables.Count == 0 ? null : variables, choose);
    }
}
