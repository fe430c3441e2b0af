using System.Data;
using System.Data.Common;
using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;

namespace UpgradeWorker.Storage;

public abstract partial class SqlDialect
{
    /// <summary>A database on a server, which several workers may share.</summary>
    /// <param name="connectionString">
    /// Gives a connection string that can be read and names host and database, or throws <see cref="DatabaseUnavailableException"/>.
    /// It is asked again after a refused login, so that a changed password is taken up.
    /// </param>
    public sealed class PostgreSql(Func<CancellationToken, Task<string>> connectionString) : SqlDialect
    {
        // Each write takes this lock of the database first ("UpgradeW" in ASCII).
        private const long WritersLock = 0x5570_6772_6164_6557;

        private volatile NpgsqlConnectionStringBuilder? known;

        /// <inheritdoc/>
        internal override string Migrations => "Postgres";

        /// <inheritdoc/>
        internal override string TablesSql => "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = current_schema()";

        /// <inheritdoc/>
        internal override async Task<DbConnection> ConnectAsync(CancellationToken cancellationToken)
        {
            var connection = new NpgsqlConnection((await KnownAsync(cancellationToken)).ToString());
            try
            {
                await connection.OpenAsync(cancellationToken);
                return connection;
            }
            catch
            {
                await connection.DisposeAsync();
                throw;
            }
        }

