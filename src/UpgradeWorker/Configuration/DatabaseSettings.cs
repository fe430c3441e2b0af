namespace UpgradeWorker.Configuration;

/// <summary>Where the worker remembers.</summary>
/// <param name="ConnectionString">PostgreSQL; null = the SQLite file.</param>
/// <param name="SqliteFile">Absolute path; used only if there is no connection string.</param>
public sealed record DatabaseSettings(TextOrSecret? ConnectionString, string SqliteFile);
