namespace UpgradeWorker.Core.Templates;

/// <summary>Follows a property's value to the parameters and resources that decide it.</summary>
internal static class ParameterReferences
{
    /// <summary>Parameters whose value goes into <paramref name="node"/>. Both sides of an <c>Fn::If</c> count, its condition does not.</summary>
    public static IEnumerable<string> In(Template template, TemplateNode? node) =>
        Names(node).Where(name => template.Parameter(name) is not null).Distinct();

    /// <summary>Logical ids of the resources that <paramref name="node"/> refers to.</summary>
    public static IEnumerable<string> Resources(Template template, TemplateNode? node) =>
        Names(node).Where(name => template.Resources.Any(resource => resource.LogicalId == name)).Distinct();

    private static IEnumerable<string> Names(TemplateNode? node) => node?.Function switch
    {
        ("Ref", var name) => Some(name.AsText),
        ("Condition", _) => [],
        ("Fn::GetAtt", TemplateNode.Sequence { Items: [var resource, ..] }) => Some(resource.AsText),
        ("Fn::GetAtt", var resource) => Some(resource.AsText?.Split('.')[0]),
        ("Fn::Sub", TemplateNode.Sequence { Items: [var pattern, var variables] }) =>
            Placeholders(pattern.AsText).Where(name => variables.At(name) is null).Concat(variables.Members.SelectMany(variable => Names(variable.Value))),
        ("Fn::Sub", var pattern) => Placeholders(pattern.AsText),
        ("Fn::If", TemplateNode.Sequence { Items: [_, var yes, var no] }) => Names(yes).Concat(Names(no)),
        (_, var argument) => Names(argument),
        _ => (node?.Elements ?? []).Concat(node?.Members.Select(entry => entry.Value) ?? []).SelectMany(Names),
    };

    private static IEnumerable<string> Some(string? name) => name is null ? [] : [name];

    private static IEnumerable<string> Placeholders(string? pattern) =>
        (pattern ?? "").Split("${").Skip(1).Where(rest => rest.Contains('}', StringComparison.Ordinal))
            .Select(rest => rest.Split('}')[0].Trim().Split('.')[0]).Where(name => !name.StartsWith('!'));
}
