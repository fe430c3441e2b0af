using Microsoft.Extensions.Logging;
using UpgradeWorker.Configuration;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs;

/// <summary>Does something for every stack of the settings. What goes wrong with one never stops another.</summary>
internal static class EachStack
{
    /// <summary>How many stacks are worked on at once.</summary>
    private const int AtOnce = 4;

    /// <summary>Runs the body for each stack.</summary>
    /// <returns>Whether any body did something.</returns>
    /// <exception cref="DatabaseUnavailableException">The database could not be used for one of them; all were tried.</exception>
    public static async Task<bool> RunAsync(
        StacksSettings stacks, string stage, ILogger logger, Func<StackSettings, CancellationToken, Task<bool>> body,
        CancellationToken cancellationToken)
    {
        var did = 0;
        DatabaseUnavailableException? noDatabase = null;
        await Parallel.ForEachAsync(
            stacks.All,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (stack, token) =>
            {
                using var scope = logger.BeginScope(new Dictionary<string, object> { ["StackKey"] = stack.Key.Value });
                try
                {
                    if (await body(stack, token))
                    {
                        Interlocked.Increment(ref did);
                    }
                }
                catch (DatabaseUnavailableException unavailable)
                {
                    noDatabase = unavailable;
                }
                catch (Exception exception) when (exception is not OperationCanceledException || !token.IsCancellationRequested)
                {
                    Log.StageFailed(logger, stage, stack.Key.Value, exception);
                }
            });
        // It is no stack's fault, so it is told once.
        return noDatabase is null ? did > 0 : throw noDatabase;
    }
}
