using UpgradeWorker.Core;

namespace UpgradeWorker.Inputs;

/// <summary>What came of asking for an address.</summary>
public abstract record Download
{
    private Download()
    {
    }

    /// <summary>It answered with a body.</summary>
    /// <param name="Body">The bytes, content encoding undone.</param>
    /// <param name="ETag">As the server wrote it (RFC 9110, section 8.8.3); null when it gave none.</param>
    /// <param name="LastModified">As the server wrote it (section 8.8.2); null when it gave none.</param>
    public sealed record Fetched(byte[] Body, string? ETag, string? LastModified) : Download;

    /// <summary>It says that nothing changed since the last time (status 304).</summary>
    public sealed record Unchanged : Download;

    /// <summary>It could not be had.</summary>
    /// <param name="Why">Names the address, without what may be secret in it, and what to do.</param>
    /// <param name="MayPass">Whether the same request may succeed later without anybody changing anything.</param>
    public sealed record Failed(Finding Why, bool MayPass) : Download;
}

/// <summary>What a server gave to recognise a body by.</summary>
/// <param name="ETag">Entity tag; null = none.</param>
/// <param name="LastModified">Date in the server's own words; null = none.</param>
public sealed record Validators(string? ETag, string? LastModified);
