namespace UpgradeWorker.Core.Templates;

/// <summary>Why a parameter stands in the way.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Finding">What is wrong, and what to do.</param>
public sealed record ParameterFinding(string Name, Finding Finding)
{
    internal static ParameterFinding NoValue(TemplateParameter parameter) => new(parameter.Name, new Finding(
        "NoValue",
        $"The parameter '{parameter.Name}'{(parameter.Label is { } label ? $" ({label})" : "")} is new and has no default; give a value in the settings or with request --set {parameter.Name}=VALUE."));

    internal static ParameterFinding? Judge(TemplateParameter parameter, string value) =>
        ParameterRules.Judge(parameter, value) is { } finding ? new ParameterFinding(parameter.Name, finding) : null;

    internal static ParameterFinding RoleParameterGone(string name, Template target) => new(name, new Finding(
        "RoleParameterGone",
        $"{target.FileName} has no parameter '{name}', whose value the stack depends on; upgrading would lose it. Find out what the vendor put in its place before going on."));

    internal static ParameterFinding Of(string name, string reason, string message) => new(name, new Finding(reason, message));
}
