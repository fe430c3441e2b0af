using Serilog;
using Serilog.Core;
using Serilog.Events;
using UpgradeWorker.Configuration;

namespace UpgradeWorker.Diagnostics;

/// <summary>Makes the log: standard error for whoever watches, rolling files of JSON lines for whoever looks back.</summary>
internal static class Logging
{
    /// <summary>Names of the files; Serilog puts the day before the dot.</summary>
    public const string FileName = "worker-.json";

    public static Logger Create(LoggingSettings settings, LogTarget target, SecretGuard guard)
    {
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Is(target == LogTarget.Verb ? LogEventLevel.Warning : Level(settings.Level))
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Quartz", LogEventLevel.Warning)
            .Enrich.FromLogContext()
            .WriteTo.Console(
                new RedactingFormatter(
                    settings.Console == ConsoleFormat.Json
                        ? new JsonLineFormatter()
                        : new PlainLineFormatter(),
                    guard),
                standardErrorFromLevel: LogEventLevel.Verbose);
        if (target == LogTarget.Service)
        {
            configuration.WriteTo.File(
                new RedactingFormatter(new JsonLineFormatter(), guard),
                Path.Combine(settings.Folder, FileName),
                rollingInterval: RollingInterval.Day,
                rollOnFileSizeLimit: true,
                fileSizeLimitBytes: 100 * 1024 * 1024,
                retainedFileCountLimit: null,
                retainedFileTimeLimit: TimeSpan.FromDays(settings.RetainDays));
        }

        return configuration.CreateLogger();
    }

    private static LogEventLevel Level(LogLevelName level) => level switch
    {
        LogLevelName.Debug => LogEventLevel.Debug,
        LogLevelName.Information => LogEventLevel.Information,
        LogLevelName.Warning => LogEventLevel.Warning,
        LogLevelName.Error => LogEventLevel.Error,
        _ => throw new InvalidOperationException($"Unknown level {level}."),
    };
}
