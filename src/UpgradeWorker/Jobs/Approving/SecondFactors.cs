using UpgradeWorker.Configuration;
using UpgradeWorker.Core;
using UpgradeWorker.Inputs;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs.Approving;

/// <summary>Judges the six digits of an approval: each counts once, near its time only, and few wrong ones are borne.</summary>
public sealed class SecondFactors(ApprovalSettings approvals)
{
    /// <summary>Wrong codes of one approver in an hour, after which none is accepted until the hour is over.</summary>
    public const int MostFailures = 5;

    private static readonly TimeSpan FailurePeriod = TimeSpan.FromHours(1);

    /// <summary>Judges and uses up the digits.</summary>
    /// <param name="session">
    /// The transaction of the mail. Right digits are used up even where the verdict is refused for another reason: by then they stand in a
    /// mail, and nobody who reads it there may bring them again (RFC 6238 section 5.2). The mended answer carries the next ones.
    /// </param>
    /// <param name="cause">The mail that they came in.</param>
    /// <param name="approver">Whose they should be.</param>
    /// <param name="factor">The approver's second factor.</param>
    /// <param name="digits">The six digits; null when none were given.</param>
    /// <param name="receivedAt">When the mailbox received the mail.</param>
    /// <param name="now">The present instant.</param>
    /// <returns>Whether they were right; what is wrong with digits that were given.</returns>
    public async Task<(bool Given, Finding? Wrong)> UseAsync(
        Session session, string cause, string approver, SecondFactor factor, string? digits, DateTimeOffset receivedAt, DateTimeOffset now)
    {
        if (digits is null || !factor.IsEnrolled)
        {
            return (false, null);
        }

        if (factor.Wrong is { } unreadable)
        {
            return (false, unreadable);
        }

        if (await SecondFactorStore.FailuresAsync(session, approver, now - FailurePeriod) >= MostFailures)
        {
            return (false, new Finding(
                "SecondFactorLocked", $"{MostFailures} wrong codes came for {approver} within an hour, so none is accepted until the hour is over. Approve on the worker's machine, or try later."));
        }

        if (factor.StepOf(digits, receivedAt, approvals.TotpSteps) is not { } step)
        {
            await SecondFactorStore.FailAsync(session, cause, approver, now);
            return (false, new Finding(
                "SecondFactorWrong", $"The six digits were not right at {receivedAt:HH:mm:ss} UTC, when the mail arrived. They change every 30 seconds: send the mail as soon as you have typed them, and see that the clock of your device is right."));
        }

        return await SecondFactorStore.UseAsync(session, approver, step, now)
            ? (true, null)
            : (false, new Finding("SecondFactorUsed", "These six digits, or later ones, were used already; each counts once. Wait for the next ones."));
    }
}
