using Microsoft.Extensions.Time.Testing;

namespace UpgradeWorker.Tests.Stories;

/// <summary>The clock of a story, which also tells when something begins to wait for it: only then is it of use to let it go on.</summary>
internal sealed class StoryClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    /// <summary>Of real time: a test that hangs should say so.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private (TimeSpan Pause, TaskCompletionSource Began)? awaited;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        lock (gate)
        {
            if (awaited is { } one && one.Pause == dueTime)
            {
                one.Began.TrySetResult();
            }
        }

        return timer;
    }

    /// <summary>
    /// Goes on by the pause that a job makes between two looks, each time once it makes the next one. Waits for AWS and the like are no such pauses:
    /// however slowly this machine works, the clock goes no further than the job's looks take it.
    /// </summary>
    /// <param name="pause">The job's, so that every step ends one.</param>
    /// <param name="job">The job.</param>
    /// <param name="isSo">Asked before each step; the end, as the job's is.</param>
    public async Task GoOnAsync(TimeSpan pause, Task job, Func<Task<bool>> isSo)
    {
        while (!await isSo() && !job.IsCompleted)
        {
            var began = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (gate)
            {
                awaited = (pause, began);
            }

            Advance(pause);
            await Task.WhenAny(began.Task, job).WaitAsync(Patience, TimeProvider.System);
        }
    }
}
