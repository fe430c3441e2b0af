namespace UpgradeWorker.Configuration.Options;

/// <summary>What the schema and the error texts say about one key of the settings.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SettingAttribute(string meaning) : Attribute
{
    public string Meaning { get; } = meaning;

    /// <summary>Least accepted value, written as in the settings ("10s", "1"); null = unbounded.</summary>
    public string? Min { get; init; }

    /// <summary>Greatest accepted value, written as in the settings; null = unbounded.</summary>
    public string? Max { get; init; }

    /// <summary>The value may hold a secret: no error, log or print ever shows it.</summary>
    public bool Secret { get; init; }
}
