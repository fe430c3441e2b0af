namespace UpgradeWorker.Core.Stacks;

/// <summary>Drift in words.</summary>
public static class DriftWords
{
    private const int Longest = 60;

    /// <summary>One difference, such as <c>/SecurityGroupIngress/0/CidrIp: "10.0.0.0/8" is now "0.0.0.0/0"</c>.</summary>
    public static string Of(DriftDifference difference)
    {
        ArgumentNullException.ThrowIfNull(difference);
        return difference.DifferenceType switch
        {
            "ADD" => $"{difference.PropertyPath}: {Value(difference.Actual)} was added",
            "REMOVE" => $"{difference.PropertyPath}: {Value(difference.Expected)} was removed",
            _ => $"{difference.PropertyPath}: {Value(difference.Expected)} is now {Value(difference.Actual)}",
        };
    }

    /// <summary>What became of a resource, without its name.</summary>
    public static string Of(DriftedResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource switch
        {
            { Status: "DELETED" } => "was deleted outside CloudFormation",
            { Status: "MODIFIED", Differences.Count: > 0 } => $"was changed outside CloudFormation ({string.Join("; ", resource.Differences.Select(Of))})",
            { Status: "MODIFIED" } => "was changed outside CloudFormation",
            { Status: "UNSUPPORTED" } => "cannot be looked at: CloudFormation detects no drift of its type",
            _ => $"could not be looked at ({resource.Status}{(resource.Reason is { Length: > 0 } reason ? $": {reason}" : "")}); most often a permission to read it is missing",
        };
    }

    private static string Value(string? json) => json is null ? "nothing" : json.Length <= Longest ? json : $"{json[..Longest]}…";
}
