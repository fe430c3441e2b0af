namespace UpgradeWorker.Core.Stacks;

/// <summary>Drift that people know of and want to leave. What a rule leaves out (null) it does not look at.</summary>
/// <param name="ResourceType">Such as <c>AWS::EC2::SecurityGroup</c>; a star at its end takes all types that begin so.</param>
/// <param name="LogicalId">The name in the template.</param>
/// <param name="Property">JSON pointer (RFC 6901); what lies under it is meant too, and a star stands for any one part. Null = the whole resource.</param>
/// <param name="Until">Last day on which the rule holds; null = for ever.</param>
/// <param name="Reason">Why, as mails and plans say it.</param>
public sealed record DriftIgnoreRule(string? ResourceType, string? LogicalId, string? Property, DateOnly? Until, string Reason);

/// <summary>A drift that a rule leaves out.</summary>
/// <param name="LogicalId">The resource.</param>
/// <param name="Property">The property; null = the whole resource.</param>
/// <param name="Reason">The rule's reason.</param>
public sealed record IgnoredDrift(string LogicalId, string? Property, string Reason);

/// <summary>Takes out of a drift report what people want to leave.</summary>
public static class DriftIgnoring
{
    /// <summary>The report without it; what was taken out stands in <see cref="DriftReport.Ignored"/>.</summary>
    /// <param name="report">As AWS found it.</param>
    /// <param name="rules">The rules of the stack.</param>
    /// <param name="today">The present day in the stack's zone: rules that ended before it do not hold.</param>
    public static DriftReport Apply(DriftReport report, IReadOnlyList<DriftIgnoreRule> rules, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(report);
        var holding = rules.Where(rule => rule.Until is not { } last || today <= last).ToList();
        var ignored = new List<IgnoredDrift>();
        var left = report.Resources.Select(resource => Left(resource, holding, ignored)).OfType<DriftedResource>().ToList();
        // Only a detection that saw everything proves that nothing else drifted.
        var isInSync = report is { Completed: true, Status: "DRIFTED" } && ignored.Count > 0 && left.Count == 0;
        return report with { Status = isInSync ? "IN_SYNC" : report.Status, Resources = left, Ignored = ignored };
    }

    private static DriftedResource? Left(DriftedResource resource, List<DriftIgnoreRule> rules, List<IgnoredDrift> ignored)
    {
        var concerned = rules.Where(rule => IsOf(rule, resource)).ToList();
        if (concerned.Find(rule => rule.Property is null) is { } whole)
        {
            ignored.Add(new IgnoredDrift(resource.LogicalId, null, whole.Reason));
            return null;
        }

        var left = new List<DriftDifference>();
        foreach (var difference in resource.Differences)
        {
            if (concerned.Find(rule => Covers(rule.Property!, difference.PropertyPath)) is { } rule)
            {
                ignored.Add(new IgnoredDrift(resource.LogicalId, difference.PropertyPath, rule.Reason));
            }
            else
            {
                left.Add(difference);
            }
        }

        return resource.Differences.Count > 0 && left.Count == 0 ? null : resource with { Differences = left };
    }

    private static bool IsOf(DriftIgnoreRule rule, DriftedResource resource) =>
        (rule.LogicalId is null || rule.LogicalId == resource.LogicalId)
        && (rule.ResourceType is not { } type || (type.EndsWith('*')
            ? resource.ResourceType.StartsWith(type[..^1], StringComparison.Ordinal)
            : resource.ResourceType == type));

    private static bool Covers(string pointer, string path)
    {
        var wanted = pointer.Split('/');
        var parts = path.Split('/');
        return wanted.Length <= parts.Length && wanted.Zip(parts).All(pair => pair.First == "*" || pair.First == pair.Second);
    }
}
