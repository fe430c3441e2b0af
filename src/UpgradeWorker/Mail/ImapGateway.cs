using System.Globalization;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using UpgradeWorker.Core;

namespace UpgradeWorker.Mail;

/// <summary>Reads a mailbox over IMAP (RFC 9051). Everything in INBOX is work; flags that people set mean nothing. The connection is kept
/// between looks and made anew after any failure.</summary>
/// <param name="server">The server.</param>
/// <param name="folders">Its folders; the missing ones are made.</param>
/// <param name="clock">Keeps the deadline.</param>
public sealed partial class ImapGateway(MailServer server, ImapFolders folders, TimeProvider clock) : IIncomingMail, IDisposable
{
    private const int MostAtOnce = 25;
    private const string DoneKeyword = "$UwDone";

    /// <summary>So often a server may refuse to give out one mail.</summary>
    private const int MostRefusals = 3;

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Turns<UniqueId> _turns = new(MostAtOnce);
    private ImapClient? _client;
    private IMailFolder? _inbox;

    /// <inheritdoc/>
    public async Task<FetchResult> FetchAsync(CancellationToken cancellationToken)
    {
        try
        {
            return new FetchResult.Fetched(await WithInboxAsync(ReadAllAsync, cancellationToken));
        }
        catch (Exception error) when (MailConnection.IsOutside(error, cancellationToken))
        {
            var finding = MailConnection.Tell(server, "IMAP", error);
            return MailConnection.IsLogin(error) ? new FetchResult.LoginRefused(finding) : new FetchResult.Unreachable(finding);
        }
    }

    /// <inheritdoc/>
    public async Task<Finding?> FileAsync(string key, MailShelf shelf, CancellationToken cancellationToken)
    {
        try
        {
            return await WithInboxAsync(async (client, inbox, token) =>
            {
                var parts = key.Split('/');
                if (parts.Length != 2 || parts[0] != Text(inbox.UidValidity)
                    || !uint.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                {
                    // The server has numbered its mails anew: this one comes again under its new number and is recognised by its hash.
                    return null;
                }

                var uid = new UniqueId(inbox.UidValidity, number);
                var target = await ShelfAsync(client, shelf, token);
                if (inbox.PermanentFlags.HasFlag(MessageFlags.UserDefined))
                {
                    // If the move fails, people and other programs still see that the mail is dealt with.
                    await inbox.AddFlagsAsync(uid, MessageFlags.None, new HashSet<string> { DoneKeyword }, true, token);
                }

                // Without the MOVE extension the library copies, marks as deleted and expunges that one mail.
                await inbox.MoveToAsync(uid, target, token);
                return (Finding?)null;
            }, cancellationToken);
        }
        catch (Exception error) when (MailConnection.IsOutside(error, cancellationToken))
        {
            return MailConnection.Tell(server, "IMAP", error);
        }
    }

    /// <inheritdoc/>
    public async Task<Finding?> ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WithInboxAsync((_, inbox, _) => Task.FromResult(inbox.Count), cancellationToken);
            return null;
        }
        catch (Exception error) when (MailConnection.IsOutside(error, cancellationToken))
        {
            return MailConnection.Tell(server, "IMAP", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client?.Dispose();
        _one.Dispose();
    }

    private async Task<IReadOnlyList<ReceivedMail>> ReadAllAsync(ImapClient client, IMailFolder inbox, CancellationToken cancellationToken)
    {
        // A search and not the count of mails: counts miss what came while the connection was down.
        var uids = _turns.Next([.. (await inbox.SearchAsync(SearchQuery.All, cancellationToken)).Order()]);
        var mails = new List<ReceivedMail>();
        if (uids.Count == 0)
        {
            return mails;
        }

        var wanted = MessageSummaryItems.UniqueId | MessageSummaryItems.Size | MessageSummaryItems.InternalDate;
        var summaries = (await inbox.FetchAsync([.. uids], wanted, cancellationToken)).ToDictionary(summary => summary.UniqueId);
        foreach (var uid in uids.Where(summaries.ContainsKey))
        {
            try
            {
                mails.Add(await ReadAsync(inbox, summaries[uid], cancellationToken));
            }
            catch (MessageNotFoundException)
            {
                // Somebody moved it meanwhile.
            }
            catch (ImapCommandException refusal)
            {
                if (_turns.Stumble(uid) >= MostRefusals)
                {
                    mails.Add(ReceivedMail.Refused(Key(inbox, uid), At(summaries[uid]), $"The server does not give the mail out: {refusal.Message}"));
                }
            }
            catch (Exception error) when (mails.Count > 0 && MailConnection.IsOutside(error, cancellationToken))
            {
                // Those before it can be dealt with; the next look begins with those after it.
                _turns.Stumble(uid);
                return mails;
            }
            catch (Exception error) when (MailConnection.IsOutside(error, cancellationToken))
            {
                _turns.Stumble(uid);
                throw;
            }
        }

        return mails;
    }

    private static async Task<ReceivedMail> ReadAsync(IMailFolder inbox, IMessageSummary summary, CancellationToken cancellationToken)
    {
        var size = (long)(summary.Size ?? 0);
        // BODY.PEEK: reading leaves no trace in the mailbox.
        await using var stream = size > MimeReading.MostBytes
            ? await inbox.GetStreamAsync(summary.UniqueId, 0, MimeReading.HeadBytes, cancellationToken)
            : await inbox.GetStreamAsync(summary.UniqueId, "", cancellationToken);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancellationToken);
        return new ReceivedMail(Key(inbox, summary.UniqueId), bytes.ToArray(), Math.Max(size, bytes.Length), At(summary));
    }

