namespace UpgradeWorker.Storage;

/// <summary>The database cannot be used now: nothing was read or saved. The message says what to do and holds no secret.</summary>
public sealed class DatabaseUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
