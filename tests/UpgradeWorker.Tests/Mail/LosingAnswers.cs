using System.Collections.Concurrent;
using UpgradeWorker.Core;
using UpgradeWorker.Mail;

namespace UpgradeWorker.Tests.Mail;

/// <summary>A server that takes each mail and whose answer to that is lost the first time, so that each is sent twice.</summary>
internal sealed class LosingAnswers(IOutgoingMail server) : IOutgoingMail
{
    private readonly ConcurrentDictionary<string, int> _tries = new(StringComparer.Ordinal);

    public async Task<SendResult> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        var result = await server.SendAsync(mail, cancellationToken);
        return result is SendResult.Sent && _tries.AddOrUpdate(mail.MessageId, 1, (_, tries) => tries + 1) == 1
            ? new SendResult.Retry(new Finding("MailUnreachable", "The connection was lost after the mail."))
            : result;
    }

    public Task<Finding?> ProbeAsync(CancellationToken cancellationToken) => server.ProbeAsync(cancellationToken);
}
