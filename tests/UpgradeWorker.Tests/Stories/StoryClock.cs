using Microsoft.Extensions.Time.Testing;

namespace UpgradeWorker.Tests.Stories;

/// <summary>The clock of a story, which also tells when something begins to wait for it: only then is it of use to let it go on.</summary>
internal sealed class StoryClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    /// <summary>Of real time: a test that hangs should say so.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private TaskCompletionSource waited = New();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Interlocked.Exchange(ref waited, New()).TrySetResult();
        return timer;
    }

    /// <summary>Goes on by the pause that a job makes, each time once something waits for the clock again.</summary>
    /// <param name="pause">The job's, so that every step ends one.</param>
    /// <param name="tick">The job.</param>
    /// <param name="isSo">Asked before each step; the end, as the job's is.</param>
    public async Task GoOnAsync(TimeSpan pause, Task tick, Func<bool> isSo)
    {
        while (!isSo() && !tick.IsCompleted)
        {
            var wait = Volatile.Read(ref waited).Task;
            Advance(pause);
            await Task.WhenAny(wait, tick).WaitAsync(Patience, TimeProvider.System);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
