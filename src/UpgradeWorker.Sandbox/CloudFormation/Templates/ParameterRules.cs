using System.Globalization;
using System.Text.RegularExpressions;
using UpgradeWorker.Sandbox.Server;

namespace UpgradeWorker.Sandbox.CloudFormation.Templates;

/// <summary>Which values the parameters of a stack get
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html). They are not sticky:
/// a parameter that a request leaves out takes the template's default, not the stack's value
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Parameter.html).</summary>
internal static class ParameterRules
{
    private static readonly TimeSpan PatternLimit = TimeSpan.FromSeconds(1);

    /// <summary><paramref name="previous"/>: What the stack has now, by key; empty for a new stack. <paramref
    /// name="ssm"/>: Values behind SSM-typed parameters.</summary>
    public static IReadOnlyList<StackParameter> Resolve(
        Template template,
        IReadOnlyList<ParameterInput> inputs,
        IReadOnlyList<StackParameter> previous,
        Dictionary<string, string> ssm)
    {
        if (inputs.GroupBy(i => i.Key, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw AwsException.Validation($"Duplicate parameter key {twice.Key}");
        }

        var given = inputs.ToDictionary(i => i.Key, i => InputValue(i, previous), StringComparer.Ordinal);
        var unknown = given.Keys.Where(k => template.Parameter(k) is null).ToList();
        if (unknown.Count > 0)
        {
            throw AwsException.Validation($"Parameters: [{string.Join(", ", unknown)}] do not exist in the template");
        }

        var values = template.Parameters.Select(p => (Declaration: p, Value: given.GetValueOrDefault(p.Key) ?? p.Default)).ToList();
        var missing = values.Where(v => v.Value is null).Select(v => v.Declaration.Key).ToList();
        if (missing.Count > 0)
        {
            throw AwsException.Validation($"Parameters: [{string.Join(", ", missing)}] must have values");
        }

        return [.. values.Select(v => Judge(v.Declaration, v.Value!, ssm))];
    }

    private static string? InputValue(ParameterInput input, IReadOnlyList<StackParameter> previous)
    {
        if (!input.UsePrevious)
        {
            return input.Value ?? throw AwsException.Validation($"Parameter {input.Key} has neither a value nor UsePreviousValue");
        }

        if (input.Value is not null)
        {
            throw AwsException.Validation(
                $"Invalid input for parameter key {input.Key}. Cannot specify usePreviousValue as true and a parameter value");
        }

        return previous.FirstOrDefault(p => p.Key == input.Key)?.Value
            ?? throw AwsException.Validation(
                $"Invalid input for parameter key {input.Key}. Cannot specify usePreviousValue as true for a parameter key not in the previous template");
    }

    private static StackParameter Judge(TemplateParameter parameter, string value, Dictionary<string, string> ssm)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(value) > 4096)
        {
            throw AwsException.Validation($"Parameter '{parameter.Key}' exceeds the limit of 4096 bytes");
        }

        if (parameter.IsSsm)
        {
            return ssm.TryGetValue(value, out var resolved)
                ? new StackParameter(parameter, value, resolved)
                : throw AwsException.Validation($"Unable to fetch parameters [{value}] from parameter store for this account.");
        }

        var elements = parameter.IsList ? value.Split(',').Select(v => v.Trim()).ToList() : [value];
        foreach (var element in elements)
        {
            Check(parameter, element);
        }

        return new StackParameter(parameter, value, null);
    }

    private static void Check(TemplateParameter parameter, string value)
    {
        if (parameter.AllowedValues is { } allowed && !allowed.Contains(value))
        {
            throw Refused(parameter, "must be one of AllowedValues");
        }

        if (parameter.AllowedPattern is { } pattern && !Regex.IsMatch(value, $"^(?:{pattern})$", RegexOptions.None, PatternLimit))
        {
            throw Refused(parameter, $"must match pattern {pattern}");
        }

        if (Number(parameter.MinLength) is { } shortest && value.Length < shortest)
        {
            throw Refused(parameter, $"must contain at least {shortest} characters");
        }

        if (Number(parameter.MaxLength) is { } longest && value.Length > longest)
        {
            throw Refused(parameter, $"must contain at most {longest} characters");
        }

        if (parameter.Type is "Number" or "List<Number>")
        {
            CheckNumber(parameter, value);
        }
    }

    private static void CheckNumber(TemplateParameter parameter, string value)
    {
        if (Number(value) is not { } number)
        {
            throw Refused(parameter, "must be a number");
        }

        if (Number(parameter.MinValue) is { } least && number < least)
        {
            throw Refused(parameter, $"must be a number not less than {least}");
        }

        if (Number(parameter.MaxValue) is { } most && number > most)
        {
            throw Refused(parameter, $"must be a number not greater than {most}");
        }
    }

    private static decimal? Number(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static AwsException Refused(TemplateParameter parameter, string why) => AwsException.Validation(
        parameter.ConstraintDescription is { } told
            ? $"Parameter {parameter.Key} failed to satisfy constraint: {told}"
            : $"Parameter '{parameter.Key}' {why}");
}
