using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace UpgradeWorker.Core.Planning;

/// <summary>
/// Computes fingerprints. What counts is what an approver saw: no ARN of a change set, no snapshot id, no instant and no details of
/// properties, so that the final change set of the window has the fingerprint of the analysis that was approved.
/// </summary>
public static class FingerprintSource
{
    private static readonly JsonSerializerOptions Canonical = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = false,
    };

    /// <summary>The fingerprint of a plan; its own <see cref="Plan.Fingerprint"/> is not read.</summary>
    public static PlanFingerprint Of(Plan plan) => new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text(plan)))));

    /// <summary>The plan with what a later change set for the same proposal says instead; only its fingerprint tells whether it is the same.</summary>
    public static PlanFingerprint Of(Plan plan, ChangeSetDescription description, ChangeSetReading reading)
    {
        var resolved = description.Parameters.Where(parameter => parameter.ResolvedValue is not null)
            .ToDictionary(parameter => parameter.Key, parameter => PlannedParameters.Hash(parameter.ResolvedValue!));
        return Of(plan with
        {
            Parameters = [.. plan.Parameters.Select(parameter => resolved.TryGetValue(parameter.Key, out var hash) && !parameter.Secret
                ? parameter with { ValueHash = hash }
                : parameter)],
            Capabilities = [.. description.Capabilities.Order(StringComparer.Ordinal)],
            Changes = PlannedChanges.Of(reading),
        });
    }

    private static string Text(Plan plan) => JsonSerializer.Serialize(
        new object[]
        {
            plan.StackId.Account,
            plan.StackId.Region,
            plan.StackId.Arn,
            plan.TemplateSha256,
            Sorted(plan.Parameters.Select(Row)),
            Sorted(plan.Capabilities.Select(capability => new string?[] { capability })),
            Sorted(plan.Changes.Select(change =>
                new[] { change.LogicalId, change.ResourceType, change.Action, change.Replacement, change.PolicyAction })),
            plan.Migrations.Select(migration => migration.Command).ToArray(),
            plan.ManualSteps.Select(step => new[] { step.Id, step.Version, step.When, step.Text }).ToArray(),
            Sorted(plan.Snapshots.Select(snapshot => new[] { snapshot.Role, snapshot.LogicalId, snapshot.ForRestore ? "restore" : "safety", snapshot.Parameter })),
            // Only where they say something: the fingerprints of all other plans stay what they were.
            plan.RevertsDrift ? "REVERT_DRIFT" : plan.HasNoAgent ? "no agent" : plan.StopsService,
        },
        Canonical);

    private static string?[] Row(PlannedParameter parameter) =>
        [parameter.Key, parameter.Source.ToString(), parameter.Source == ParameterSource.Snapshot ? null : parameter.ValueHash];

    private static string?[][] Sorted(IEnumerable<string?[]> rows) =>
        [.. rows.OrderBy(row => string.Join('\u0000', row), StringComparer.Ordinal)];
}
