namespace UpgradeWorker.Sandbox.Faults;

/// <summary>What goes wrong with one request.</summary>
public abstract record RequestFault
{
    private RequestFault() { }

    /// <summary>Refused with the service's throttling error, before any effect.</summary>
    public sealed record Throttled : RequestFault;

    /// <summary>A 5xx answer; nothing was done.</summary>
    public sealed record ErrorBefore(int Status = 503) : RequestFault;

    /// <summary>A 5xx answer although everything was done.</summary>
    public sealed record ErrorAfter(int Status = 500) : RequestFault;

    /// <summary>Everything was done; the connection breaks before the answer.</summary>
    public sealed record ReplyLost : RequestFault;

    /// <summary>The answer comes, later by a duration of the clock (not divided by the speed).</summary>
    public sealed record Delayed(TimeSpan By) : RequestFault;

    /// <summary>The caller's credentials have expired.</summary>
    public sealed record ExpiredCredentials : RequestFault;

    /// <summary>The service's clock is ahead of the caller's by this much.</summary>
    public sealed record ClockSkew(TimeSpan By) : RequestFault;

    /// <summary>Access is denied for this operation.</summary>
    public sealed record AccessDenied : RequestFault;

    /// <summary>Refused with this error, before any effect: for quotas and all that has no name here.</summary>
    public sealed record Refused(string Code, string Message, int Status = 400) : RequestFault;
}
