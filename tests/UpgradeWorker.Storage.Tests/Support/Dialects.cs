namespace UpgradeWorker.Storage.Tests.Support;

/// <summary>The databases on which every store has to keep its word.</summary>
public enum DialectName
{
    Sqlite,
    PostgreSql,
}

/// <summary>Source of fixtures: every contract of a store runs on each dialect.</summary>
internal static class Dialects
{
    public static readonly IReadOnlyList<DialectName> Both = Enum.GetValues<DialectName>();
}
