using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Core.Templates;

/// <summary>
/// Finds the roles: what a person set, else what the template's own references say, else display labels. It never picks one of several:
/// a snapshot parameter left blank means an empty database.
/// </summary>
public static class RoleFinder
{
    private static readonly string[] MachineSources = ["AWS::EC2::LaunchTemplate", "AWS::AutoScaling::LaunchConfiguration"];

    public static RoleReading Find(Template template, ConfiguredRoles configured, VendorProfile profile)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(configured);
        ArgumentNullException.ThrowIfNull(profile);
        var findings = new List<Finding>();
        var databases = Resources(configured.Databases, "Databases", IsDatabase);
        var caches = Resources(configured.Caches, "Caches", IsCache);
        var parameterOf = new Dictionary<string, string>();
        var roles = new TemplateRoles
        {
            Instances = Resources(configured.Instances, "Instances", Instances(template).Contains),
            Databases = databases,
            Caches = caches,
            DatabaseSnapshotParameter = Snapshot(
                "DatabaseSnapshotParameter", configured.DatabaseSnapshotParameter, databases, ["DBSnapshotIdentifier", "SnapshotIdentifier", "DBClusterSnapshotIdentifier"], profile.DatabaseSnapshotLabels),
            CacheSnapshotParameter = Snapshot(
                "CacheSnapshotParameter", configured.CacheSnapshotParameter, caches, ["SnapshotName"], profile.CacheSnapshotLabels),
            DomainParameter = Known(configured.DomainParameter, "DomainParameter")
                ?? One("DomainParameter", [.. Labelled(profile.DomainLabels)]),
            CertificateParameters = configured.CertificateParameters is { Count: > 0 } named
                ? [.. named.Where(name => Known(name, "CertificateParameters") is not null)]
                : [.. Labelled(profile.CertificateLabels)],
            SnapshotParameters = parameterOf,
        };
        if (roles.DatabaseSnapshotParameter is { } shared && shared == roles.CacheSnapshotParameter)
        {
            findings.Add(Ambiguous($"The parameter '{shared}' goes into both a database's and a cache's snapshot property", "DatabaseSnapshotParameter"));
            roles = roles with { DatabaseSnapshotParameter = null, CacheSnapshotParameter = null };
        }

        return new RoleReading(roles, findings);

        List<string> Resources(IReadOnlyList<string>? set, string role, Func<TemplateResource, bool> isOne)
        {
            foreach (var missing in (set ?? []).Where(name => template.Resources.All(resource => resource.LogicalId != name)))
            {
                findings.Add(new Finding("RoleUnknown", $"Roles.{role} names '{missing}', which {template.FileName} has no resource of."));
            }

            return set is { Count: > 0 } ? [.. set] : [.. template.Resources.Where(isOne).Select(resource => resource.LogicalId)];
        }

        string? Snapshot(string role, string? set, List<string> owners, string[] properties, IReadOnlyList<string> labels)
        {
            var restores = template.Resources.Where(resource => owners.Contains(resource.LogicalId))
                .SelectMany(resource => properties.Select(resource.Properties.At).Where(value => value is not null).Select(value => (resource.LogicalId, value)))
                .ToList();
            var referenced = new List<string>();
            foreach (var (owner, value) in restores)
            {
                var parameters = ParameterReferences.In(template, value).ToList();
                referenced.AddRange(parameters);
                if (parameters is [var only])
                {
                    parameterOf[owner] = only;
                }
            }

            if (set is not null)
            {
                return Known(set, role);
            }

            var labelled = Labelled(labels).ToList();
            var candidates = referenced.Distinct().ToList();
            if (restores.Count > 0 && candidates.Count <= 1 && labelled.Except(candidates).ToList() is [var other, ..])
            {
                findings.Add(Ambiguous(
                    $"{template.FileName} labels '{other}' as the snapshot to restore from, but {string.Join(", ", restores.Select(restore => restore.LogicalId))} takes "
                        + (candidates is [var taken] ? $"'{taken}'" : "no parameter"),
                    role));
                return null;
            }

            return One(role, restores.Count > 0 ? candidates : labelled);
        }

        string? One(string role, IReadOnlyList<string> candidates)
        {
            if (candidates.Count > 1)
            {
                findings.Add(Ambiguous($"In {template.FileName} several parameters fit: {string.Join(", ", candidates.Select(name => $"'{name}'"))}", role));
            }

            return candidates is [var only] ? only : null;
        }

        string? Known(string? name, string role)
        {
            if (name is null || template.Parameter(name) is not null)
            {
                return name;
            }

            findings.Add(new Finding("RoleUnknown", $"Roles.{role} names '{name}', which {template.FileName} has no parameter of."));
            return null;
        }

        IEnumerable<string> Labelled(IReadOnlyList<string> labels)
        {
            var wanted = labels.Select(Plain).ToHashSet();
            return template.Parameters.Where(parameter => wanted.Contains(Plain(parameter.DisplayName))).Select(parameter => parameter.Name);
        }
    }

    private static Finding Ambiguous(string what, string role) => new("RoleAmbiguous", $"{what}; say in the settings which is right (Roles.{role}).");

    /// <summary>Labels and the names that stand for them: "TLS Certificate" is TLSCertificate.</summary>
    private static string Plain(string label) => string.Concat(label.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static HashSet<TemplateResource> Instances(Template template)
    {
        var machines = template.Resources.Where(resource => resource.Type == "AWS::EC2::Instance" || ReplacesMachines(resource)).ToList();
        var sources = machines.SelectMany(machine => ParameterReferences.Resources(template, machine.Properties)).ToHashSet();
        return [.. machines, .. template.Resources.Where(resource => MachineSources.Contains(resource.Type) && sources.Contains(resource.LogicalId))];
    }

    /// <summary>Without one of these update policies a group keeps its machines when its launch template changes (UpdatePolicy attribute reference).</summary>
    private static bool ReplacesMachines(TemplateResource resource)
    {
        var policy = resource.Body.At("UpdatePolicy");
        return resource.Type == "AWS::AutoScaling::AutoScalingGroup"
            && (policy?.At("AutoScalingRollingUpdate") is not null || policy?.At("AutoScalingReplacingUpdate")?.At("WillReplace") is { } replaces && replaces.AsText != "false"
                || policy?.Function is not null);
    }

    private static bool IsDatabase(TemplateResource resource) =>
        resource.Type is "AWS::RDS::DBCluster" || (resource.Type == "AWS::RDS::DBInstance" && resource.Properties.At("DBClusterIdentifier") is null);

    private static bool IsCache(TemplateResource resource) =>
        resource.Type is "AWS::ElastiCache::ReplicationGroup" or "AWS::ElastiCache::ServerlessCache"
        || (resource.Type == "AWS::ElastiCache::CacheCluster" && resource.Properties.At("Engine")?.AsText != "memcached");
}
