using System.Collections;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Commands;

/// <summary>Evidence of a journal in words.</summary>
internal static class EvidenceText
{
    public static string Of(Evidence evidence) => evidence is Evidence.Observed { Finding: var finding }
        ? $"  {finding.Message}"
        : $"  {evidence.GetType().Name}: " + string.Join(", ", evidence.GetType().GetProperties()
            .Where(property => property.Name != "EqualityContract")
            .Select(property => $"{property.Name} {Value(property.GetValue(evidence))}"));

    private static string Value(object? value) => value switch
    {
        null => "-",
        string text => text.ReplaceLineEndings(" ") is var line && line.Length > 200 ? line[..200] + "…" : line,
        DateTimeOffset instant => Times.Local(instant),
        Finding finding => finding.Message,
        IEnumerable list => string.Join(" ", list.Cast<object?>().Select(Value)),
        _ => value.ToString() ?? "",
    };
}
