using System.Data.Common;

namespace UpgradeWorker.Storage;

/// <summary>
/// What SQLite and PostgreSQL really do differently: how a connection is set up, how a transaction begins, and what their errors mean.
/// The stores' SQL is the same on both. On both, writers come one after the other: what a write has read cannot change under it.
/// </summary>
public abstract partial class SqlDialect
{
    /// <summary>How long a writer waits for another one before it gives up.</summary>
    public static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(30);

    private SqlDialect()
    {
    }

    /// <summary>Folder of the migrations.</summary>
    internal abstract string Migrations { get; }

    /// <summary>Statement that gives the names of the worker's tables.</summary>
    internal abstract string TablesSql { get; }

    /// <summary>An open connection.</summary>
    /// <exception cref="DatabaseUnavailableException">The connection string cannot be had.</exception>
    internal abstract Task<DbConnection> ConnectAsync(CancellationToken cancellationToken);

    /// <summary>What has to be done once to a database, outside of any transaction.</summary>
    internal abstract Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Everything that is read in it belongs to one instant.</summary>
    internal abstract Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>It is the only writer from its first statement on.</summary>
    internal abstract Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>A turn that one process at a time can have, until it is disposed of or the process ends; null when another has it.</summary>
    internal abstract Task<IAsyncDisposable?> TryTakeTurnAsync(string name, CancellationToken cancellationToken);

    /// <summary>Writes a consistent copy to a SQLite file.</summary>
    internal abstract Task CopyAsync(string path, CancellationToken cancellationToken);

    /// <summary>What is wrong with the database and what to do, without a secret; null when the error lies in a statement.</summary>
    internal abstract string? Explain(Exception exception);
}
