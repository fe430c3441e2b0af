namespace UpgradeWorker.Sandbox.Vendor;

/// <summary>The pace of the emulated application.</summary>
public sealed record ApplicationOptions
{
    /// <summary>Between two rows that one instance writes. Of the clock: no speed divides it. Greater than zero.</summary>
    public TimeSpan WriteEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a migration command works, before the speed divides it.</summary>
    public TimeSpan MigrationTime { get; init; } = TimeSpan.FromSeconds(45);
}
