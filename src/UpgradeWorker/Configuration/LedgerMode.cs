namespace UpgradeWorker.Configuration;

/// <summary>How the room for certificates is counted.</summary>
public enum LedgerMode
{
    /// <summary>At most Limit in any stretch of Window's length.</summary>
    Window,

    /// <summary>A bucket of Limit places, one of which comes back every Window / Limit.</summary>
    Bucket,
}
