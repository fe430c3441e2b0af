using Microsoft.Extensions.Time.Testing;

namespace UpgradeWorker.Tests.Stories;

/// <summary>The clock of a story, which also tells when something begins to wait for it: only then is it of use to let it go on.</summary>
internal sealed class StoryClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    /// <summary>Of real time: a test that hangs should say so.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private TaskCompletionSource waited = New();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Interlocked.Exchange(ref waited, New()).TrySetResult();
        return timer;
    }

    /// <summary>Goes on by small steps, each once something waits for it, until <paramref name="isSo"/> or the task has ended.</summary>
    /// <returns>Whether it is so.</returns>
    public async Task<bool> GoOnAsync(TimeSpan step, Task task, Func<Task<bool>> isSo)
    {
        while (!await isSo())
        {
            if (task.IsCompleted)
            {
                return false;
            }

            var wait = Volatile.Read(ref waited).Task;
            Advance(step);
            await Task.WhenAny(wait, task).WaitAsync(Patience, TimeProvider.System);
        }

        return true;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
