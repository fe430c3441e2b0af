using System.Reflection;
using UpgradeWorker.Configuration.Options;
using UpgradeWorker.Configuration.Reading;

namespace UpgradeWorker.Tests.Configuration;

internal sealed class SettingsSchemaTests
{
    [Test]
    public void Every_key_says_what_it_means() => Assert.That(
        typeof(WorkerOptions).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(WorkerOptions).Namespace && type.Name.EndsWith("Options", StringComparison.Ordinal))
            .SelectMany(type => type.GetProperties())
            .Where(property => property.GetCustomAttribute<SettingAttribute>() is null)
            .Select(property => $"{property.DeclaringType!.Name}.{property.Name}"),
        Is.Empty);

    [Test]
    public void Every_default_lies_in_its_range()
    {
        var reading = (SettingsReading.Good)Some.Reading("{}");
        var again = reading.Effective
            .Where(setting => setting.Text is { Length: > 0 } && !setting.Path.StartsWith("Profiles", StringComparison.Ordinal))
            .Select(setting => $"{setting.Path}={setting.Text}")
            .ToArray();
        Assert.That(Some.Errors("{}", again), Is.Empty);
    }

    [Test]
    public void The_schema_has_every_group_and_forbids_unknown_keys()
    {
        var schema = SettingsSchema.Make();
        var stack = schema["properties"]!["Stacks"]!["additionalProperties"]!;
        Assert.That((bool)stack["additionalProperties"]!, Is.False);
        Assert.That((string)stack["properties"]!["DriftPolicy"]!["default"]!, Is.EqualTo("Block"));
        Assert.That((int)schema["properties"]!["Runs"]!["properties"]!["AtOnce"]!["maximum"]!, Is.EqualTo(100));
    }
}
