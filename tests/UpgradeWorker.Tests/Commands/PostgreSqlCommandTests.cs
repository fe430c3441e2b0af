using Npgsql;
using UpgradeWorker.Storage.Tests.Support;

namespace UpgradeWorker.Tests.Commands;

/// <summary>What people see of a PostgreSQL database, by the real executable.</summary>
internal sealed class PostgreSqlCommandTests
{
    private const string Nowhere = "Database:ConnectionString=Host=127.0.0.1;Port=1;Database=worker;Username=worker;Password=hunter2-and-more";

    [Test]
    public async Task A_server_that_cannot_be_reached_is_told_by_check_and_by_verbs()
    {
        using var home = new Home();

        var check = await home.RunAsync("check", "--setting", Nowhere, "--setting", "Aws:Endpoint=http://127.0.0.1:1", "--setting", "Aws:MaxAttempts=1");
        var status = await home.RunAsync("status", "--setting", Nowhere);

        Assert.That(check.ExitCode, Is.EqualTo(1));
        Assert.That(check.Output, Does.Match("wrong +database: PostgreSQL .127.0.0.1:1, database worker. cannot be reached .* start the server"));
        Assert.That(check.Output, Does.Match("warning +database: password: .*env:"));
        Assert.That((status.ExitCode, status.Output), Is.EqualTo((69, "")));
        Assert.That(status.Error, Does.Contain("cannot be reached"));
        Assert.That(check.Output + check.Error + status.Error, Does.Not.Contain("hunter2"));
    }

    [Test]
    public async Task The_service_starts_without_its_database_alarms_and_goes_on_when_it_is_there()
    {
        var server = PostgresServer.Need();
        using var home = new Home();
        var later = $"later{Environment.ProcessId}";
        var connection = Path.Combine(home.Folder, "connection");
        await File.WriteAllTextAsync(connection, server.As("worker", later));
        using var worker = Worker.Start(
            "run", "--config", home.Settings, "--setting", $"Database:ConnectionString=file:{connection}", "--setting", "Jobs:WatchStacks=1s",
            "--setting", "Jobs:AdvanceRuns=1s", "--setting", "Aws:Endpoint=http://127.0.0.1:1", "--setting", "Aws:MaxAttempts=1");
        try
        {
            _ = worker.StandardOutput.ReadToEndAsync();
            var alarm = await LineAsync(worker.StandardError, "The database cannot be used");
            PostgresServer.Execute(server.As("postgres", "postgres"), $"CREATE DATABASE {later} OWNER worker");
            await LineAsync(worker.StandardError, "can be used again");

            Assert.That(alarm, Does.Contain($"database {later}").And.Contain("create that database"));
            var logs = string.Concat(Directory.GetFiles(Path.Combine(home.Folder, "data", "logs")).Select(ReadShared));
            Assert.That(logs, Does.Contain("create that database").And.Not.Contain(new NpgsqlConnectionStringBuilder(server.As("worker", later)).Password));
        }
        finally
        {
            worker.Kill();
            await worker.WaitForExitAsync();
        }
    }

    [Test]
    public async Task Check_says_that_the_tables_are_not_there_yet_and_makes_none()
    {
        var schema = PostgresServer.Need().NewSchema();
        using var home = new Home();

        var check = await home.RunAsync("check", "--setting", $"Database:ConnectionString={schema}", "--setting", "Aws:Endpoint=http://127.0.0.1:1", "--setting", "Aws:MaxAttempts=1");

        Assert.That(check.Output, Does.Match("ok +database: PostgreSQL can be used and has no tables yet"));
        await using var connection = new NpgsqlConnection(schema);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema()", connection);
        Assert.That(await command.ExecuteScalarAsync(), Is.Zero);
    }

    [Test]
    public async Task Backup_of_PostgreSQL_is_left_to_its_own_tools()
    {
        using var home = new Home();

        var backup = await home.RunAsync("backup", Path.Combine(home.Folder, "copy.db"), "--setting", Nowhere);

        Assert.That((backup.ExitCode, backup.Output), Is.EqualTo((2, "")));
        Assert.That(backup.Error, Does.Contain("pg_dump"));
    }

    private static async Task<string> LineAsync(StreamReader output, string part)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await output.ReadLineAsync(deadline.Token) is { } line)
        {
            if (line.Contains(part, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new AssertionException($"The worker ended without saying \"{part}\".");
    }

    private static string ReadShared(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return reader.ReadToEnd();
    }
}
