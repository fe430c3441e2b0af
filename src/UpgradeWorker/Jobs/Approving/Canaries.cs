using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Mails;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Mail;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Jobs.Approving;

/// <summary>Mails the worker itself now and then: if that does not come back, replies would not arrive either, and nobody would notice.</summary>
public sealed class Canaries(
    Mailbox mailbox, MailSettings settings, Post post, MailTemplates templates, Database database, TimeProvider time, ILogger<Canaries> logger)
{
    /// <summary>How long it may be under way.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Sends the next one, or tells that the last one is lost.</summary>
    /// <returns>Whether a mail was written.</returns>
    public Task<bool> KeepAsync(CancellationToken cancellationToken)
    {
        if (mailbox is not { Incoming: not null, IsFolder: false, Identity: { } identity } || settings.Canary is not { } every)
        {
            return Task.FromResult(false);
        }

        return database.WriteAsync(
            async session =>
            {
                var now = time.GetUtcNow();
                var last = await MailboxStore.LatestCanaryAsync(session);
                if (last is { ArrivedAt: null, AlarmedAt: null } && now - last.SentAt >= Patience)
                {
                    Log.CanaryLost(logger, last.SentAt);
                    await MailboxStore.SaveCanaryAsync(session, last with { AlarmedAt = now });
                }

                if (last is not null && now - last.SentAt < every)
                {
                    return false;
                }

                var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
                await MailboxStore.SaveCanaryAsync(session, new Canary { Nonce = nonce, SentAt = now });
                await post.AppendAsync(session, $"canary:{nonce}", CanaryMail.Compose(identity.Address, nonce, templates), now + Patience, now);
                return true;
            },
            cancellationToken);
    }
}