    private async Task<TResult> WithInboxAsync<TResult>(
        Func<ImapClient, IMailFolder, CancellationToken, Task<TResult>> act, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            using var deadline = new CancellationTokenSource(server.Deadline, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            _client ??= new ImapClient();
            if (!_client.IsConnected || !_client.IsAuthenticated)
            {
                _client.Dispose();
                _client = new ImapClient();
                _inbox = null;
                await MailConnection.OpenAsync(_client, server, either.Token);
            }

            _inbox ??= folders.Inbox.Equals("INBOX", StringComparison.OrdinalIgnoreCase) ? _client.Inbox : await _client.GetFolderAsync(folders.Inbox, either.Token);
            if (!_inbox.IsOpen || _inbox.Access != FolderAccess.ReadWrite)
            {
                await _inbox.OpenAsync(FolderAccess.ReadWrite, either.Token);
            }

            return await act(_client, _inbox, either.Token);
        }
        catch
        {
            // Whatever went wrong, the next look starts with a fresh connection.
            _client?.Dispose();
            _client = null;
            _inbox = null;
            throw;
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<IMailFolder> ShelfAsync(ImapClient client, MailShelf shelf, CancellationToken cancellationToken)
    {
        var name = shelf switch
        {
            MailShelf.Processed => folders.Processed,
            MailShelf.Ignored => folders.Ignored,
            MailShelf.Quarantine => folders.Quarantine,
            _ => throw new ArgumentOutOfRangeException(nameof(shelf), shelf, null),
        };
        var root = client.GetFolder(client.PersonalNamespaces[0]);
        try
        {
            return await root.GetSubfolderAsync(name, cancellationToken);
        }
        catch (FolderNotFoundException)
        {
            return await root.CreateAsync(name, true, cancellationToken) ?? throw new FolderNotFoundException(name);
        }
    }

    private static string Key(IMailFolder inbox, UniqueId uid) => $"{Text(inbox.UidValidity)}/{Text(uid.Id)}";

    private static DateTimeOffset At(IMessageSummary summary) => (summary.InternalDate ?? DateTimeOffset.UnixEpoch).ToUniversalTime();

    private static string Text(uint number) => number.ToString(CultureInfo.InvariantCulture);
}
