using UpgradeWorker.Aws;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Templates;

namespace UpgradeWorker.Jobs;

/// <summary>Asks CloudFormation for a change set; a template over 51,200 bytes goes through S3.</summary>
internal static class ChangeSetMaker
{
    private const int MostNested = 5;

    /// <summary>Asks for it; repeating makes no second one.</summary>
    /// <param name="clients">AWS.</param>
    /// <param name="stack">Settings of the stack.</param>
    /// <param name="draft">What goes into it.</param>
    /// <param name="templateBody">The new template; null keeps the stack's own.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <returns>The ARN, or why it cannot be made.</returns>
    public static async Task<(string? Arn, Finding? Why)> MakeAsync(
        StackClients clients, StackSettings stack, ChangeSetDraft draft, string? templateBody, CancellationToken cancellationToken)
    {
        if (templateBody is not null && TemplateUploads.IsNeededFor(templateBody))
        {
            if (stack.TemplateBucket is not { } bucket)
            {
                return (null, new Finding(
                    "TemplateTooLarge", $"The template is over {TemplateUploads.LongestBody} bytes: set TemplateBucket of {stack.Key} to an S3 bucket for it."));
            }

            var url = await clients.TemplateUploads.UploadAsync(bucket, "upgradeworker/", templateBody, cancellationToken);
            draft = draft with { Template = TemplateSource.New.OfUrl(url) };
        }

        return (await clients.ChangeSets.CreateAsync(draft, cancellationToken), null);
    }

    /// <summary>
    /// Why a set failed, one sentence each: its failed events, then the reasons of the nested sets that it names. Where AWS does not tell,
    /// the last sentence says so: what the set itself says still stands.
    /// </summary>
    public static async Task<IReadOnlyList<string>> WhyFailedAsync(
        ChangeSetGateway changeSets, string changeSetId, ChangeSetDescription description, CancellationToken cancellationToken)
    {
        var why = new List<string>();
        try
        {
            await CollectAsync(why, changeSets, changeSetId, description, cancellationToken);
        }
        catch (AwsFaultException fault)
        {
            why.Add($"What more AWS has to say of it could not be read ({fault.ToFinding()})");
        }

        return why;
    }

    /// <summary>The parameters of a change set: what a plan says, with the given values for those that carry one.</summary>
    /// <param name="parameters">The plan's parameters.</param>
    /// <param name="values">Values of parameters that are set, and of snapshots; a missing one is a defect.</param>
    public static IReadOnlyList<ParameterSetting> Settings(IEnumerable<PlannedParameter> parameters, IReadOnlyDictionary<string, string> values) =>
        [.. parameters.Where(parameter => parameter.Source != ParameterSource.Default).Select(parameter => parameter.Source == ParameterSource.Previous
            ? new ParameterSetting(parameter.Key, null, UsePrevious: true)
            : new ParameterSetting(parameter.Key, values[parameter.Key], UsePrevious: false))];

    /// <summary>The parameters of an analysis change set.</summary>
    public static IReadOnlyList<ParameterSetting> Settings(IEnumerable<ParameterChoice> choices, IReadOnlyDictionary<string, string> placeholders) =>
        [.. choices.Select(choice => placeholders.TryGetValue(choice.Key, out var placeholder)
            ? new ParameterSetting(choice.Key, placeholder, UsePrevious: false)
            : choice switch
            {
                ParameterChoice.UsePrevious => new ParameterSetting(choice.Key, null, UsePrevious: true),
                ParameterChoice.Value given => new ParameterSetting(choice.Key, given.Text, UsePrevious: false),
                _ => null,
            }).OfType<ParameterSetting>()];

    private static async Task CollectAsync(
        List<string> why, ChangeSetGateway changeSets, string changeSetId, ChangeSetDescription description, CancellationToken cancellationToken)
    {
        why.AddRange(await changeSets.FailedEventsAsync(changeSetId, cancellationToken));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var named = new Queue<string>(ChangeSetFailure.NestedIn(description.StatusReason));
        while (named.TryDequeue(out var arn) && seen.Count < MostNested)
        {
            if (seen.Add(arn) && await changeSets.DescribeAsync(arn, cancellationToken) is { } nested)
            {
                var deeper = ChangeSetFailure.NestedIn(nested.StatusReason);
                foreach (var next in deeper)
                {
                    named.Enqueue(next);
                }

                if (deeper.Count == 0)
                {
                    why.Add($"{nested.StackName ?? nested.StackId ?? arn}: {nested.StatusReason ?? nested.Status ?? "no reason given"}");
                    why.AddRange(await changeSets.FailedEventsAsync(arn, cancellationToken));
                }
            }
        }
    }
}
