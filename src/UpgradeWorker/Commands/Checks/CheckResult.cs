namespace UpgradeWorker.Commands.Checks;

/// <summary>What one try came to.</summary>
internal enum CheckState
{
    Ok,
    Warning,
    Wrong,
}

/// <summary>One line of <c>check</c>.</summary>
/// <param name="Subject">What was tried: <c>database</c>, <c>stack prod: identity</c>.</param>
/// <param name="State">How bad it is.</param>
/// <param name="Message">What was found; unless ok also what to do.</param>
internal sealed record CheckResult(string Subject, CheckState State, string Message)
{
    public static CheckResult Ok(string subject, string message) => new(subject, CheckState.Ok, message);

    public static CheckResult Warning(string subject, string message) => new(subject, CheckState.Warning, message);

    public static CheckResult Wrong(string subject, string message) => new(subject, CheckState.Wrong, message);
}
