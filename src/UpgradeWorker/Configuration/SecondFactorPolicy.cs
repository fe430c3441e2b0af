namespace UpgradeWorker.Configuration;

/// <summary>Which plans one mail alone may not approve.</summary>
public enum SecondFactorPolicy
{
    /// <summary>Those that replace a database or a cache.</summary>
    WhenDataReplaced,

    /// <summary>None.</summary>
    Never,
}
