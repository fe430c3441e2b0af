namespace UpgradeWorker.Core.Templates;

/// <summary>What is different about the parameters of two templates, and what of it stands in the way.</summary>
public sealed record TemplateDifference
{
    /// <summary>Parameters that only the new one has, in its order.</summary>
    public required IReadOnlyList<TemplateParameter> Added { get; init; }

    /// <summary>Parameters that only the old one has, in its order.</summary>
    public required IReadOnlyList<TemplateParameter> Removed { get; init; }

    public required IReadOnlyList<ParameterChange> Changed { get; init; }

    /// <summary>Reasons: <c>NoValue</c>, <c>NotAllowed</c>, <c>PatternMismatch</c>, <c>OutOfRange</c>, <c>RoleParameterGone</c>.</summary>
    public required IReadOnlyList<ParameterFinding> Blocked { get; init; }

    /// <param name="old">The template that runs.</param>
    /// <param name="new">The template to change to.</param>
    /// <param name="presentValues">The stack's values by parameter; null = not known, then no value is judged.</param>
    /// <param name="oldRoles">What <paramref name="old"/>'s parameters are for.</param>
    public static TemplateDifference Between(
        Template old, Template @new, IReadOnlyDictionary<string, string>? presentValues, TemplateRoles oldRoles)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(@new);
        ArgumentNullException.ThrowIfNull(oldRoles);
        var added = @new.Parameters.Where(parameter => old.Parameter(parameter.Name) is null).ToList();
        var removed = old.Parameters.Where(parameter => @new.Parameter(parameter.Name) is null).ToList();
        var kept = @new.Parameters.Except(added).ToList();
        return new TemplateDifference
        {
            Added = added,
            Removed = removed,
            Changed = [.. kept.SelectMany(parameter => Changes(old.Parameter(parameter.Name)!, parameter))],
            Blocked =
            [
                .. added.Where(parameter => parameter.Default is null).Select(ParameterFinding.NoValue),
                .. kept.Select(parameter => (parameter, value: presentValues?.GetValueOrDefault(parameter.Name)))
                    .Where(judged => judged.value is not null)
                    .Select(judged => ParameterFinding.Judge(judged.parameter, judged.value!)).OfType<ParameterFinding>(),
                .. presentValues is null
                    ? []
                    : removed.Where(parameter => oldRoles.Kept.Contains(parameter.Name)
                            && (presentValues.GetValueOrDefault(parameter.Name) ?? parameter.Default) is not (null or ""))
                        .Select(parameter => ParameterFinding.RoleParameterGone(parameter.Name, @new)),
            ],
        };
    }

    private static IEnumerable<ParameterChange> Changes(TemplateParameter old, TemplateParameter @new) =>
        new (string What, IReadOnlyList<string> Old, IReadOnlyList<string> New)[]
        {
            ("type", One(old.Type), One(@new.Type)),
            ("default", One(old.Default), One(@new.Default)),
            ("allowedValues", old.AllowedValues, @new.AllowedValues),
            ("allowedPattern", One(old.AllowedPattern), One(@new.AllowedPattern)),
            ("minLength", One(old.MinLength), One(@new.MinLength)),
            ("maxLength", One(old.MaxLength), One(@new.MaxLength)),
            ("minValue", One(old.MinValue), One(@new.MinValue)),
            ("maxValue", One(old.MaxValue), One(@new.MaxValue)),
        }
        .Where(change => !change.Old.SequenceEqual(change.New))
        .Select(change => new ParameterChange(@new.Name, change.What, change.Old, change.New));

    private static IReadOnlyList<string> One(string? text) => text is null ? [] : [text];
}

/// <summary>Something about a parameter that both templates have.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="What">type, default, allowedValues, allowedPattern, minLength, maxLength, minValue or maxValue.</param>
/// <param name="Old">Empty = it had none. Only allowedValues can be several.</param>
/// <param name="New">Empty = it has none.</param>
public sealed record ParameterChange(string Name, string What, IReadOnlyList<string> Old, IReadOnlyList<string> New);
