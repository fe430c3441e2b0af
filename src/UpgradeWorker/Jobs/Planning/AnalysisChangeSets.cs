using System.Security.Cryptography;
using System.Text;
using UpgradeWorker.Aws;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs;

/// <summary>What an analysis change set is asked for with.</summary>
internal static class AnalysisChangeSets
{
    private const string Description = "ANALYSIS, DO NOT EXECUTE: made by UpgradeWorker to read what an upgrade would replace; deleted at once.";

    /// <summary>The set of one round; its name and token follow from the analysis.</summary>
    public static ChangeSetDraft Of(StackSettings stack, DraftResult.Drafted drafted, Analysis analysis)
    {
        var draft = drafted.Draft;
        var name = Name(analysis);
        return new ChangeSetDraft
        {
            StackName = draft.Look.StackId.Arn,
            Name = name,
            Description = Description,
            Token = name,
            Template = draft.UsesCurrentTemplate ? new TemplateSource.Previous() : TemplateSource.New.OfBody(drafted.TargetBody),
            Parameters = ChangeSetMaker.Settings(draft.Parameters.Choices, Placeholders(draft, analysis.Restores)),
            Capabilities = drafted.Capabilities,
            RoleArn = stack.ServiceRoleArn,
            DeploymentMode = ChangeSetDraft.ModeOf(draft.RevertsDrift),
            IncludesNestedStacks = draft.IncludesNestedStacks,
        };
    }

    private static Dictionary<string, string> Placeholders(PlanDraft draft, IReadOnlyList<string> restores)
    {
        var placeholders = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var logicalId in restores)
        {
            var isDatabase = draft.Roles.Roles.Databases.Contains(logicalId);
            if (draft.SnapshotParameter(logicalId, isDatabase) is { } key)
            {
                placeholders[key] = isDatabase
                    ? $"arn:aws:rds:{draft.Look.StackId.Region}:{draft.Look.StackId.Account}:snapshot:upgradeworker-placeholder"
                    : "upgradeworker-placeholder";
            }
        }

        return placeholders;
    }

    private static string Name(Analysis analysis) =>
        $"upgradeworker-analysis-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(analysis.InputsHash + analysis.StartedAt.UtcTicks)))[..16]}-{analysis.Round}";
}
