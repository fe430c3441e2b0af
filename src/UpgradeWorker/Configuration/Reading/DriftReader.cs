using System.Globalization;
using UpgradeWorker.Configuration.Options;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Configuration.Reading;

/// <summary>Reads a stack's rules about drift that people want to leave.</summary>
internal static class DriftReader
{
    public static IReadOnlyList<DriftIgnoreRule> Rules(string path, IReadOnlyList<DriftIgnoreOptions> options, Problems problems) =>
        [.. options.Select((rule, index) => Rule($"{path}:{index}", rule, problems))];

    private static DriftIgnoreRule Rule(string path, DriftIgnoreOptions options, Problems problems)
    {
        if (options is { ResourceType: null, LogicalId: null })
        {
            problems.Add(path, "it names neither ResourceType nor LogicalId; say which resources it is about.");
        }

        problems.Matches($"{path}:ResourceType", options.ResourceType, "^[A-Za-z0-9]+::[A-Za-z0-9:]*[*]?$", "a resource type such as AWS::EC2::SecurityGroup, perhaps with a star at its end");
        problems.Matches($"{path}:LogicalId", options.LogicalId, "^[A-Za-z0-9]{1,255}$", "a logical id (letters and digits)");
        problems.Matches($"{path}:Property", options.Property, "^(/[^/]+)+$", "a JSON pointer such as /Tags or /SecurityGroupIngress/*/Description");
        if (string.IsNullOrWhiteSpace(options.Reason))
        {
            problems.Add($"{path}:Reason", "it is missing; say why the drift is left, for whoever reads it later.");
        }

        DateOnly? until = null;
        if (options.Until is { } text)
        {
            until = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
            if (until is null)
            {
                problems.Add($"{path}:Until", $"\"{text}\" is no day; write it like 2026-12-31.");
            }
        }

        return new(options.ResourceType, options.LogicalId, options.Property, until, options.Reason);
    }
}
