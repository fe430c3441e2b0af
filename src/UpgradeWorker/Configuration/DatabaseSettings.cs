namespace UpgradeWorker.Configuration;

/// <summary>Where the worker remembers.</summary>
/// <param name="SqliteFile">Absolute path; the file may not exist yet. Not used with PostgreSQL.</param>
/// <param name="PostgreSql">Connection string, or where it is kept; null: the SQLite file.</param>
public sealed record DatabaseSettings(string SqliteFile, TextOrSecret? PostgreSql = null);
