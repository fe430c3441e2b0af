namespace UpgradeWorker.Configuration;

/// <summary>What shows that a mail is from whom it says.</summary>
public enum SenderMode
{
    /// <summary>The Authentication-Results header of our own mail host (RFC 8601) says dmarc=pass.</summary>
    AuthRes,

    /// <summary>The worker checks the DKIM signature itself (RFC 6376).</summary>
    Dkim,
}
