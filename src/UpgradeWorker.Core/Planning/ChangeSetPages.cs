using System.Diagnostics.CodeAnalysis;

namespace UpgradeWorker.Core.Planning;

/// <summary>
/// Puts the answers about one change set together: its pages, and the same set described with and without property values
/// (the answer with values is known to lack changes that the other has).
/// </summary>
public static class ChangeSetPages
{
    /// <summary>
    /// The whole set. False with a finding <c>DifferentChangeSets</c> if the answers are not about one set in one state, or
    /// <c>PageMissing</c> if the last page is not among them.
    /// </summary>
    public static bool TryMerge(
        IReadOnlyList<ChangeSetDescription> answers, [NotNullWhen(true)] out ChangeSetDescription? whole, [NotNullWhen(false)] out Finding? finding)
    {
        whole = null;
        finding = Problem(answers);
        if (finding is not null)
        {
            return false;
        }
        whole = new ChangeSetDescription
        {
            Id = First(answers, answer => answer.Id),
            Name = First(answers, answer => answer.Name),
            StackId = First(answers, answer => answer.StackId),
            StackName = First(answers, answer => answer.StackName),
            Status = First(answers, answer => answer.Status),
            ExecutionStatus = First(answers, answer => answer.ExecutionStatus),
            StatusReason = First(answers, answer => answer.StatusReason),
            Parameters = [.. answers.SelectMany(answer => answer.Parameters).DistinctBy(parameter => parameter.Key)],
            Capabilities = [.. answers.SelectMany(answer => answer.Capabilities).Distinct(StringComparer.Ordinal)],
            OpenedStacks = [.. answers.SelectMany(answer => answer.OpenedStacks).Distinct(StringComparer.Ordinal)],
            Changes = [.. answers.SelectMany(answer => answer.Changes).GroupBy(change => (change.LogicalId, change.Action))
                .Select(same => same.Aggregate(Merge))],
        };
        return true;
    }

    private static Finding? Problem(IReadOnlyList<ChangeSetDescription> answers)
    {
        if (answers.Count == 0)
        {
            return new Finding("PageMissing", "There is no answer to read.");
        }
        if (answers.All(answer => answer.HasMore))
        {
            return new Finding("PageMissing",
                "The last page of the change set is missing: each answer has a NextToken. Give all pages, or let the AWS CLI fetch them without --no-paginate.");
        }
        Func<ChangeSetDescription, string?>[] same =
            [answer => answer.Id, answer => answer.StackId, answer => answer.Status, answer => answer.ExecutionStatus];
        var differing = same.Select(member => answers.Select(member).OfType<string>().Distinct(StringComparer.Ordinal).ToList())
            .FirstOrDefault(values => values.Count > 1);
        return differing is null ? null : new Finding("DifferentChangeSets",
            $"These are not the pages of one change set in one state: one says {differing[0]}, another {differing[1]}. Describe it again.");
    }

    private static ResourceChange Merge(ResourceChange one, ResourceChange other) => one with
    {
        PhysicalId = one.PhysicalId ?? other.PhysicalId,
        Replacement = Worse(one.Replacement, other.Replacement),
        PolicyAction = one.PolicyAction ?? other.PolicyAction,
        Scope = [.. one.Scope.Union(other.Scope, StringComparer.Ordinal)],
        Details = [.. one.Details.Concat(other.Details).GroupBy(WithoutPath).SelectMany(Once)],
        NestedChangeSetId = one.NestedChangeSetId ?? other.NestedChangeSetId,
    };

    // The answer without values tells of a property once, the one with values once for each place in it.
    private static IEnumerable<ResourceChangeDetail> Once(IGrouping<ResourceChangeDetail, ResourceChangeDetail> same)
    {
        var placed = same.Where(detail => detail.Path is not null).Distinct().ToList();
        return placed.Count > 0 ? placed : same.Take(1);
    }

    private static ResourceChangeDetail WithoutPath(ResourceChangeDetail detail) => detail with { Path = null };

    private static string? Worse(string? one, string? other) => Rank(one) >= Rank(other) ? one : other;

    private static int Rank(string? replacement) => replacement switch { "True" => 3, "Conditional" => 2, "False" => 1, _ => 0 };

    private static string? First(IReadOnlyList<ChangeSetDescription> answers, Func<ChangeSetDescription, string?> member) =>
        answers.Select(member).FirstOrDefault(value => value is not null);
}
