using UpgradeWorker.Configuration;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Commands.Checks;

/// <summary>Tries the database: connects, and does what the service does at its start, but takes it back.</summary>
internal static class DatabaseChecks
{
    public static async Task<IReadOnlyList<CheckResult>> AllAsync(Settings settings, CancellationToken cancellationToken)
    {
        if (settings.Database.PostgreSql is not { } text)
        {
            return [File.Exists(settings.Database.SqliteFile)
                ? await TryAsync(settings, settings.Database.SqliteFile, cancellationToken)
                : CheckResult.Ok("database", $"{settings.Database.SqliteFile} is not there yet; the service makes it at its first start.")];
        }

        var results = new List<CheckResult> { await TryAsync(settings, "PostgreSQL", cancellationToken) };
        if (text is TextOrSecret.Text { Value: var value } && PostgreSqlText.PasswordOf(value) is not null)
        {
            results.Add(CheckResult.Warning(
                "database: password", "it stands in the settings; keep the whole connection string elsewhere and write env:, file: or ssm: instead."));
        }

        if (results is [{ State: CheckState.Ok }, ..]
            && PostgreSqlText.Concern(await Memory.ConnectionStringAsync(settings, text, cancellationToken)) is { } concern)
        {
            results.Add(CheckResult.Warning("database: TLS", concern));
        }

        return results;
    }

    private static async Task<CheckResult> TryAsync(Settings settings, string name, CancellationToken cancellationToken)
    {
        try
        {
            var database = new Database(Memory.DialectOf(settings));
            switch (await database.RehearseAsync(cancellationToken))
            {
                case null:
                    return CheckResult.Ok("database", $"{name} can be used and has no tables yet; the service makes them at its first start.");
                case > 0:
                    return CheckResult.Ok("database", $"{name} can be used; the service brings its tables up to date at its start.");
            }

            var (waiting, oldest, failed) = await database.ReadAsync(OutboxStore.HealthAsync, cancellationToken);
            return failed > 0
                ? CheckResult.Warning("database", $"{name} can be used; {failed} mails could not be sent, see log --level Warning.")
                : CheckResult.Ok("database", $"{name} can be used; {waiting} mails wait{(oldest is null ? "" : $" since {Times.Local(oldest)}")}.");
        }
        catch (DatabaseUnavailableException unavailable)
        {
            return CheckResult.Wrong("database", unavailable.Message);
        }
    }
}
