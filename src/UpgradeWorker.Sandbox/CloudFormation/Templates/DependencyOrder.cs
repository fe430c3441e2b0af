namespace UpgradeWorker.Sandbox.CloudFormation.Templates;

/// <summary>Which resource needs which: by reference and by DependsOn.</summary>
internal static class DependencyOrder
{
    /// <summary>Each resource with those that it needs, in an order in which each comes after what it needs. With an
    /// <paramref name="evaluator"/>, only resources whose condition holds, and only the branches taken.</summary>
    public static IReadOnlyList<(string LogicalId, IReadOnlyList<string> Needs)> Of(Template template, Evaluator? evaluator)
    {
        var needs = template.Resources.Values
            .Where(r => evaluator is null || evaluator.Includes(r))
            .ToDictionary(r => r.LogicalId, r => Needs(template, r, evaluator), StringComparer.Ordinal);
        List<(string, IReadOnlyList<string>)> ordered = [];
        HashSet<string> done = new(StringComparer.Ordinal);
        HashSet<string> open = new(StringComparer.Ordinal);
        foreach (var id in needs.Keys)
        {
            Visit(id);
        }

        return ordered;

        void Visit(string id)
        {
            if (done.Contains(id) || !needs.TryGetValue(id, out var its))
            {
                return;
            }

            if (!open.Add(id))
            {
                throw TemplateError.Format($"Circular dependency between resources: [{string.Join(", ", open)}]");
            }

            foreach (var need in its)
            {
                Visit(need);
            }

            open.Remove(id);
            done.Add(id);
            ordered.Add((id, [.. its.Where(needs.ContainsKey)]));
        }
    }

    private static List<string> Needs(Template template, TemplateResource resource, Evaluator? evaluator) =>
    [
        .. References.Of(resource.Properties, evaluator is null ? null : evaluator.Condition).LogicalIds
            .Concat(resource.DependsOn)
            .Where(template.Resources.ContainsKey)
            .Distinct(StringComparer.Ordinal),
    ];
}
