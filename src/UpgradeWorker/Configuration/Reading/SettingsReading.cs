namespace UpgradeWorker.Configuration.Reading;

/// <summary>What reading the settings came to.</summary>
public abstract record SettingsReading
{
    private SettingsReading()
    {
    }

    /// <summary>They are right, as far as their text shows.</summary>
    /// <param name="Settings">All slices.</param>
    /// <param name="Effective">Every setting in force with its source; secrets only as what they are.</param>
    public sealed record Good(Settings Settings, IReadOnlyList<EffectiveSetting> Effective) : SettingsReading;

    /// <summary>All that is wrong, at least one error.</summary>
    public sealed record Bad(IReadOnlyList<SettingError> Errors) : SettingsReading;
}