        /// <inheritdoc/>
        internal override Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        /// <inheritdoc/>
        internal override async Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken) =>
            await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);

        /// <inheritdoc/>
        internal override async Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken)
        {
            // Read committed on purpose: a stricter level would look at the state before the wait for the lock.
            // https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
            try
            {
                await using var command = connection.CreateCommand();
                command.Transaction = transaction;
                // A worker that freezes inside a write must not hold up the others for ever, and a commit survives a power cut.
                command.CommandText =
                    $"""
                    SET LOCAL lock_timeout = '{BusyTimeout.TotalSeconds:0}s';
                    SET LOCAL idle_in_transaction_session_timeout = '{BusyTimeout.TotalSeconds:0}s';
                    SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off';
                    SELECT pg_advisory_xact_lock({WritersLock});
                    """;
                await command.ExecuteNonQueryAsync(cancellationToken);
                return transaction;
            }
            catch
            {
                await transaction.DisposeAsync();
                throw;
            }
        }

        /// <inheritdoc/>
        internal override string? Explain(Exception exception)
        {
            var place = known is { } builder ? $"{builder.Host}:{builder.Port}, database {builder.Database}" : "as Database:ConnectionString says";
            switch (exception)
            {
                case PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } refused:
                    // The next try reads the secret again.
                    known = null;
                    return $"PostgreSQL ({place}) refuses the login ({refused.MessageText}): mend Username or Password, or the server's pg_hba.conf.";
                case PostgresException { SqlState: var state } fault:
                    return WhatToDo(state) is { } what ? $"PostgreSQL ({place}) says \"{fault.MessageText}\": {what}" : null;
                case NpgsqlException { InnerException: AuthenticationException }:
                case AuthenticationException:
                    return $"PostgreSQL ({place}) cannot be reached safely: TLS failed; mend SSL Mode and Root Certificate, or the server's certificate.";
                case NpgsqlException or SocketException or TimeoutException or IOException:
                    return $"PostgreSQL ({place}) cannot be reached ({Innermost(exception)}): start the server, or mend Host, Port and the network's rules.";
                default:
                    return null;
            }
        }

        /// <inheritdoc/>
        internal override async Task<IAsyncDisposable?> TryTakeTurnAsync(string name, CancellationToken cancellationToken)
        {
            var connection = await ConnectAsync(cancellationToken);
            var turn = new Turn(connection, name);
            try
            {
                if (await turn.TryTakeAsync(cancellationToken))
                {
                    return turn;
                }

                await connection.DisposeAsync();
                return null;
            }
            catch
            {
                await connection.DisposeAsync();
                throw;
            }
        }

        /// <inheritdoc/>
        /// <remarks>Table by table: both have the same tables and columns.</remarks>
        internal override async Task CopyAsync(string path, CancellationToken cancellationToken)
        {
            var copy = await Database.OpenAsync(path, cancellationToken);
            await using var connection = await ConnectAsync(cancellationToken);
            await using var transaction = await BeginReadAsync(connection, cancellationToken);
            var source = new Session(connection, transaction, cancellationToken);
            await copy.WriteAsync(
                async target =>
                {
                    foreach (var table in (await source.QueryAsync<string>(TablesSql)).Where(table => table != "schema_migration"))
                    {
                        await target.InsertAllAsync(table, await source.RowsAsync(table));
                    }
                },
                cancellationToken);
        }

        // https://www.postgresql.org/docs/current/errcodes-appendix.html
        private static string? WhatToDo(string state) => state switch
        {
            PostgresErrorCodes.InvalidCatalogName => "create that database, or mend Database.",
            PostgresErrorCodes.InsufficientPrivilege => "give the role CREATE and USAGE on its schema, and let it own the tables.",
            PostgresErrorCodes.InvalidSchemaName => "create the schema, or mend Search Path.",
            PostgresErrorCodes.TooManyConnections => "raise max_connections, or end other clients.",
            PostgresErrorCodes.DiskFull => "make room on the server's disk; nothing more can be saved.",
            PostgresErrorCodes.ReadOnlySqlTransaction => "that server is a standby or read-only; name the primary.",
            PostgresErrorCodes.LockNotAvailable => $"another worker held the database for more than {BusyTimeout.TotalSeconds:0} s; look at pg_stat_activity.",
            "25P03" => "this worker stood still in the middle of a write; nothing of it was saved.",
            PostgresErrorCodes.QueryCanceled => "the server is too slow; look at its load.",
            PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow =>
                "it stops, starts or recovers; wait, or start it.",
            // Class 08: connections; 53: resources; 58: disk; XX: damage.
            _ when state.StartsWith("08", StringComparison.Ordinal) => "look at the network and the server.",
            _ when state.StartsWith("53", StringComparison.Ordinal) || state.StartsWith("58", StringComparison.Ordinal)
                || state.StartsWith("XX", StringComparison.Ordinal) => "look at the server's log.",
            _ => null,
        };

        private static string Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception.Message;

        private async Task<NpgsqlConnectionStringBuilder> KnownAsync(CancellationToken cancellationToken)
        {
            if (known is { } ready)
            {
                return ready;
            }

            return known = new NpgsqlConnectionStringBuilder(await connectionString(cancellationToken))
            {
                // Longer than the wait for other writers, so that the server can tell what the matter is.
                CommandTimeout = 2 * (int)BusyTimeout.TotalSeconds,
                Enlist = false,
                IncludeErrorDetail = false,
                PersistSecurityInfo = false,
                ApplicationName = "UpgradeWorker",
            };
        }

        /// <summary>A lock of the session: the server lets go of it when the connection ends, however that comes.</summary>
        private sealed class Turn(DbConnection connection, string name) : IAsyncDisposable
        {
            // "Turn" in ASCII; apart from the writers' lock, which has one number.
            private const int Turns = 0x5475_726E;

            // The server is to notice within a minute that a worker's machine is gone.
            public async Task<bool> TryTakeAsync(CancellationToken cancellationToken) => await ScalarAsync(
                $"""
                SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3;
                SELECT pg_try_advisory_lock({Turns}, hashtext(@name));
                """,
                cancellationToken) is true;

            public async ValueTask DisposeAsync()
            {
                try
                {
                    // Back in the pool the session would keep it.
                    await ScalarAsync($"SELECT pg_advisory_unlock({Turns}, hashtext(@name))", CancellationToken.None);
                }
                catch (Exception exception) when (exception is DbException or IOException or TimeoutException or InvalidOperationException)
                {
                    // The connection is gone, and the lock with it.
                }
                finally
                {
                    await connection.DisposeAsync();
                }
            }

            private async Task<object?> ScalarAsync(string sql, CancellationToken cancellationToken)
            {
                await using var command = connection.CreateCommand();
                command.CommandText = sql;
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = ("name", name);
                command.Parameters.Add(parameter);
                return await command.ExecuteScalarAsync(cancellationToken);
            }
        }
    }
}
