using System.Text;
using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Mail;

namespace UpgradeWorker.Tests.Mail;

/// <summary>Judges raw text as the worker would, against the request of <see cref="ReplyLayouts"/>.</summary>
internal static class Explain
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 30, 0, TimeSpan.Zero);

    public static ReplyJudgement Verified(string raw) => Verified(Encoding.UTF8.GetBytes(raw));

    public static ReplyJudgement Verified(byte[] raw)
    {
        var mail = Read(raw);
        return ReplyJudge.Judge(mail, Context(), Now);
    }

    public static InboundMail Read(byte[] raw)
    {
        var received = new ReceivedMail("mail.eml", raw.Length > MimeReading.MostBytes ? raw.AsMemory(0, MimeReading.HeadBytes) : raw, raw.Length, Now);
        var (message, unparsable) = MimeReading.Parse(received.Raw);
        return MimeReading.Read(received, message, unparsable, new SenderAuthentication.Passed("given", "Taken for proven."));
    }

    public static ReplyContext Context() => new()
    {
        Issued = [new IssuedToken(ApprovalToken.Hash(ReplyLayouts.Token), "UW-0042", "jane@corp.example", Now.AddDays(3))],
        WorkerNames = ["UpgradeWorker", "upgrades@worker.example"],
        WorkerAddresses = ["upgrades@worker.example"],
    };
}
