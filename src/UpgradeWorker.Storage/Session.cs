using System.Data.Common;
using Dapper;

namespace UpgradeWorker.Storage;

/// <summary>One open connection with one transaction. Stores take it first, so that what belongs together is saved together.</summary>
public sealed class Session
{
    private readonly DbConnection connection;
    private readonly DbTransaction transaction;
    private readonly CancellationToken stopping;

    internal Session(DbConnection connection, DbTransaction transaction, CancellationToken stopping)
    {
        this.connection = connection;
        this.transaction = transaction;
        this.stopping = stopping;
    }

    internal Task<int> ExecuteAsync(string sql, object? values = null) => connection.ExecuteAsync(Command(sql, values));

    internal async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? values = null) =>
        (await connection.QueryAsync<T>(Command(sql, values))).AsList();

    internal Task<T?> FirstOrDefaultAsync<T>(string sql, object? values = null) =>
        connection.QueryFirstOrDefaultAsync<T?>(Command(sql, values));

    internal async Task<T> ScalarAsync<T>(string sql, object? values = null) =>
        await connection.ExecuteScalarAsync<T>(Command(sql, values)) ?? throw new InvalidOperationException("The statement returned no row.");

    /// <summary>All rows of a table, as names and values of their columns.</summary>
    internal async Task<IReadOnlyList<IDictionary<string, object?>>> RowsAsync(string table) =>
        [.. (await connection.QueryAsync(Command($"SELECT * FROM {table}", null))).Cast<IDictionary<string, object?>>()];

    /// <summary>Inserts rows as <see cref="RowsAsync"/> gives them.</summary>
    internal async Task InsertAllAsync(string table, IReadOnlyList<IDictionary<string, object?>> rows)
    {
        foreach (var row in rows)
        {
            await ExecuteAsync(
                $"INSERT INTO {table} ({string.Join(", ", row.Keys)}) VALUES ({string.Join(", ", row.Keys.Select(column => "@" + column))})",
                new DynamicParameters(row));
        }
    }

    private CommandDefinition Command(string sql, object? values) => new(sql, values, transaction, cancellationToken: stopping);
}
