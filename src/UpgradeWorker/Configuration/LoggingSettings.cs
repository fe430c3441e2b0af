namespace UpgradeWorker.Configuration;

/// <summary>Logs.</summary>
/// <param name="Folder">Absolute path of the rolling JSON files.</param>
/// <param name="Level">Least level written.</param>
/// <param name="RetainDays">Days after which a file is deleted.</param>
/// <param name="Console">Look of the console's lines.</param>
public sealed record LoggingSettings(string Folder, LogLevelName Level, int RetainDays, ConsoleFormat Console);
