using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using UpgradeWorker.Core;
using UpgradeWorker.Core.Mails;

namespace UpgradeWorker.Mail;

/// <content>Finds a mail that the worker sent to itself.</content>
public sealed partial class ImapGateway
{
    /// <summary>
    /// Looks for a mail that the worker sent to itself and puts it away, unless a running service did that already.
    /// </summary>
    /// <param name="mark">Stands in the mail's own header field and in no other mail's.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Whether it has arrived; why that cannot be told.</returns>
    public async Task<(bool Arrived, Finding? Why)> TakeOwnAsync(string mark, CancellationToken cancellationToken)
    {
        try
        {
            return (await WithInboxAsync((client, inbox, token) => TakeOwnAsync(client, inbox, mark, token), cancellationToken), null);
        }
        catch (Exception error) when (MailConnection.IsOutside(error, cancellationToken))
        {
            return (false, MailConnection.Tell(server, "IMAP", error));
        }
    }

    private async Task<bool> TakeOwnAsync(ImapClient client, IMailFolder inbox, string mark, CancellationToken cancellationToken)
    {
        var ignored = await ShelfAsync(client, MailShelf.Ignored, cancellationToken);
        if (await FindOwnAsync(inbox, mark, cancellationToken) is { } uid)
        {
            await inbox.MoveToAsync(uid, ignored, cancellationToken);
            return true;
        }

        await ignored.OpenAsync(FolderAccess.ReadOnly, cancellationToken);
        return await FindOwnAsync(ignored, mark, cancellationToken) is not null;
    }

    /// <summary>Among the newest; read by header field, since not every server can search by one.</summary>
    private static async Task<UniqueId?> FindOwnAsync(IMailFolder folder, string mark, CancellationToken cancellationToken)
    {
        var newest = (await folder.SearchAsync(SearchQuery.All, cancellationToken)).OrderDescending().Take(MostAtOnce).ToList();
        var summaries = newest.Count == 0 ? []
            : await folder.FetchAsync(newest, new FetchRequest(MessageSummaryItems.UniqueId, [CanaryMail.Field]), cancellationToken);
        return summaries.FirstOrDefault(summary => summary.Headers?[CanaryMail.Field]?.Contains(mark, StringComparison.Ordinal) == true)?.UniqueId;
    }
}
