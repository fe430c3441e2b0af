namespace UpgradeWorker.Configuration;

/// <summary>How AWS is called.</summary>
/// <param name="Region">Region of ssm: references; null = none given.</param>
/// <param name="CallDeadline">Longest time of one call, retries included; shorter than a run's lease of two minutes.</param>
/// <param name="MaxAttempts">At least 1.</param>
/// <param name="Endpoints">Where each service is; null members = AWS's own endpoint.</param>
public sealed record AwsSettings(string? Region, TimeSpan CallDeadline, int MaxAttempts, AwsEndpoints Endpoints);
