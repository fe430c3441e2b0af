using System.Text.RegularExpressions;

namespace UpgradeWorker.Core.Planning;

/// <summary>Explains why CloudFormation made no change set, and what to do. The texts are AWS's own: error codes do not tell these apart.</summary>
public static partial class ChangeSetFailure
{
    private const int MostSentences = 5;
    private const int LongestSentence = 400;

    /// <summary>A change set that failed.</summary>
    /// <param name="description">The set.</param>
    /// <param name="details">Sentences of its failed events, and the reasons of nested sets; empty when there are none.</param>
    public static Finding Explain(ChangeSetDescription description, IReadOnlyList<string> details)
    {
        ArgumentNullException.ThrowIfNull(description);
        var said = description.StatusReason is { Length: > 0 } reason ? reason : "CloudFormation gave no reason";
        return Known(said, Told(details))
            ?? new Finding("AnalysisFailed", $"The change set is {description.Status ?? "without a status"}: {Told([said, .. details])}");
    }

    /// <summary>The set that a run made has failed: what AWS says of it, then the details.</summary>
    /// <inheritdoc cref="Explain(ChangeSetDescription, IReadOnlyList{string})"/>
    public static Finding OfFinal(ChangeSetDescription description, IReadOnlyList<string> details)
    {
        ArgumentNullException.ThrowIfNull(description);
        return new Finding(
            "ChangeSetFailed", $"The final change set is {description.Status}: {description.StatusReason} {Told(details)}".TrimEnd());
    }

    /// <summary>A refusal to begin one; null where the text is none that is known.</summary>
    public static Finding? Explain(string message) => Known(message, "");

    /// <summary>ARNs of nested change sets that a status reason names.</summary>
    public static IReadOnlyList<string> NestedIn(string? statusReason) =>
        statusReason is null || !statusReason.Contains("Nested change set", StringComparison.OrdinalIgnoreCase)
            ? []
            : [.. NestedArn().Matches(statusReason).Select(match => match.Value.TrimEnd('.', ',', ':', ')')).Distinct()];

    private static Finding? Known(string said, string details) => said switch
    {
        _ when said.Contains("EarlyValidation", StringComparison.Ordinal) => new Finding(
            "EarlyValidation", $"CloudFormation's own validation refused the change set before anything was touched: {(details.Length > 0 ? details : said)} Mend the template or the values that it names."),
        _ when said.Contains("Nested change set", StringComparison.OrdinalIgnoreCase) => new Finding(
            "NestedChangeSetFailed", $"The change set of a nested stack failed: {(details.Length > 0 ? details : said)}"),
        _ when said.Contains("Requires capabilities", StringComparison.OrdinalIgnoreCase) => new Finding(
            "CapabilitiesMissing", $"The template needs more than the stack was updated with ({said.TrimEnd('.')}): update the stack once by hand with these capabilities."),
        _ when Busy().Match(said) is { Success: true } busy => new Finding(
            "StackBusy", $"The stack is {busy.Groups[1].Value}: somebody changes it now, or it is stuck. The analysis is tried again when that is over."),
        _ when Unvalued().Match(said) is { Success: true } missing => new Finding(
            "NoValue", $"Parameters have no value: {missing.Groups[1].Value}. Give them under Parameters of the stack, or with request --set."),
        _ when said.Contains("transform", StringComparison.OrdinalIgnoreCase) && said.Contains("failed", StringComparison.OrdinalIgnoreCase) => new Finding(
            "TransformFailed", $"A transform of the template failed: {Told([said])} The template's macros must exist in this account and region."),
        _ when said.Contains("hook", StringComparison.OrdinalIgnoreCase) && said.Contains("failed", StringComparison.OrdinalIgnoreCase) => new Finding(
            "HookFailed", $"A CloudFormation hook of the account refused it: {Told([said])} {details}".TrimEnd()),
        _ => null,
    };

    // Who reads it has the first few to mend in any case, and mails have an end.
    private static string Told(IReadOnlyList<string> sentences) => string.Join(' ', sentences.Take(MostSentences)
        .Select(sentence => sentence.Length > LongestSentence ? sentence[..LongestSentence] + "…" : sentence.EndsWith('.') ? sentence : sentence + ".")
        .Concat(sentences.Count > MostSentences ? [$"And {sentences.Count - MostSentences} more."] : []));

    [GeneratedRegex(@"\bis in ([A-Z_]+) state and can ?not be updated", RegexOptions.NonBacktracking)]
    private static partial Regex Busy();

    [GeneratedRegex(@"Parameters: \[([^\]]+)\] must have values", RegexOptions.NonBacktracking)]
    private static partial Regex Unvalued();

    [GeneratedRegex(@"arn:aws[a-z-]*:cloudformation:[a-z0-9-]+:[0-9]*:changeSet/[^\s,]+", RegexOptions.NonBacktracking)]
    private static partial Regex NestedArn();
}
