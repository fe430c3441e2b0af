using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace UpgradeWorker.Tests.Stories;

/// <summary>Keeps the lines that a person would be woken for.</summary>
internal sealed class StoryAlarms : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyList<string> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            _lines.Enqueue($"{eventId.Id} {formatter(state, exception)}{(exception is null ? "" : " " + exception)}");
        }
    }

    public void Dispose()
    {
        // Nothing is held; the lines outlive the worker that wrote them.
    }
}
