using Microsoft.Extensions.Logging;

namespace UpgradeWorker.Diagnostics;

/// <summary>
/// Every line the worker logs, in one place. Event ids are never reused: 1000 watch, 2000 ledger, 3000 plan, 4000 approve,
/// 5000 run, 6000 mail, 7000 storage, 9000 host. Property names are fixed: StackKey, StackId, RunId, Step, Attempt.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(7000, LogLevel.Error, "The database cannot be used since {Since:u}; nothing is done until it can. {Why}")]
    public static partial void DatabaseUnavailable(ILogger logger, DateTimeOffset since, string why);

    [LoggerMessage(7001, LogLevel.Information, "The database, which could not be used since {Since:u}, can be used again.")]
    public static partial void DatabaseRecovered(ILogger logger, DateTimeOffset since);

    [LoggerMessage(9000, LogLevel.Information, "UpgradeWorker {Version} starts with {File}, data in {DataDirectory}, stacks: {Stacks}.")]
    public static partial void Starting(ILogger logger, string version, string file, string dataDirectory, int stacks);

    [LoggerMessage(9001, LogLevel.Information, "Stopped.")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(9002, LogLevel.Warning, "{File} cannot be written, so nobody who watches it learns how the worker is: {Why}")]
    public static partial void HealthNotWritten(ILogger logger, string file, string why);
}
