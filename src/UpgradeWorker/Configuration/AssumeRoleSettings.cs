namespace UpgradeWorker.Configuration;

/// <summary>A role to assume (STS AssumeRole) before any call for the stack.</summary>
public sealed record AssumeRoleSettings(string Arn, TextOrSecret? ExternalId, string SessionName);
