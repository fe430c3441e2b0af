using System.Text.RegularExpressions;

namespace UpgradeWorker.Sandbox.World;

/// <summary>RDS and ElastiCache name snapshots by the same rule: letters, digits and single hyphens, a letter first, no
/// hyphen last.</summary>
internal static partial class SnapshotNames
{
    public static bool AreValid(string name, int longest) => name.Length <= longest && Pattern().IsMatch(name);

    [GeneratedRegex(@"\A[A-Za-z](?:-?[A-Za-z0-9])*\z")]
    private static partial Regex Pattern();
}
