using UpgradeWorker.Storage.Tests.Support;

namespace UpgradeWorker.Storage.Tests;

/// <summary>The two databases have the same tables, made by the same steps.</summary>
public sealed class MigrationsTests
{
    private const string SqliteColumns =
        """
        SELECT m.name || '.' || c.name || ' ' || c.type || CASE WHEN c."notnull" = 1 THEN ' NOT NULL' ELSE '' END
        FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'
        """;

    private const string PostgresColumns =
        """
        SELECT table_name || '.' || column_name || ' ' || data_type || CASE WHEN is_nullable = 'NO' THEN ' NOT NULL' ELSE '' END
        FROM information_schema.columns WHERE table_schema = current_schema()
        """;

    // Keys and indexes as "table: columns", unique ones marked.
    private const string SqliteKeys =
        """
        SELECT m.name || ': ' || (SELECT group_concat(i.name, ', ') FROM (SELECT * FROM pragma_index_info(l.name) ORDER BY seqno) i)
          || CASE WHEN l."unique" = 1 THEN ' unique' ELSE '' END
        FROM sqlite_master m JOIN pragma_index_list(m.name) l WHERE m.type = 'table'
        UNION ALL
        SELECT m.name || ': ' || c.name || ' unique' FROM sqlite_master m JOIN pragma_table_info(m.name) c
        WHERE m.type = 'table' AND c.pk = 1 AND NOT EXISTS (SELECT 1 FROM pragma_index_list(m.name) l WHERE l.origin = 'pk')
        """;

    private const string PostgresKeys =
        """
        SELECT t.relname || ': ' || string_agg(a.attname, ', ' ORDER BY k.position) || CASE WHEN i.indisunique THEN ' unique' ELSE '' END
        FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace
        CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k(number, position)
        JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number
        WHERE n.nspname = current_schema() GROUP BY i.indexrelid, t.relname, i.indisunique
        """;

    [Test]
    public void Both_databases_have_migrations_of_the_same_names()
    {
        var names = typeof(Database).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).ToList();

        Assert.That(Of("Sqlite"), Is.Not.Empty);
        Assert.That(Of("Postgres"), Is.EqualTo(Of("Sqlite")));

        IReadOnlyList<string> Of(string folder) => [.. names.Where(name => name.Contains($".{folder}.", StringComparison.Ordinal))
            .Select(name => name[name.IndexOf($".{folder}.", StringComparison.Ordinal)..][(folder.Length + 2)..]).Order(StringComparer.Ordinal)];
    }

    [Test]
    public async Task Both_databases_have_the_same_columns_keys_and_indexes()
    {
        using var file = new TestDatabase(DialectName.Sqlite);
        using var server = new TestDatabase(DialectName.PostgreSql);
        await file.OpenAsync();
        await server.OpenAsync();

        var columns = file.Column(SqliteColumns).Select(column => column
            .Replace(" TEXT", " text", StringComparison.Ordinal).Replace(" INTEGER", " bigint", StringComparison.Ordinal)
            .Replace(" BIGINT", " bigint", StringComparison.Ordinal)
            .Replace(" BLOB", " bytea", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        Assert.That(server.Column(PostgresColumns).Order(StringComparer.Ordinal), Is.EqualTo(columns));
        Assert.That(server.Column(PostgresKeys), Is.EquivalentTo(file.Column(SqliteKeys)));
    }

    [Test]
    public async Task Text_is_sorted_by_its_bytes_on_PostgreSQL_too()
    {
        using var server = new TestDatabase(DialectName.PostgreSql);
        await server.OpenAsync();

        Assert.That(server.Column(
            """
            SELECT table_name || '.' || column_name FROM information_schema.columns
            WHERE table_schema = current_schema() AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C' AND table_name <> 'schema_migration'
            """), Is.Empty, """say TEXT COLLATE "C" in Migrations/Postgres""");
    }

    [Test]
    public void Every_contract_of_a_store_runs_on_both_databases() => Assert.That(
        typeof(MigrationsTests).Assembly.GetTypes().Where(type => type.Name.EndsWith("StoreTests", StringComparison.Ordinal))
            .Where(type => !type.IsDefined(typeof(TestFixtureSourceAttribute), inherit: false)),
        Is.Empty);
}
