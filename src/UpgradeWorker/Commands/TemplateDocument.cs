using Spectre.Console;
using UpgradeWorker.Core.Templates;

namespace UpgradeWorker.Commands;

/// <summary>How the <c>template</c> verb shows what it read.</summary>
internal static class TemplateDocument
{
    /// <summary>Columns below which five of a table would be no wider than a word.</summary>
    private const int Narrow = 120;

    /// <summary>The document of <c>--json</c>.</summary>
    public static object Of(Template template, TemplateRoles roles, TemplateDifference? difference)
    {
        var version = TemplateVersion.Find(template);
        return new
        {
            Version = version?.Text,
            VersionFrom = version?.From,
            template.Sha256,
            template.Bytes,
            Parameters = template.Parameters.Select(parameter => new
            {
                parameter.Name,
                parameter.Label,
                parameter.Type,
                parameter.Default,
                parameter.NoEcho,
                parameter.AllowedValues,
            }),
            Roles = new
            {
                roles.Instances,
                roles.Databases,
                roles.Caches,
                roles.DatabaseSnapshotParameter,
                roles.CacheSnapshotParameter,
                roles.DomainParameter,
                roles.CertificateParameters,
            },
            Difference = difference is null ? null : new
            {
                Added = difference.Added.Select(parameter => new { parameter.Name, parameter.Default }),
                Removed = difference.Removed.Select(parameter => parameter.Name),
                Changed = difference.Changed.Select(change => new { change.Name, change.What, Old = Side(change.What, change.Old), New = Side(change.What, change.New) }),
                Blocked = difference.Blocked.Select(blocked => new { blocked.Name, blocked.Finding.Reason, blocked.Finding.Message }),
            },
        };
    }

    /// <summary>The same for people.</summary>
    public static void Print(Paper paper, Template template, TemplateRoles roles, TemplateDifference? difference)
    {
        var version = TemplateVersion.Find(template);
        paper.Line(
            $"{template.FileName}: {(version is null ? "no version found" : $"version {version.Text} ({version.From})")}, {template.Bytes} bytes");
        paper.Line($"SHA-256 {template.Sha256}");
        paper.Table(Rows("Role", "What",
            ("Instances", string.Join(", ", roles.Instances)),
            ("Databases", string.Join(", ", roles.Databases)),
            ("Caches", string.Join(", ", roles.Caches)),
            ("Database snapshot parameter", roles.DatabaseSnapshotParameter),
            ("Cache snapshot parameter", roles.CacheSnapshotParameter),
            ("Domain parameter", roles.DomainParameter),
            ("Certificate parameters", string.Join(", ", roles.CertificateParameters))));
        if (difference is null && paper.Columns < Narrow)
        {
            foreach (var parameter in template.Parameters)
            {
                paper.Line($"  {parameter.Name}", 2);
                foreach (var line in Lines(parameter))
                {
                    paper.Line($"      {line}", 6);
                }
            }

            return;
        }

        if (difference is null)
        {
            var table = CommandOutput.Table("Parameter", "Label", "Type", "Default", "Allowed");
            foreach (var parameter in template.Parameters)
            {
                table.Row(parameter.Name, parameter.Label ?? "", parameter.Type, parameter.Default ?? "(none)", string.Join(", ", parameter.AllowedValues));
            }

            paper.Table(table);
            return;
        }

        paper.Table(Rows("Parameter", "Difference",
        [
            .. difference.Added.Select(parameter => (parameter.Name, (string?)$"added, default {Shown(parameter.Default)}")),
            .. difference.Removed.Select(parameter => (parameter.Name, (string?)"removed")),
            .. difference.Changed.Select(change => (change.Name, (string?)$"{change.What}: {Shown(change.Old)} became {Shown(change.New)}")),
        ]));
        if (difference.Blocked.Count == 0)
        {
            paper.Line("Nothing of it blocks an upgrade, as far as the values are known here.");
            return;
        }

        paper.Table(Rows("Parameter", "Blocks because", [.. difference.Blocked.Select(blocked => (blocked.Name, (string?)blocked.Finding.ToString()))]));
    }

    private static IEnumerable<string> Lines(TemplateParameter parameter) => new[]
    {
        parameter.Label,
        $"{parameter.Type}, {(parameter.Default is null ? "no default" : $"default {Shown(parameter.Default)}")}{(parameter.NoEcho ? ", hidden" : "")}",
        parameter.AllowedValues.Count > 0 ? $"one of {string.Join(", ", parameter.AllowedValues)}" : null,
    }.OfType<string>();

    private static Table Rows(string first, string second, params (string Name, string? Value)[] rows) =>
        rows.Aggregate(CommandOutput.Table(first, second), (table, row) => table.Row(row.Name, row.Value is { Length: > 0 } value ? value : "-"));

    private static object? Side(string what, IReadOnlyList<string> side) => what == "allowedValues" ? side : side.Count > 0 ? side[0] : null;

    private static string Shown(IReadOnlyList<string> side) => side.Count > 0 ? $"'{string.Join(", ", side)}'" : "none";

    private static string Shown(string? text) => text is null ? "none" : $"'{text}'";
}
