using System.Collections;
using UpgradeWorker.Configuration;
using UpgradeWorker.Configuration.Reading;

namespace UpgradeWorker.Tests.Configuration;

/// <summary>Valid settings by default; a test states only what matters to it.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public static readonly string BaseDirectory = Path.GetFullPath("/etc/upgradeworker");

    public const string Stack = """
        "StackName": "tts-prod", "Region": "eu-west-1", "Approvers": ["ops@example.com"],
        "TemplateSources": [ { "Folder": "templates" } ], "Windows": [ { "Cron": "0 3 * * 2", "Duration": "3h" } ]
        """;

    public static SettingsReading Reading(string json, params string[] overrides) => Reading(json, new Hashtable(), overrides);

    public static SettingsReading Reading(string json, IDictionary environment, params string[] overrides)
    {
        var errors = new List<SettingError>();
        var flat = new FlatSettings(
            "appsettings.json",
            BaseDirectory,
            JsonSettings.Flatten(json, "appsettings.json", errors),
            SettingsSources.FromEnvironment(environment),
            SettingsSources.FromOverrides(overrides, errors));
        return SettingsReader.Read(flat, Now, errors);
    }

    public static Settings Settings(string json, params string[] overrides) => Reading(json, overrides) switch
    {
        SettingsReading.Good good => good.Settings,
        SettingsReading.Bad bad => throw new AssertionException(string.Join(Environment.NewLine, bad.Errors)),
        _ => throw new AssertionException("unknown reading"),
    };

    public static IReadOnlyList<SettingError> Errors(string json, params string[] overrides) =>
        Reading(json, overrides) is SettingsReading.Bad bad ? bad.Errors : [];
}
