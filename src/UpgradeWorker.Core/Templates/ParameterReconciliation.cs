using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Core.Templates;

/// <summary>
/// How the values of a stack go into a template. CloudFormation gives an omitted key the template's default, not the live value
/// (API, Parameter), so every key of the template is decided here, and every key of the stack is either sent or shown as dropped.
/// </summary>
public sealed record ParameterReconciliation
{
    /// <summary>One for each parameter of the target that has a value, in its order.</summary>
    public required IReadOnlyList<ParameterChoice> Choices { get; init; }

    /// <summary>Keys of the stack that the target lacks; their values are lost.</summary>
    public required IReadOnlyList<string> Dropped { get; init; }

    /// <summary>Parameters that stand at the old default, which the target changed: they keep the old one unless a person says otherwise.</summary>
    public required IReadOnlyList<ChangedDefault> ChangedDefaults { get; init; }

    /// <summary>Parameters whose value is looked up anew in SSM with the change set, so that it may change without anyone asking.</summary>
    public required IReadOnlyList<ResolvedAnew> ResolvedAnew { get; init; }

    /// <summary>
    /// Reasons: <c>NoValue</c>, <c>NotAllowed</c>, <c>PatternMismatch</c>, <c>OutOfRange</c>, <c>RoleParameterGone</c>; and
    /// <c>UnknownParameter</c> (a value was asked for that the target has no parameter for), <c>SnapshotParameterCleared</c>
    /// (a value was asked for that would build an empty database), <c>TypeChanged</c> (the previous value means something else now).
    /// </summary>
    public required IReadOnlyList<ParameterFinding> Blocked { get; init; }

    /// <param name="target">The template to change to; the stack's own for new values on the current template.</param>
    /// <param name="current">The stack's own template; null if it is not known, then changed defaults and types are not told.</param>
    /// <param name="present">All parameters of the stack (DescribeStacks).</param>
    /// <param name="desired">Values asked for, by parameter; where settings and a request both name one, the request's.</param>
    /// <param name="roles">What the stack's parameters are for.</param>
    public static ParameterReconciliation Reconcile(
        Template target,
        Template? current,
        IReadOnlyList<StackParameter> present,
        IReadOnlyDictionary<string, string> desired,
        TemplateRoles roles)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(present);
        ArgumentNullException.ThrowIfNull(desired);
        ArgumentNullException.ThrowIfNull(roles);
        var live = present.ToDictionary(parameter => parameter.Key);
        var blocked = new List<ParameterFinding>();
        var choices = target.Parameters.Select(Choose).OfType<ParameterChoice>().ToList();
        var dropped = present.Where(parameter => target.Parameter(parameter.Key) is null).ToList();
        blocked.AddRange(dropped.Where(parameter => roles.Kept.Contains(parameter.Key) && parameter.Value.Length > 0)
            .Select(parameter => ParameterFinding.RoleParameterGone(parameter.Key, target)));
        blocked.AddRange(desired.Keys.Where(key => target.Parameter(key) is null).Order(StringComparer.Ordinal).Select(key => ParameterFinding.Of(
            key, "UnknownParameter", $"A value is asked for '{key}', which {target.FileName} has no parameter of; correct the name or take it away.")));
        var previous = choices.OfType<ParameterChoice.UsePrevious>().Select(choice => target.Parameter(choice.Key)!).ToList();
        return new ParameterReconciliation
        {
            Choices = choices,
            Dropped = [.. dropped.Select(parameter => parameter.Key)],
            ChangedDefaults =
            [
                .. from parameter in previous
                   let old = current?.Parameter(parameter.Name)?.Default
                   where old is not null && old != parameter.Default && live[parameter.Name].Value == old
                   select new ChangedDefault(parameter.Name, old, parameter.Default),
            ],
            ResolvedAnew =
            [
                .. previous.Where(parameter => parameter.IsResolvedBySsm)
                    .Select(parameter => new ResolvedAnew(parameter.Name, live[parameter.Name].Value, live[parameter.Name].ResolvedValue)),
            ],
            Blocked = blocked,
        };

        ParameterChoice? Choose(TemplateParameter parameter)
        {
            var now = live.GetValueOrDefault(parameter.Name);
            if (desired.TryGetValue(parameter.Name, out var wanted) && wanted == ParameterRules.Masked)
            {
                Block(ParameterFinding.Of(
                    parameter.Name, "NotAllowed", $"'{wanted}' is what AWS shows instead of a hidden value; give the real value of '{parameter.Name}' or none."));
            }
            else if (wanted is not null && now?.Value != wanted)
            {
                Block(ParameterFinding.Judge(parameter, wanted));
                Block(wanted.Length == 0 && now is { Value.Length: > 0 } && roles.Restoring.Contains(parameter.Name)
                    ? ParameterFinding.Of(
                        parameter.Name,
                        "SnapshotParameterCleared",
                        $"'{parameter.Name}' names the snapshot that the stack was restored from; without it CloudFormation builds an empty database. Take that value away.")
                    : null);
                return new ParameterChoice.Value(parameter.Name, wanted, parameter.NoEcho);
            }

            if (now is not null)
            {
                Block(ParameterFinding.Judge(parameter, now.Value));
                Block(current?.Parameter(parameter.Name) is { } old && old.IsResolvedBySsm != parameter.IsResolvedBySsm
                    ? ParameterFinding.Of(
                        parameter.Name,
                        "TypeChanged",
                        $"'{parameter.Name}' was of the type {old.Type} and is {parameter.Type}, so its previous value means something else; give a value for it.")
                    : null);
                return new ParameterChoice.UsePrevious(parameter.Name);
            }

            if (parameter.Default is { } @default)
            {
                return new ParameterChoice.LeftToDefault(parameter.Name, @default);
            }

            Block(ParameterFinding.NoValue(parameter));
            return null;
        }

        void Block(ParameterFinding? finding)
        {
            if (finding is not null)
            {
                blocked.Add(finding);
            }
        }
    }
}

/// <summary>A default that the target changed while the stack stands at the old one.</summary>
/// <param name="Key">The parameter.</param>
/// <param name="Old">The default of the stack's template, which is also its value.</param>
/// <param name="New">The default of the target; null if it has none any more.</param>
public sealed record ChangedDefault(string Key, string Old, string? New);

/// <summary>An SSM-typed parameter that keeps its name and is looked up anew.</summary>
/// <param name="Key">The parameter.</param>
/// <param name="SsmName">The name looked up.</param>
/// <param name="Now">What it resolved to last; null if the stack does not say.</param>
public sealed record ResolvedAnew(string Key, string SsmName, string? Now);
