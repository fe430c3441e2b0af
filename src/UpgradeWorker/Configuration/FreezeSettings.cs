namespace UpgradeWorker.Configuration;

/// <summary>No run starts from <paramref name="From"/> (included) to <paramref name="Until"/> (excluded); UTC.</summary>
public sealed record FreezeSettings(DateTimeOffset From, DateTimeOffset Until, string Reason);
