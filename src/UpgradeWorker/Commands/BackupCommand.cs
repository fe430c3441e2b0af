using System.CommandLine;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Commands;

/// <summary><c>backup</c>: a consistent copy of the SQLite database while the service runs.</summary>
internal static class BackupCommand
{
    private static readonly Argument<string> File = new("FILE") { Description = "Where the copy goes; nothing may be there yet." };

    public static Command Create()
    {
        var command = new Command("backup", "Copy the SQLite database while the service runs. The copy is whole: all that was saved before it began.") { File };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = SettingsInput.Read(parsed);
        if (settings.Database.PostgreSql is not null)
        {
            throw new CommandException(
                "backup copies a SQLite file, but the settings name PostgreSQL: use pg_dump --format=custom, or the server's own backups.", ExitCode.Usage);
        }

        var target = Path.GetFullPath(parsed.GetRequiredValue(File));
        var database = await Memory.OpenExistingAsync(settings, cancellationToken);
        // Only a whole copy ever bears the name.
        var partial = target + ".partial";
        try
        {
            if (System.IO.File.Exists(target) || Directory.Exists(target))
            {
                throw new CommandException($"{target} is there already; give a name that is not.");
            }

            MakeForOwner(partial);
            await database.CopyAsync(partial, cancellationToken);
            var bytes = new FileInfo(partial).Length;
            System.IO.File.Move(partial, target, overwrite: false);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{target}: {bytes} bytes. To go back to it, stop the service, and put it in the place of "
                + $"{settings.Database.SqliteFile}; delete the files of that name that end in -wal and -shm.");
            return ExitCode.Done;
        }
        catch (DatabaseUnavailableException unavailable)
        {
            System.IO.File.Delete(partial);
            throw new CommandException($"No copy was made. {unavailable.Message}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{target} cannot be written: {exception.Message}");
        }
    }

    // Mails with codes lie in it.
    private static void MakeForOwner(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
    }
}
