using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace UpgradeWorker.Storage;

public abstract partial class SqlDialect
{
    /// <summary>One file (write-ahead log, synchronous=FULL, so that a commit survives a power cut).</summary>
    /// <param name="path">Path of the file; its folder must exist.</param>
    public sealed class Sqlite(string path) : SqlDialect
    {
        // https://www.sqlite.org/rescode.html
        private const int Busy = 5;
        private const int Locked = 6;
        private const int ReadOnly = 8;
        private const int IoError = 10;
        private const int Corrupt = 11;
        private const int Full = 13;
        private const int CannotOpen = 14;
        private const int NotADatabase = 26;

        private readonly string connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            DefaultTimeout = (int)BusyTimeout.TotalSeconds,
            ForeignKeys = true,
        }.ToString();

        /// <inheritdoc/>
        internal override string Migrations => "Sqlite";

        /// <inheritdoc/>
        internal override string TablesSql => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'";

        /// <inheritdoc/>
        internal override async Task<DbConnection> ConnectAsync(CancellationToken cancellationToken)
        {
            var connection = new SqliteConnection(connectionString);
            try
            {
                await connection.OpenAsync(cancellationToken);
                await ExecuteAsync(
                    connection, $"PRAGMA busy_timeout = {(long)BusyTimeout.TotalMilliseconds}; PRAGMA synchronous = FULL;", cancellationToken);
                return connection;
            }
            catch
            {
                await connection.DisposeAsync();
                throw;
            }
        }

        /// <inheritdoc/>
        internal override async Task PrepareAsync(CancellationToken cancellationToken)
        {
            await using var connection = (SqliteConnection)await ConnectAsync(cancellationToken);
            await ExecuteAsync(connection, "PRAGMA journal_mode = WAL;", cancellationToken);
        }

        /// <inheritdoc/>
        internal override Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken) =>
            Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: true));

        /// <inheritdoc/>
        internal override Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken) =>
            Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: false));

        /// <inheritdoc/>
        internal override string? Explain(Exception exception) => exception is not SqliteException fault ? null : fault.SqliteErrorCode switch
        {
            Full => $"The disk with the database {path} is full, and nothing more can be saved: make room on it.",
            ReadOnly => $"The database {path} cannot be written: make file, folder and file system writable for this user.",
            CannotOpen => $"The database {path} cannot be opened: give this user the right to read and write it, and its folder too.",
            IoError => $"The disk with the database {path} gives errors ({fault.SqliteExtendedErrorCode}): look at the disk.",
            Corrupt or NotADatabase => $"The file {path} is no database or is damaged: stop the worker and put a backup in its place.",
            Busy or Locked => $"Another process kept the database {path} locked for more than {BusyTimeout.TotalSeconds:0} s: find and end it.",
            _ => null,
        };

        /// <inheritdoc/>
        /// <remarks>A file has one service process, which never does a stage twice at once.</remarks>
        internal override Task<IAsyncDisposable?> TryTakeTurnAsync(string name, CancellationToken cancellationToken) =>
            Task.FromResult<IAsyncDisposable?>(new NoTurn());

        /// <inheritdoc/>
        internal override async Task CopyAsync(string path, CancellationToken cancellationToken)
        {
            await using var source = (SqliteConnection)await ConnectAsync(cancellationToken);
            await using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
            await copy.OpenAsync(cancellationToken);
            source.BackupDatabase(copy);
        }

        private static async Task ExecuteAsync(SqliteConnection connection, string sql, CancellationToken cancellationToken)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        private sealed class NoTurn : IAsyncDisposable
        {
            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
