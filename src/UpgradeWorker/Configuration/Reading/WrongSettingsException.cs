namespace UpgradeWorker.Configuration.Reading;

/// <summary>The settings are wrong; the message lists all that is, a line each.</summary>
public sealed class WrongSettingsException(string? file, IReadOnlyList<SettingError> errors)
    : Exception(Describe(file, errors))
{
    public IReadOnlyList<SettingError> Errors { get; } = errors;

    private static string Describe(string? file, IReadOnlyList<SettingError> errors) =>
        $"{errors.Count} {(errors.Count == 1 ? "setting is" : "settings are")} wrong ({file ?? "no settings file"}); nothing was done."
        + string.Concat(errors.Select(error => $"{Environment.NewLine}  {error}"));
}
