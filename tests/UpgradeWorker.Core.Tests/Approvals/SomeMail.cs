using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Core.Tests.Approvals;

/// <summary>Valid mails and requests; a test changes only what it is about.</summary>
internal static class SomeMail
{
    public const string Token = "UW-0123456789abcdefghjkmnpqrs";
    public const string Approver = "jane@corp.example";

    public static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    public static readonly IssuedToken Issued = new(ApprovalToken.Hash(Token), "UW-0042", Approver, Now.AddDays(3));

    public static ReplyContext Context(params string[] sentLines) => new()
    {
        Issued = [Issued],
        WorkerNames = ["UpgradeWorker", "upgrades@worker.example"],
        WorkerAddresses = ["upgrades@worker.example"],
        SentLines = sentLines,
    };

    public static InboundMail Reply(params string[] lines) => new()
    {
        Headers = [new("From", "Jane <jane@corp.example>"), new("Subject", "Re: [UW-0042] Approval needed")],
        From = [Approver],
        FromFields = 1,
        Recipients = ["upgrades+0123456789abcdefghjkmnpqrs@worker.example"],
        Plain = lines,
        Bodies = [string.Join('\n', lines)],
        Sender = new SenderAuthentication.Passed("trusted-relay", "A folder whose writers are trusted."),
        Size = 2000,
        RawSha256 = new string('a', 64),
        ReceivedAt = Now,
    };

    public static ReplyJudgement Judge(params string[] lines) => ReplyJudge.Judge(Reply(lines), Context(), Now);

    public static InboundMail With(this InboundMail mail, string name, string value) => mail with { Headers = [.. mail.Headers, new MailHeader(name, value)] };

    public static ApprovalRequest Request() => new()
    {
        Id = "UW-0042",
        Stack = new StackKey("production"),
        Plan = new PlanFingerprint(new string('1', 64)),
        Approvers = [Approver, "omar@corp.example"],
        IssuedAt = Now.AddHours(-5),
        ExpiresAt = Now.AddDays(3),
        State = ApprovalState.Pending,
    };

    public static Verdict Verdict(VerdictKind kind, string by = Approver) => new(kind, "UW-0042", new PlanFingerprint(new string('1', 64)), by, Now);
}
