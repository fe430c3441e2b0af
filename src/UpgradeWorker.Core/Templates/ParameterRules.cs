using System.Globalization;

namespace UpgradeWorker.Core.Templates;

/// <summary>Judges a value against what a template allows for a parameter.</summary>
public static class ParameterRules
{
    /// <summary>What DescribeStacks shows instead of a NoEcho value; it says nothing, not even that there is one.</summary>
    public const string Masked = "****";

    /// <summary>
    /// Null if the value is allowed, or cannot be judged here (a masked one, a pattern that only Java reads). Reasons: <c>NotAllowed</c>,
    /// <c>PatternMismatch</c>, <c>OutOfRange</c>. The value of a NoEcho parameter is never in the message.
    /// </summary>
    public static Finding? Judge(TemplateParameter parameter, string value)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        ArgumentNullException.ThrowIfNull(value);
        if (value == Masked)
        {
            return null;
        }

        var items = parameter.IsList ? [.. value.Split(',').Select(item => item.Trim())] : new List<string> { value };
        return items.Select(item => NotAllowed(parameter, item) ?? Mismatch(parameter, item) ?? OutOfRange(parameter, item))
            .FirstOrDefault(finding => finding is not null);
    }

    private static Finding? NotAllowed(TemplateParameter parameter, string item) =>
        parameter.AllowedValues.Count > 0 && !parameter.AllowedValues.Contains(item, StringComparer.Ordinal)
            ? new Finding("NotAllowed", $"{Said(parameter, item)} is not among the allowed values of '{parameter.Name}' ({Listed(parameter.AllowedValues)}); choose one of them.")
        : parameter.Type is "Number" or "List<Number>" && !TryNumber(item, out _)
            ? new Finding("NotAllowed", $"{Said(parameter, item)} is no number, but '{parameter.Name}' takes numbers.")
        : null;

    private static Finding? Mismatch(TemplateParameter parameter, string item) =>
        parameter.AllowedPattern is { } pattern && AllowedPattern.Allows(pattern, item) == false
            ? new Finding("PatternMismatch", $"{Said(parameter, item)} does not match the pattern of '{parameter.Name}' ({parameter.ConstraintDescription ?? pattern}).")
            : null;

    private static Finding? OutOfRange(TemplateParameter parameter, string item)
    {
        if (parameter.Type is "Number" or "List<Number>")
        {
            return TryNumber(item, out var number) && (Below(number, parameter.MinValue) || Above(number, parameter.MaxValue))
                ? new Finding("OutOfRange", $"{Said(parameter, item)} is not between {parameter.MinValue ?? "any"} and {parameter.MaxValue ?? "any"} as '{parameter.Name}' must be.")
                : null;
        }

        return Below(item.Length, parameter.MinLength) || Above(item.Length, parameter.MaxLength)
            ? new Finding("OutOfRange", $"The value of '{parameter.Name}' has {item.Length} characters, not between {parameter.MinLength ?? "0"} and {parameter.MaxLength ?? "any"}.")
            : null;
    }

    private static bool Below(double value, string? bound) => TryNumber(bound, out var least) && value < least;

    private static bool Above(double value, string? bound) => TryNumber(bound, out var most) && value > most;

    private static bool TryNumber(string? text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    private static string Said(TemplateParameter parameter, string value) => parameter.NoEcho ? "The (hidden) value" : $"'{TemplateLimits.Shown(value)}'";

    private static string Listed(IReadOnlyList<string> values) =>
        string.Join(", ", values.Take(20).Select(TemplateLimits.Shown)) + (values.Count > 20 ? ", …" : "");
}
