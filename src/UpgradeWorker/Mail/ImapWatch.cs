using MailKit;
using MailKit.Net.Imap;
using UpgradeWorker.Core;

namespace UpgradeWorker.Mail;

/// <summary>Waits for new mail on a connection of its own (IMAP IDLE, RFC 2177), so that a reply is read at once. It only tells that
/// something came; what counts is the look that follows.</summary>
/// <param name="server">The server.</param>
/// <param name="inbox">The folder.</param>
/// <param name="clock">Keeps the times.</param>
public sealed class ImapWatch(MailServer server, string inbox, TimeProvider clock)
{
    /// <summary>Many servers and firewalls end a silent connection after ten minutes.</summary>
    private static readonly TimeSpan LongestIdle = TimeSpan.FromMinutes(9);

    /// <summary>Waits until something came, at most nine minutes.</summary>
    /// <returns>Null when that is so or the time is over; else why there is no waiting here, for now or at all.</returns>
    public async Task<Finding?> WaitAsync(CancellationToken cancellationToken)
    {
        using var client = new ImapClient();
        try
        {
            using (var deadline = new CancellationTokenSource(server.Deadline, clock))
            using (var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken))
            {
                await MailConnection.OpenAsync(client, server, either.Token);
                var folder = inbox.Equals("INBOX", StringComparison.OrdinalIgnoreCase) ? client.Inbox : await client.GetFolderAsync(inbox, either.Token);
                await folder.OpenAsync(FolderAccess.ReadOnly, either.Token);
            }

            if (!client.Capabilities.HasFlag(ImapCapabilities.Idle))
            {
                return new Finding("NoIdle", $"IMAP {server.Host}:{server.Port} does not offer IDLE.");
            }

            await IdleAsync(client, cancellationToken);
            return null;
        }
        catch (Exception error) when (MailConnection.IsOutside(error, cancellationToken))
        {
            return MailConnection.Tell(server, "IMAP", error);
        }
    }

    private async Task IdleAsync(ImapClient client, CancellationToken cancellationToken)
    {
        var folder = client.Inbox.IsOpen ? client.Inbox : client.GetFolder(inbox, cancellationToken);
        using var done = new CancellationTokenSource(LongestIdle, clock);
        void Come(object? sender, EventArgs change) => done.Cancel();
        folder.CountChanged += Come;
        try
        {
            await client.IdleAsync(done.Token, cancellationToken);
        }
        finally
        {
            // Before the token goes: an event that comes late would otherwise find it disposed and end the library's loop with it.
            folder.CountChanged -= Come;
        }
    }
}
