using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Releases;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Core.Templates;
using UpgradeWorker.Core.Tests.Releases;

namespace UpgradeWorker.Core.Tests.Planning;

internal sealed class LaterHopsTests
{
    private static readonly Changelog Changelog = Core.Releases.Changelog.Read(
    [
        Notes.Page("3.1.0", "- Nothing."),
        Notes.Page("3.2.0", "- This requires a database migration (`is-db migrate`)."),
        Notes.Page("3.3.0", "- Upgrades from versions prior to v3.2 must be done through v3.2.\n- This requires a database migration (`noc-db migrate`)."),
        Notes.Page("3.4.0", "- Upgrades from versions prior to v3.3 must be done through v3.3.\n- This requires a database migration (`as-db migrate`)."),
    ]);

    [Test]
    public void Each_later_hop_tells_what_it_replaces_costs_and_runs()
    {
        var hops = Hops(("3.2.0", "ami-2", "db.t3"), ("3.3.0", "ami-3", "db.t3"), ("3.4.0", "ami-3", "db.t4"));
        Assert.That(hops.Select(hop => $"{hop.From}-{hop.To} {hop.HasTemplate} [{string.Join("; ", hop.Replaces)}] {hop.CertificateCost} {string.Join(",", hop.Commands)}"), Is.EqualTo(
        [
            "3.2.0-3.3.0 True [Instance (ImageId)] 1 noc-db migrate",
            "3.3.0-3.4.0 True [] 0 as-db migrate",
        ]));
    }

    [Test]
    public void Without_its_template_a_hop_is_taken_to_replace_every_instance_and_is_missed()
    {
        var hops = Hops(("3.2.0", "ami-2", "db.t3"), ("3.4.0", "ami-2", "db.t3"));
        Assert.That(hops.Select(hop => (hop.HasTemplate, hop.CertificateCost)), Is.EqualTo(new[] { (false, 1), (true, 1) }));
        Assert.That(LaterHops.Missing(hops).Select(finding => finding.Reason), Is.EqualTo(["WaypointMissing"]));
        Assert.That(LaterHops.Missing(hops).Single().Message, Does.Contain("3.3.0"));
    }

    [Test]
    public void A_new_database_name_and_a_new_machine_are_expected_replacements()
    {
        var old = Template("ami-1", "db.t3");
        var target = Read(Body("ami-1", "db.t3").Replace("DBName: things", "DBName: others", StringComparison.Ordinal)
            + "  Second: { Type: AWS::EC2::Instance, Properties: { ImageId: ami-9 } }\n");
        Assert.That(ExpectedReplacements.Between(old, target, Roles(target)).Select(one => $"{one.LogicalId} {string.Join(",", one.Properties)}"),
            Is.EqualTo(["Database DBName", "Second new"]));
    }

    [Test]
    public void A_condition_around_a_property_counts_as_part_of_it()
    {
        var old = Template("ami-1", "db.t3");
        var target = Read(Body("ami-1", "db.t3").Replace("!Equals [!Ref Snapshot, '']", "!Equals [!Ref Snapshot, none]", StringComparison.Ordinal));
        Assert.That(ExpectedReplacements.Between(old, target, Roles(target)).Single().Properties, Is.EqualTo(["DBSnapshotIdentifier"]));
    }

    private static IReadOnlyList<PlannedHop> Hops(params (string Version, string Image, string Class)[] templates)
    {
        var known = templates.ToDictionary(one => ReleaseVersion.Parse(one.Version), one => Template(one.Image, one.Class));
        var path = MigrationPath.Between(Changelog, ReleaseVersion.Parse("3.1.0"), ReleaseVersion.Parse("3.4.0"));
        var first = known[ReleaseVersion.Parse("3.2.0")];
        return LaterHops.Of(
            path, (first, Roles(first)), version => known.TryGetValue(version, out var template) ? (template, Roles(template)) : null, costPerReplacement: 1);
    }

    private static TemplateRoles Roles(Template template) => RoleFinder.Find(template, ConfiguredRoles.None, VendorProfile.TheThingsStack).Roles;

    private static Template Template(string image, string databaseClass) => Read(Body(image, databaseClass));

    private static Template Read(string text) => TemplateReader.Read(text, "some.yaml") is TemplateReading.Read { Template: var template }
        ? template
        : throw new AssertionException("the template cannot be read");

    private static string Body(string image, string databaseClass) => $$"""
        Parameters:
          Snapshot: { Type: String, Default: '' }
        Conditions:
          Fresh: !Equals [!Ref Snapshot, '']
        Mappings:
          Images: { eu-west-1: { Id: {{image}} } }
        Resources:
          Instance:
            Type: AWS::EC2::Instance
            Properties: { ImageId: !FindInMap [Images, !Ref AWS::Region, Id], InstanceType: t3.large }
          Database:
            Type: AWS::RDS::DBInstance
            Properties:
              DBInstanceClass: {{databaseClass}}
              DBName: things
              DBSnapshotIdentifier: !If [Fresh, !Ref AWS::NoValue, !Ref Snapshot]

        """;
}
