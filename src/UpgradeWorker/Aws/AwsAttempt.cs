namespace UpgradeWorker.Aws;

/// <summary>What one attempt at a call came to, for the log.</summary>
/// <param name="Operation">The operation called.</param>
/// <param name="Number">From 1.</param>
/// <param name="Took">From sending to answer, by the worker's clock.</param>
/// <param name="Fault">What it met; null when it succeeded.</param>
/// <param name="ErrorCode">AWS's error code or our own; null when it succeeded.</param>
/// <param name="RetryIn">The wait before the next attempt; null when there is none.</param>
public sealed record AwsAttempt(
    AwsOperation Operation, int Number, TimeSpan Took, AwsFaultKind? Fault, string? ErrorCode, TimeSpan? RetryIn);
