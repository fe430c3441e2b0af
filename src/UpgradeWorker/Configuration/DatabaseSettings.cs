namespace UpgradeWorker.Configuration;

/// <summary>Where the worker remembers.</summary>
/// <param name="SqliteFile">Absolute path; the file may not exist yet.</param>
public sealed record DatabaseSettings(string SqliteFile);
