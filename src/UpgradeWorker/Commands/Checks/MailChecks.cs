using UpgradeWorker.Configuration;
using UpgradeWorker.Core;
using UpgradeWorker.Mail;

namespace UpgradeWorker.Commands.Checks;

/// <summary>Connects to the mail servers, logs in, and has the worker mail itself; no other mail is sent or moved.</summary>
internal static class MailChecks
{
    public static async Task<IReadOnlyList<CheckResult>> AllAsync(MailSettings settings, Mailbox gateways, TimeProvider time, CancellationToken cancellationToken)
    {
        if (gateways.Outgoing is not { } outgoing)
        {
            return [CheckResult.Warning("mail", "Mail:Kind is None: nobody is asked or told anything by mail.")];
        }

        if (settings.Mailbox is MailboxSettings.Folder { Path: var path } && !Directory.Exists(path))
        {
            return [CheckResult.Ok("mail: folder", $"{path} is not there yet; the service makes it."), Senders(settings)];
        }

        var results = new List<CheckResult> { Of("mail: sending", await outgoing.ProbeAsync(cancellationToken), $"works, from {settings.From}.") };
        if (gateways.Incoming is { } incoming)
        {
            results.Add(Of("mail: reading", await incoming.ProbeAsync(cancellationToken), "works."));
            if (results.All(result => result.State == CheckState.Ok) && gateways.Identity is { } identity)
            {
                results.Add(incoming switch
                {
                    ImapGateway imap => await CanaryCheck.OfAsync(outgoing, imap, identity, CanaryCheck.Patience, time, cancellationToken),
                    FolderMailbox folders => await CanaryCheck.OfAsync(folders, identity, time, cancellationToken),
                    _ => throw new InvalidOperationException($"Unknown mailbox {incoming.GetType().Name}."),
                });
            }

            results.Add(Senders(settings));
        }
        else
        {
            results.Add(CheckResult.Warning("mail: reading", "there is no mailbox (Mail:Imap:Host), so no reply is read; only approve on this machine works."));
        }

        return results;
    }

    private static CheckResult Senders(MailSettings settings) => settings switch
    {
        { Mailbox: MailboxSettings.Folder { TrustSender: true } } => CheckResult.Warning(
            "mail: senders", "TrustSender believes whoever writes into the inbox folder; make sure that only your mail server can."),
        { SenderAuthentication.Count: 0 } => CheckResult.Warning(
            "mail: senders", "no sender can be verified, so no reply ever approves; give Mail:SenderAuthentication for the approvers' domains."),
        _ => CheckResult.Ok("mail: senders", $"verified for {string.Join(", ", settings.SenderAuthentication.Keys)}."),
    };

    private static CheckResult Of(string subject, Finding? finding, string fine) =>
        finding is null ? CheckResult.Ok(subject, fine) : CheckResult.Wrong(subject, finding.Message);
}
