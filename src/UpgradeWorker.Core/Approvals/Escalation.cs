namespace UpgradeWorker.Core.Approvals;

/// <summary>Who is asked, when they are reminded, and who comes next when somebody is away.</summary>
public static class Escalation
{
    /// <summary>Percentages of a request's life after which those who have not answered are reminded.</summary>
    public static IReadOnlyList<int> Reminders { get; } = [50, 90];

    /// <summary>A request that lives shorter than this is not worth a reminder.</summary>
    public static readonly TimeSpan ShortestRemindedLife = TimeSpan.FromHours(1);

    /// <summary>The latest reminder that is due; null before the first.</summary>
    public static int? ReminderDue(ApprovalRequest request, DateTimeOffset now)
    {
        var life = request.ExpiresAt - request.IssuedAt;
        return request.State != ApprovalState.Pending || life < ShortestRemindedLife || now >= request.ExpiresAt ? null
            : Reminders.Where(percent => now >= request.IssuedAt + life * percent / 100).Select(percent => (int?)percent).LastOrDefault();
    }

    /// <summary>The approvers to ask now, beside those who were asked.</summary>
    /// <param name="request">A pending request.</param>
    /// <param name="asked">Who was asked.</param>
    /// <param name="away">Whom it does not reach.</param>
    /// <param name="askFirst">How many are asked at first; null = all.</param>
    /// <param name="now">UTC.</param>
    public static IReadOnlyList<string> Next(
        ApprovalRequest request, IReadOnlyCollection<string> asked, IReadOnlyCollection<string> away, int? askFirst, DateTimeOffset now)
    {
        var half = request.IssuedAt + (request.ExpiresAt - request.IssuedAt) / 2;
        var wanted = askFirst is not { } first ? request.Approvers.Count
            : Math.Max(first, request.QuorumWithoutFactor) + (now >= half ? 1 : 0);
        var reached = asked.Count(one => !away.Any(other => MailText.Same(one, other)));
        return [.. request.Approvers.Where(one => !asked.Any(other => MailText.Same(one, other))).Take(Math.Max(0, wanted - reached))];
    }
}
