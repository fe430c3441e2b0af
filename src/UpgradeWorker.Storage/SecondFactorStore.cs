namespace UpgradeWorker.Storage;

/// <summary>Codes of authenticators that were accepted or refused; the secrets are never here. Written by SeekApprovals.</summary>
public static class SecondFactorStore
{
    /// <summary>Takes a time step of an approver for good (RFC 6238 section 5.2).</summary>
    /// <returns>Whether neither it nor a later one was taken before.</returns>
    public static async Task<bool> UseAsync(Session session, string approver, long step, DateTimeOffset at) =>
        await session.ScalarAsync<long>("SELECT COUNT(*) FROM totp_use WHERE approver = @approver AND step >= @step", new { approver, step }) == 0
        && await session.ExecuteAsync(
            "INSERT INTO totp_use (approver, step, at) VALUES (@approver, @step, @at) ON CONFLICT (approver, step) DO NOTHING",
            new { approver, step, at }) == 1;

    /// <summary>Remembers a wrong code.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="id">The mail it came in; the same mail counts once.</param>
    /// <param name="approver">Whose it was.</param>
    /// <param name="at">When.</param>
    public static Task FailAsync(Session session, string id, string approver, DateTimeOffset at) => session.ExecuteAsync(
        "INSERT INTO totp_failure (id, approver, at) VALUES (@id, @approver, @at) ON CONFLICT (id) DO NOTHING", new { id, approver, at });

    /// <summary>How many wrong codes an approver gave since an instant.</summary>
    public static Task<long> FailuresAsync(Session session, string approver, DateTimeOffset since) => session.ScalarAsync<long>(
        "SELECT COUNT(*) FROM totp_failure WHERE approver = @approver AND at >= @since", new { approver, since });
}
