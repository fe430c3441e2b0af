using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Templates;

namespace UpgradeWorker.Inputs;

/// <summary>What the settings say of roles and of replacements, in the words of Core.</summary>
internal static class RolesOfSettings
{
    public static ConfiguredRoles ToConfigured(this RoleSettings roles) => new()
    {
        Instances = roles.Instances,
        Databases = roles.Databases,
        Caches = roles.Caches,
        DatabaseSnapshotParameter = roles.DatabaseSnapshotParameter,
        CacheSnapshotParameter = roles.CacheSnapshotParameter,
        DomainParameter = roles.DomainParameter,
        CertificateParameters = roles.CertificateParameters,
    };

    public static PlanPolicy ToPolicy(this StackSettings stack, int costPerReplacement) => new()
    {
        Replacements = stack.Replacements.ToDictionary(
            row => row.Key, row => row.Value == ReplacementJudgement.InPlace ? ReplacementEffect.InPlace : ReplacementEffect.Replaces),
        AllowRemovalOf = stack.AllowRemovalOf.ToHashSet(),
        SnapshotBeforeMigrations = stack.SnapshotBeforeMigrations,
        StopService = stack.StopService,
        Drift = stack.DriftPolicy switch
        {
            DriftPolicy.Warn => DriftEffect.Tell,
            DriftPolicy.Revert => DriftEffect.Revert,
            _ => DriftEffect.Block,
        },
        CostPerReplacement = costPerReplacement,
        ExpectedDuration = stack.ExpectedDuration,
    };
}
