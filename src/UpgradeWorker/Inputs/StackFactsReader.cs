using System.Collections.Concurrent;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Core.Templates;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Inputs;

/// <summary>What the last look and the stack's own template tell together.</summary>
/// <param name="Look">The last look.</param>
/// <param name="Template">The template that the stack runs.</param>
/// <param name="Roles">Roles in it.</param>
/// <param name="NameSets">Exact sets of names that certificates are asked for, one a host name; the domain's first, empty when that is unknown.</param>
/// <param name="HasOwnCertificate">Whether the stack surely serves a certificate of its own.</param>
public sealed record StackFacts(StackLook Look, Template Template, RoleReading Roles, IReadOnlyList<NameSet> NameSets, bool HasOwnCertificate)
{
    /// <summary>The sets as plans keep them; null when they are unknown.</summary>
    public string? Names => NameSets.Count == 0 ? null : NameSet.Join(NameSets);

    /// <summary>Whether a logical id is a serving instance, or was one in an earlier template for all that is known.</summary>
    public bool MayBeInstance(string logicalId) =>
        Roles.Roles.Instances.Contains(logicalId) || Template.Resources.All(resource => resource.LogicalId != logicalId);

    /// <summary>Id of the instance that serves; null when there are several, or none.</summary>
    public string? ServingInstance => Look.Resources.Where(resource => Roles.Roles.Instances.Contains(resource.LogicalId)).ToList() is [var only]
        ? only.PhysicalId
        : null;
}

/// <summary>Reads the facts of a stack; they and templates are read once and kept.</summary>
public sealed class StackFactsReader
{
    /// <summary>More than any provider's different templates; the memory is emptied when it is reached.</summary>
    private const int MostKept = 200;

    private readonly ConcurrentDictionary<string, TemplateReading> readings = new(StringComparer.Ordinal);

    // A look that is kept never changes, and nor does what follows from it under the same settings.
    private readonly ConcurrentDictionary<StackKey, (long Look, StackSettings Settings, StackFacts Facts)> latest = new();

    /// <summary>The facts; null before the first look, or when the stack's own template cannot be read.</summary>
    public async Task<StackFacts?> ReadAsync(Session session, StackSettings stack)
    {
        if (await WatchStore.LatestLookNumberAsync(session, stack.Key) is not { } number)
        {
            return null;
        }

        if (latest.TryGetValue(stack.Key, out var before) && before.Look == number && ReferenceEquals(before.Settings, stack))
        {
            return before.Facts;
        }

        if (await WatchStore.LatestLookAsync(session, stack.Key) is not { } look
            || await WatchStore.TemplateAsync(session, look.TemplateSha256) is not { } body
            || Template(body, look.TemplateSha256, $"template of {look.StackId.Name}") is not TemplateReading.Read { Template: var template })
        {
            return null;
        }

        var roles = RoleFinder.Find(template, stack.Roles.ToConfigured(), stack.Profile);
        var facts = new StackFacts(look, template, roles, NameSets(stack, look, roles.Roles), HasOwnCertificate(look, roles.Roles));
        latest[stack.Key] = (number, stack, facts);
        return facts;
    }

    /// <summary>Reads a template body.</summary>
    public TemplateReading Template(string body, string sha256, string name)
    {
        if (readings.Count >= MostKept)
        {
            readings.Clear();
        }

        return readings.GetOrAdd(sha256, _ => TemplateReader.Read(body, name));
    }

    // The vendor's software asks for one certificate a host name.
    private static List<NameSet> NameSets(StackSettings stack, StackLook look, TemplateRoles roles)
    {
        var domain = stack.Domain ?? look.Parameter(roles.DomainParameter);
        return domain is not null && domain.Any(character => character != '*') && NameSet.TryCreate([domain], out var names, out _)
            ? [.. stack.FurtherDomains.Select(further => NameSet.Of(further)).Prepend(names).Distinct()]
            : [];
    }

    private static bool HasOwnCertificate(StackLook look, TemplateRoles roles) => CustomCertificates.Exempt(
        look.Parameters.ToDictionary(parameter => parameter.Key, parameter => (string?)parameter.Value), roles.CertificateParameters);
}
