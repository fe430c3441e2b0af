using UpgradeWorker.Aws;
using UpgradeWorker.Configuration;
using UpgradeWorker.Configuration.Secrets;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Inputs;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Commands;

/// <summary>Opens the database for a verb. The service may be running meanwhile.</summary>
internal static class Memory
{
    /// <summary>For verbs that only look.</summary>
    /// <exception cref="CommandException">There is none yet, or it cannot be used.</exception>
    public static Task<Database> OpenExistingAsync(Settings settings, CancellationToken cancellationToken) =>
        settings.Database.PostgreSql is not null || File.Exists(settings.Database.SqliteFile)
            ? OpenAsync(settings, cancellationToken)
            : throw new CommandException($"There is no database {settings.Database.SqliteFile}: the service has not run yet with these settings.");

    /// <summary>For verbs that may come before the first start; makes directory and database.</summary>
    /// <exception cref="CommandException">It cannot be used.</exception>
    public static async Task<Database> OpenAsync(Settings settings, CancellationToken cancellationToken)
    {
        MakeDirectory(settings);
        try
        {
            return await Database.OpenAsync(DialectOf(settings), cancellationToken);
        }
        catch (DatabaseUnavailableException unavailable)
        {
            throw new CommandException(unavailable.Message, ExitCode.Unavailable);
        }
    }

    /// <summary>For the service: a file is opened now; a server may come later, and is opened at its first use.</summary>
    /// <exception cref="CommandException">The file cannot be used.</exception>
    public static async Task<Database> ForServiceAsync(Settings settings, CancellationToken cancellationToken)
    {
        if (settings.Database.PostgreSql is null)
        {
            return await OpenAsync(settings, cancellationToken);
        }

        MakeDirectory(settings);
        return new Database(DialectOf(settings));
    }

    /// <summary>The dialect that the settings name; nothing is opened or read yet.</summary>
    public static SqlDialect DialectOf(Settings settings) => settings.Database.PostgreSql is { } text
        ? new SqlDialect.PostgreSql(cancellationToken => ConnectionStringAsync(settings, text, cancellationToken))
        : new SqlDialect.Sqlite(settings.Database.SqliteFile);

    /// <summary>The connection string; from now on neither it nor its password gets into a log.</summary>
    /// <exception cref="DatabaseUnavailableException">Its secret cannot be read, or is no connection string.</exception>
    public static async Task<string> ConnectionStringAsync(Settings settings, TextOrSecret text, CancellationToken cancellationToken)
    {
        using var clients = new AwsClientFactory(TimeProvider.System);
        var secrets = new SecretResolver(StackConnections.ParameterReader(clients, settings.Aws), HostGuard.Instance);
        string value;
        try
        {
            value = await secrets.ResolveAsync(text, cancellationToken);
        }
        catch (SecretUnavailableException unavailable)
        {
            throw new DatabaseUnavailableException($"Database:ConnectionString: {unavailable.Message}", unavailable);
        }

        HostGuard.Instance.Add(value);
        if (PostgreSqlText.Complaint(value) is { } complaint)
        {
            throw new DatabaseUnavailableException($"Database:ConnectionString ({text}) leads to no connection string: {complaint}");
        }

        if (PostgreSqlText.PasswordOf(value) is { } password)
        {
            HostGuard.Instance.Add(password);
        }

        return value;
    }

    private static void MakeDirectory(Settings settings)
    {
        try
        {
            DataDirectory.Make(settings.DataDirectory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The data directory {settings.DataDirectory} cannot be used: {exception.Message}", ExitCode.Unavailable);
        }
    }
}
