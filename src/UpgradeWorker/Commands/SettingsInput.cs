using System.CommandLine;
using UpgradeWorker.Configuration;
using UpgradeWorker.Configuration.Reading;

namespace UpgradeWorker.Commands;

/// <summary>How a verb comes by its settings: <c>--config</c>, the environment, <c>--setting</c>.</summary>
internal static class SettingsInput
{
    public static Option<string?> Config { get; } = new("--config")
    {
        Description = "Settings file; without it appsettings.json beside the executable.",
        HelpName = "FILE",
        Recursive = true,
    };

    public static Option<string[]> Setting { get; } = new("--setting")
    {
        Description = "One setting that overrides file and environment, for example Jobs:WatchStacks=2m; may be repeated.",
        HelpName = "PATH=VALUE",
        Recursive = true,
    };

    /// <exception cref="WrongSettingsException">With everything that is wrong.</exception>
    public static Settings Read(ParseResult parsed) => ReadWithSources(parsed).Settings;

    /// <exception cref="WrongSettingsException">With everything that is wrong.</exception>
    public static SettingsReading.Good ReadWithSources(ParseResult parsed)
    {
        var errors = new List<SettingError>();
        var flat = SettingsSources.Load(
            parsed.GetValue(Config), Environment.GetEnvironmentVariables(), parsed.GetValue(Setting) ?? [], errors);
        return SettingsReader.Read(flat, TimeProvider.System.GetUtcNow(), errors) switch
        {
            SettingsReading.Good good => good,
            SettingsReading.Bad bad => throw new WrongSettingsException(flat.File, bad.Errors),
            _ => throw new InvalidOperationException("Unknown kind of reading."),
        };
    }
}
