namespace UpgradeWorker.Core.Approvals;

/// <summary>Whether the mail really comes from the domain in its From field.</summary>
public abstract record SenderAuthentication
{
    private SenderAuthentication(string detail) => Detail = detail;

    /// <summary>What was looked at and found, in words.</summary>
    public string Detail { get; }

    /// <summary>Proven by the named method: <c>dkim</c>, <c>authres</c>, <c>trusted-relay</c>.</summary>
    /// <param name="Method">Its name.</param>
    /// <param name="Found">What was found, in words.</param>
    /// <param name="CoversTo">Whether the proof covers the To field too, so that nobody can have put another code there on the way.</param>
    public sealed record Passed(string Method, string Found, bool CoversTo = false) : SenderAuthentication(Found);

    /// <summary>Looked at and not proven; asking again gives the same answer.</summary>
    public sealed record Failed(string Found) : SenderAuthentication(Found);

    /// <summary>Not decided because a look-up failed for now; never treated as proven.</summary>
    public sealed record Unavailable(string Found) : SenderAuthentication(Found);
}
