using System.Reflection;
using System.Runtime.CompilerServices;
using Amazon.CloudFormation;

namespace AwsSdk.Tests;

/// <summary>
/// The public surface is a subset of the official packages; the golden file shows any change of it. To accept one, run the
/// tests with UPGRADEWORKER_UPDATE_GOLDENS=1 and read the difference.
/// </summary>
public class PublicSurfaceTests
{
    [Test]
    public void The_public_surface_is_the_one_in_the_golden_file()
    {
        var golden = Path.Combine(SourceFolder(), "PublicSurface.golden");
        var surface = string.Join('\n', typeof(AmazonCloudFormationClient).Assembly.GetExportedTypes()
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .SelectMany(Lines)) + "\n";
        if (Environment.GetEnvironmentVariable("UPGRADEWORKER_UPDATE_GOLDENS") == "1")
        {
            File.WriteAllText(golden, surface);
        }

        Assert.That(surface.Split('\n'), Is.EqualTo(File.ReadAllText(golden).Split('\n')));
    }

    [Test]
    public void Everything_public_is_in_an_official_namespace()
    {
        string[] official = ["Amazon.CloudFormation", "Amazon.RDS", "Amazon.ElastiCache", "Amazon.MarketplaceDiscovery"];
        Assert.That(
            typeof(AmazonCloudFormationClient).Assembly.GetExportedTypes().Select(type => type.Namespace!.Replace(".Model", "", StringComparison.Ordinal)),
            Is.All.AnyOf(official));
    }

    private static IEnumerable<string> Lines(Type type)
    {
        yield return $"{type.FullName}{(type.BaseType is { } b && b != typeof(object) ? " : " + b.Name : "")}";
        const BindingFlags own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var constructors = type.GetConstructors(own).Select(c => $"  new({Parameters(c)})");
        var properties = type.GetProperties(own).Select(p => $"  {p.Name} : {Name(p.PropertyType)}");
        var fields = type.GetFields(own).Select(f => $"  {f.Name} = {f.GetValue(null)}");
        var methods = type.GetMethods(own)
            .Where(m => !m.IsSpecialName || m.Name == "op_Implicit")
            .Select(m => $"  {m.Name}({Parameters(m)}) : {Name(m.ReturnType)}");
        foreach (var line in constructors.Concat(properties).Concat(fields).Concat(methods).Order(StringComparer.Ordinal))
        {
            yield return line;
        }
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p => Name(p.ParameterType)));

    private static string Name(Type type) =>
        Nullable.GetUnderlyingType(type) is { } underlying ? Name(underlying) + "?"
        : type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GenericTypeArguments.Select(Name))}>"
        : type.Name;

    private static string SourceFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
