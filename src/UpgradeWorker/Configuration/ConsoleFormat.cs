namespace UpgradeWorker.Configuration;

/// <summary>How log lines look on the console: text for people, or compact JSON for collectors.</summary>
public enum ConsoleFormat
{
    Plain,
    Json,
}
