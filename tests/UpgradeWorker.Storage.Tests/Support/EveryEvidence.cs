using System.Reflection;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Storage.Tests.Support;

/// <summary>One evidence of every case there is, found by reflection, so that a new case cannot be forgotten.</summary>
internal static class EveryEvidence
{
    /// <summary>The cases by their names, each with all its values filled.</summary>
    public static IEnumerable<Evidence> Cases() => typeof(Evidence).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(Evidence)))
        .OrderBy(type => type.Name, StringComparer.Ordinal).Select(Make);

    private static Evidence Make(Type type)
    {
        var constructor = type.GetConstructors().Single();
        return (Evidence)constructor.Invoke([.. constructor.GetParameters().Select(Value)]);
    }

    private static object Value(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type == typeof(string) => $"{parameter.Name} «ä» \"q\" \\ </b>\n",
        var type when type == typeof(long) => long.MaxValue - parameter.Position,
        var type when type == typeof(int) => int.MaxValue - parameter.Position,
        var type when type == typeof(bool) => true,
        var type when type == typeof(DateTimeOffset) => Some.At(parameter.Position + 0.5).AddTicks(1),
        var type when type == typeof(Finding) => Some.Finding,
        var type when type == typeof(IReadOnlyList<Finding>) => new List<Finding> { Some.Finding },
        var type when type == typeof(IReadOnlyList<string>) => new List<string> { $"{parameter.Name} 1", "" },
        var type when type == typeof(IReadOnlyList<KeyValuePair<string, string>>) =>
            new List<KeyValuePair<string, string>> { new("VersionTag", "3.30.0"), new("Empty", "") },
        var type => throw new NotSupportedException($"Give {parameter.Member.DeclaringType}.{parameter.Name} of type {type} a value here."),
    };
}
