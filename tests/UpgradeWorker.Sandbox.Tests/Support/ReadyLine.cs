namespace UpgradeWorker.Sandbox.Tests.Support;

/// <summary>Standard output of <c>serve</c>: the line that it prints when it is ready.</summary>
internal sealed class ReadyLine : StringWriter
{
    private readonly TaskCompletionSource<string> line = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<string> Line => line.Task;

    public int Lines { get; private set; }

    public override Task WriteLineAsync(string? value)
    {
        Lines++;
        line.TrySetResult(value ?? "");
        return Task.CompletedTask;
    }
}
