using CsCheck;
using UpgradeWorker.Core.Releases;

namespace UpgradeWorker.Core.Tests.Releases;

internal sealed class MigrationPathProperties
{
    private static readonly string[] Forms =
    [
        "This requires a database migration (`is-db migrate`).",
        "This requires a database migration (`ttn-lw-stack noc-db migrate`).",
        "This requires a database schema initialization (`noc-db init`).",
        "Optional database migration is now available.",
        "Upgrades from versions prior to v3.{0} must be done through v3.{0}.",
        "Something else.",
    ];

    private static readonly Gen<Changelog> Changelogs = Gen.Select(Gen.Int[0, 12], Gen.Int[0, 3], Gen.Int[0, Forms.Length - 1], Gen.Int[0, 12]).List[1, 25]
        .Select(pages => Changelog.Read(pages.Select(page => Notes.Page(
            $"3.{page.Item1}.{page.Item2}",
            "- " + string.Format(System.Globalization.CultureInfo.InvariantCulture, Forms[page.Item3], Math.Min(page.Item4, page.Item1))))));

    private static readonly Gen<ReleaseVersion> Versions = Gen.Select(Gen.Int[0, 13], Gen.Int[0, 4], (minor, patch) => ReleaseVersion.Parse($"3.{minor}.{patch}"));

    [Test]
    public void The_commands_of_a_way_are_the_union_of_those_of_its_parts() =>
        Gen.Select(Changelogs, Versions.Array[3]).Sample((changelog, versions) =>
        {
            var (a, b, c) = versions.Order().ToArray() is [var first, var second, var third] ? (first, second, third) : default;
            var whole = Named(MigrationPath.Between(changelog, a, c));
            var parts = Named(MigrationPath.Between(changelog, a, b)).Union(Named(MigrationPath.Between(changelog, b, c)));
            return whole.SetEquals(parts);
        });

    [Test]
    public void The_real_situations_obey_it_too()
    {
        var all = Notes.All();
        var versions = all.Known.ToList();
        foreach (var (a, b, c) in from a in versions from b in versions from c in versions where a <= b && b <= c select (a, b, c))
        {
            // A command that is removed between b and c can be run on the way to b only.
            var parts = Named(MigrationPath.Between(all, a, b)).Union(Named(MigrationPath.Between(all, b, c))).ToHashSet();
            Assert.That(Named(MigrationPath.Between(all, a, c)), Is.EquivalentTo(parts), $"{a} to {b} to {c}");
        }
    }

    [Test]
    public void Hops_are_a_chain_from_the_first_version_to_the_last() =>
        Gen.Select(Changelogs, Versions.Array[2]).Sample((changelog, versions) =>
        {
            var path = MigrationPath.Between(changelog, versions.Min()!, versions.Max()!);
            var points = path.Hops.Select(hop => hop.To).Prepend(path.From).ToList();
            return points[^1] == path.To
                && path.Hops.Zip(points).All(at => at.First.From == at.Second && at.First.From < at.First.To)
                && path.Commands.All(step => step.Hop < path.Hops.Count && step.Versions.All(version => version > path.From && version <= path.To))
                && path.Commands.Select(step => (step.Hop, step.Command)).Distinct().Count() == path.Commands.Count;
        });

    private static HashSet<string> Named(MigrationPath path) =>
        [.. path.Commands.SelectMany(step => step.Versions.Select(version => $"{step.Command} {version}"))];
}
