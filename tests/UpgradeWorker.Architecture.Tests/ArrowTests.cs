using System.Reflection;
using ArchUnitNET.Loader;
using ArchUnitNET.NUnit;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using Assembly = System.Reflection.Assembly;

namespace UpgradeWorker.Architecture.Tests;

/// <summary>Who may know whom: the arrows of the house.</summary>
internal sealed class ArrowTests
{
    private static readonly Assembly Core = Assembly.Load("UpgradeWorker.Core");
    private static readonly Assembly Storage = Assembly.Load("UpgradeWorker.Storage");
    private static readonly Assembly Worker = Assembly.Load("UpgradeWorker");
    private static readonly Assembly Sandbox = Assembly.Load("UpgradeWorker.Sandbox");
    private static readonly Assembly AwsSdk = Assembly.Load("AwsSdk");

    private static readonly ArchUnitNET.Domain.Architecture Loaded = new ArchLoader().LoadAssemblies(Core, Storage, Worker).Build();

    private static readonly string[] CoreFolders =
        ["Stacks", "Templates", "Releases", "Certificates", "Windows", "Planning", "Approvals", "Runs", "Mails"];

    private static readonly string[] PureLibraries = ["Cronos", "Handlebars", "Markdig", "Semver", "TimeZoneConverter", "YamlDotNet"];

    public static IEnumerable<TestCaseData> FolderPairs() =>
        from earlier in Enumerable.Range(0, CoreFolders.Length)
        from later in Enumerable.Range(0, CoreFolders.Length)
        where earlier < later
        select new TestCaseData(CoreFolders[earlier], CoreFolders[later]).SetArgDisplayNames(CoreFolders[earlier], CoreFolders[later]);

    [TestCaseSource(nameof(FolderPairs))]
    public void A_folder_of_Core_uses_no_later_one(string earlier, string later) =>
        ForbidDependency($"UpgradeWorker.Core.{earlier}", $"UpgradeWorker.Core.{later}");

    [Test]
    public void Core_has_no_other_folders() => Assert.That(
        Core.GetTypes().Select(type => type.Namespace ?? "").Where(name => name.StartsWith("UpgradeWorker.Core.", StringComparison.Ordinal))
            .Select(name => name.Split('.')[2]).Distinct(),
        Is.SubsetOf(CoreFolders));

    [TestCase("Aws", "Storage", "Mail", "Jobs", "Commands")]
    [TestCase("Certificates", "Storage", "Aws", "Mail", "Jobs", "Commands")]
    [TestCase("Mail", "Storage", "Aws", "Jobs", "Commands")]
    [TestCase("Configuration", "Storage", "Aws", "Mail", "Jobs", "Commands")]
    [TestCase("Diagnostics", "Storage", "Aws", "Mail", "Jobs", "Commands")]
    [TestCase("Inputs", "Jobs", "Commands")]
    [TestCase("Commands", "Jobs")]
    [TestCase("Jobs", "Commands")]
    public void A_part_of_the_shell_knows_only_what_it_may(string part, params string[] forbidden)
    {
        foreach (var other in forbidden)
        {
            ForbidDependency($"UpgradeWorker.{part}", $"UpgradeWorker.{other}");
        }
    }

    [Test]
    public void Core_refers_only_to_pure_libraries() => Assert.That(
        References(Core).Where(name => !IsFramework(name)), Is.SubsetOf(PureLibraries));

    [Test]
    public void The_sandbox_and_the_AWS_clients_know_nothing_of_ours()
    {
        string[] ours = ["UpgradeWorker", "UpgradeWorker.Core", "UpgradeWorker.Storage", "UpgradeWorker.Sandbox", "AwsSdk"];
        Assert.That(References(Sandbox).Intersect(ours), Is.Empty);
        Assert.That(References(AwsSdk).Intersect(ours), Is.Empty);
        Assert.That(References(Storage).Intersect(ours), Is.EqualTo(new[] { "UpgradeWorker.Core" }));
    }

    [Test]
    public void No_member_of_Core_takes_a_clock_a_task_or_a_logger()
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        var taken =
            from type in Core.GetTypes()
            from method in type.GetMembers(all).OfType<MethodBase>()
            from parameter in method.GetParameters().Select(parameter => parameter.ParameterType).Append((method as MethodInfo)?.ReturnType)
            where parameter is not null && IsImpure(parameter)
            select $"{type.FullName}.{method.Name}: {parameter.Name}";
        Assert.That(taken, Is.Empty);
    }

    [Test]
    public void Core_has_no_interface() => Assert.That(Core.GetTypes().Where(type => type.IsInterface), Is.Empty);

    [Test]
    public void An_interface_of_ours_has_at_least_two_implementations()
    {
        var types = new[] { Core, Storage, Worker, Sandbox }.SelectMany(assembly => assembly.GetTypes()).ToList();
        Assert.That(
            types.Where(type => type.IsInterface && types.Count(other => other.IsClass && !other.IsAbstract && type.IsAssignableFrom(other)) < 2)
                .Select(type => type.FullName),
            Is.Empty);
    }

    private static void ForbidDependency(string from, string to) =>
        Types().That().ResideInNamespaceMatching($"^{from.Replace(".", @"\.", StringComparison.Ordinal)}(\\..+)?$")
            .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching($"^{to.Replace(".", @"\.", StringComparison.Ordinal)}(\\..+)?$"))
            .WithoutRequiringPositiveResults()
            .Check(Loaded);

    private static IEnumerable<string> References(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(name => name.Name!); // an assembly reference always has a name

    private static bool IsFramework(string name) =>
        name.StartsWith("System.", StringComparison.Ordinal) || name is "System" or "netstandard" or "mscorlib";

    private static bool IsImpure(System.Type type) =>
        type == typeof(TimeProvider) || typeof(Task).IsAssignableFrom(type) || type == typeof(ValueTask) || type == typeof(CancellationToken)
        || type.FullName?.StartsWith("Microsoft.Extensions.Logging", StringComparison.Ordinal) == true
        || type.Name.StartsWith("ValueTask`", StringComparison.Ordinal);
}
