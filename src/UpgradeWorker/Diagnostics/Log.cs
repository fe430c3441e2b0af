using Microsoft.Extensions.Logging;

namespace UpgradeWorker.Diagnostics;

/// <summary>
/// Every line the worker logs, in one place. Event ids are never reused: 1000 watch, 2000 ledger, 3000 plan, 4000 approve,
/// 5000 run, 6000 mail, 7000 storage, 9000 host. Property names are fixed: StackKey, StackId, RunId, Step, Attempt.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(9000, LogLevel.Information, "UpgradeWorker {Version} starts with {File}, data in {DataDirectory}, {Stacks} stacks.")]
    public static partial void Starting(ILogger logger, string version, string file, string dataDirectory, int stacks);

    [LoggerMessage(9001, LogLevel.Information, "Stopped.")]
    public static partial void Stopped(ILogger logger);
}
