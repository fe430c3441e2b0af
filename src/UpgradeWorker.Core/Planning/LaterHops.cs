using UpgradeWorker.Core.Releases;
using UpgradeWorker.Core.Templates;

namespace UpgradeWorker.Core.Planning;

/// <summary>Tells what the later upgrades of a way of several will do, from the templates and the changelog alone.</summary>
public static class LaterHops
{
    /// <summary>All hops of a path but the first, in order.</summary>
    /// <param name="path">The whole way.</param>
    /// <param name="first">Template of the first hop's end, with its roles.</param>
    /// <param name="templateOf">The template of a version, with its roles; null when no source has it.</param>
    /// <param name="costPerReplacement">Certificates for each new instance; 0 where the stack serves one of its own.</param>
    public static IReadOnlyList<PlannedHop> Of(
        MigrationPath path, (Template Template, TemplateRoles Roles) first,
        Func<ReleaseVersion, (Template Template, TemplateRoles Roles)?> templateOf, int costPerReplacement)
    {
        ArgumentNullException.ThrowIfNull(path);
        var hops = new List<PlannedHop>();
        (Template Template, TemplateRoles Roles)? before = first;
        for (var index = 1; index < path.Hops.Count; index++)
        {
            var hop = path.Hops[index];
            var after = templateOf(hop.To);
            var replaced = before is { } old && after is { } target ? ExpectedReplacements.Between(old.Template, target.Template, target.Roles) : null;
            var machines = (after ?? before ?? first).Roles.Instances;
            hops.Add(new PlannedHop(
                hop.From.ToString(), hop.To.ToString(), after is not null,
                [.. (replaced ?? []).Select(one => $"{one.LogicalId} ({string.Join(", ", one.Properties)})")],
                costPerReplacement * (replaced is null ? machines.Count : replaced.Count(one => machines.Contains(one.LogicalId))),
                [.. path.Commands.Where(step => step.Hop == index).Select(step => step.Command.Text)],
                path.Manual.Count(step => step.Version > hop.From && step.Version <= hop.To)));
            before = after;
        }

        return hops;
    }

    /// <summary>A finding for each later version whose template no source has.</summary>
    public static IEnumerable<Finding> Missing(IEnumerable<PlannedHop> hops) => hops.Where(hop => !hop.HasTemplate).Select(hop => new Finding(
        "WaypointMissing", $"The way goes on through {hop.To}, but no template source has it yet: put its template there before {hop.From} is reached."));
}
