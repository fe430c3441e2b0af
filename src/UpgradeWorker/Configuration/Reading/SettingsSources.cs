using System.Collections;

namespace UpgradeWorker.Configuration.Reading;

/// <summary>Gathers the only three sources of settings: one file, the environment with our prefix, and <c>--setting</c>.</summary>
public static class SettingsSources
{
    public const string EnvironmentPrefix = "UPGRADEWORKER__";

    /// <param name="configFile">From <c>--config</c>; null = appsettings.json beside the executable, if there is one.</param>
    /// <param name="environment">All environment variables; only those with our prefix are taken.</param>
    /// <param name="overrides">PATH=VALUE each; PATH with colons, dots or double underscores.</param>
    /// <param name="errors">Takes what cannot be read.</param>
    public static FlatSettings Load(
        string? configFile, IDictionary environment, IReadOnlyList<string> overrides, ICollection<SettingError> errors)
    {
        var file = Path.GetFullPath(configFile ?? Path.Combine(AppContext.BaseDirectory, "appsettings.json"));
        var present = File.Exists(file);
        if (!present && configFile is not null)
        {
            errors.Add(new("--config", $"there is no file {file}.", null));
        }

        return new(
            present ? file : null,
            Path.GetDirectoryName(file)!, // a full path of a file always has a folder
            FromFile(present ? file : null, errors),
            FromEnvironment(environment),
            FromOverrides(overrides, errors));
    }

    public static IReadOnlyList<SettingValue> FromEnvironment(IDictionary environment) =>
        environment.Cast<DictionaryEntry>()
            .Select(entry => (Name: (string)entry.Key, Text: (string?)entry.Value ?? ""))
            .Where(entry => entry.Name.StartsWith(EnvironmentPrefix, StringComparison.OrdinalIgnoreCase))
            .OrderBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase)
            .Select(entry => new SettingValue(
                entry.Name[EnvironmentPrefix.Length..].Replace("__", ":", StringComparison.Ordinal), entry.Text, "environment"))
            .ToList();

    public static IReadOnlyList<SettingValue> FromOverrides(IReadOnlyList<string> overrides, ICollection<SettingError> errors)
    {
        var values = new List<SettingValue>();
        foreach (var text in overrides)
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                errors.Add(new("--setting", "write PATH=VALUE, for example Jobs:WatchStacks=2m.", null));
                continue;
            }

            values.Add(new(PathOf(text[..equals].Trim()), text[(equals + 1)..], "--setting"));
        }

        return values;
    }

    // The strongest separator that occurs is the one meant, so that keys with dots (domains, Resource.Property) stay possible.
    private static string PathOf(string path) =>
        path.Contains(':', StringComparison.Ordinal) ? path
        : path.Contains("__", StringComparison.Ordinal) ? path.Replace("__", ":", StringComparison.Ordinal)
        : path.Replace('.', ':');

    private static IReadOnlyList<SettingValue> FromFile(string? file, ICollection<SettingError> errors)
    {
        if (file is null)
        {
            return [];
        }

        try
        {
            return JsonSettings.Flatten(File.ReadAllText(file), Path.GetFileName(file), errors);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            errors.Add(new("--config", $"{file} cannot be read: {exception.Message}", null));
            return [];
        }
    }
}
