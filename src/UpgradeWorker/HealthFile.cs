using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using UpgradeWorker.Commands;
using UpgradeWorker.Configuration;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Mail;
using UpgradeWorker.Storage;

namespace UpgradeWorker;

/// <summary>
/// Writes <c>health.json</c> into the data directory, once a minute, for whoever watches the worker from outside: the last way to be heard
/// where neither mail nor the database works. A file that grows old says the same as one that says wrong.
/// </summary>
internal sealed class HealthFile(
    Settings settings, StageNotes stages, Database database, Mailbox mailbox, SecretGuard guard, TimeProvider time, ILogger<HealthFile> logger) : BackgroundService
{
    public const string Name = "health.json";

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private bool isFailing;

    /// <summary>Writes it once; whatever is read of it, it is whole.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        var (facts, noFacts) = await FactsAsync(cancellationToken);
        var report = HealthReport.Of(stages.All, facts, noFacts, mailbox.Incoming is not null, time.GetUtcNow());
        var path = Path.Combine(settings.DataDirectory, Name);
        try
        {
            using var text = new StringWriter();
            CommandOutput.WriteJson(text, report);
            await File.WriteAllTextAsync(path + ".tmp", guard.Redact(text.ToString()), cancellationToken);
            File.Move(path + ".tmp", path, overwrite: true);
            isFailing = false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (!isFailing)
            {
                Log.HealthNotWritten(logger, path, exception.Message);
            }

            isFailing = true;
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WriteAsync(stoppingToken);
                await Task.Delay(Every, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // Stopping is not an error.
            }
        }
    }

    private async Task<(HealthReport.Facts? Facts, string? Why)> FactsAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return (await database.ReadAsync(HealthReport.Facts.ReadAsync, either.Token), null);
        }
        catch (DatabaseUnavailableException unavailable)
        {
            return (null, unavailable.Message);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it is: this file is what tells of it.
            return (null, deadline.IsCancellationRequested ? $"no answer within {Patience.TotalSeconds:0} seconds" : exception.GetType().Name);
        }
    }
}
