using UpgradeWorker.Configuration;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Commands;

/// <summary>Opens the database for a verb. The service may be running meanwhile.</summary>
internal static class Memory
{
    /// <summary>For verbs that only look.</summary>
    /// <exception cref="CommandException">There is none yet, or it cannot be used.</exception>
    public static Task<Database> OpenExistingAsync(Settings settings, CancellationToken cancellationToken) =>
        File.Exists(settings.Database.SqliteFile)
            ? OpenAsync(settings, cancellationToken)
            : throw new CommandException($"There is no database {settings.Database.SqliteFile}: the service has not run yet with these settings.");

    /// <summary>For verbs that may come before the first start; makes directory and database.</summary>
    /// <exception cref="CommandException">It cannot be used.</exception>
    public static async Task<Database> OpenAsync(Settings settings, CancellationToken cancellationToken)
    {
        try
        {
            DataDirectory.Make(settings.DataDirectory);
            return await Database.OpenAsync(settings.Database.SqliteFile, cancellationToken);
        }
        catch (DatabaseUnavailableException unavailable)
        {
            throw new CommandException(unavailable.Message, ExitCode.Unavailable);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The database {settings.Database.SqliteFile} cannot be used: {exception.Message}", ExitCode.Unavailable);
        }
    }
}
