using System.Security.Cryptography;
using System.Text;
using UpgradeWorker.Core.Templates;

namespace UpgradeWorker.Core.Planning;

/// <summary>The parameters of a draft as a plan keeps them.</summary>
internal static class PlannedParameters
{
    /// <summary>All parameters, sorted by key; those that take a snapshot in the window have no value yet.</summary>
    public static IReadOnlyList<PlannedParameter> Of(PlanDraft draft, ChangeSetDescription description, IReadOnlyList<string> restores)
    {
        var snapshots = restores.Select(logicalId =>
            draft.SnapshotParameter(logicalId, draft.Roles.Roles.Databases.Contains(logicalId))).OfType<string>().ToHashSet();
        var resolved = description.Parameters.Where(parameter => parameter.ResolvedValue is not null)
            .ToDictionary(parameter => parameter.Key, parameter => parameter.ResolvedValue!);
        return [.. draft.Parameters.Choices.Select(choice => Of(choice, draft, snapshots, resolved)).OrderBy(parameter => parameter.Key, StringComparer.Ordinal)];
    }

    private static PlannedParameter Of(
        ParameterChoice choice, PlanDraft draft, HashSet<string> snapshots, Dictionary<string, string> resolved)
    {
        if (snapshots.Contains(choice.Key))
        {
            return new PlannedParameter(choice.Key, ParameterSource.Snapshot, null, Secret: false, null);
        }

        var isSecret = draft.SecretKeys.Contains(choice.Key) || draft.Target.Parameter(choice.Key)?.NoEcho == true;
        var lookedUp = resolved.GetValueOrDefault(choice.Key) is { } value ? Hash(value) : null;
        return choice switch
        {
            ParameterChoice.UsePrevious => new PlannedParameter(
                choice.Key, ParameterSource.Previous, isSecret ? null : draft.Look.Parameter(choice.Key), isSecret, isSecret ? null : lookedUp),
            ParameterChoice.LeftToDefault left => new PlannedParameter(
                choice.Key, ParameterSource.Default, isSecret ? null : left.Default, isSecret, isSecret ? null : lookedUp ?? Hash(left.Default)),
            // A hash of a secret would let it be guessed: that one is sent is part of the fingerprint, its value is not.
            ParameterChoice.Value given => new PlannedParameter(
                choice.Key, ParameterSource.Value, isSecret ? null : given.Text, isSecret, isSecret ? null : lookedUp ?? Hash(given.Text)),
            _ => throw new ArgumentOutOfRangeException(nameof(choice), choice, null),
        };
    }

    public static string Hash(string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));
}
