using MailKit.Net.Smtp;
using MimeKit;
using UpgradeWorker.Core;

namespace UpgradeWorker.Mail;

/// <summary>Sends over SMTP, protected, one mail a connection. What the server answers is put into one of four classes (RFC 5321 section 4.2.1).</summary>
/// <param name="server">The server.</param>
/// <param name="identity">The envelope sender is made from it, so that a bounce names the mail that failed.</param>
/// <param name="clock">Keeps the deadline.</param>
public sealed class SmtpGateway(MailServer server, MailIdentity identity, TimeProvider clock) : IOutgoingMail
{
    /// <inheritdoc/>
    public async Task<SendResult> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(server.Deadline, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var client = new SmtpClient();
        try
        {
            using var stream = new MemoryStream(mail.Raw.ToArray(), false);
            using var message = await MimeMessage.LoadAsync(stream, either.Token);
            await MailConnection.OpenAsync(client, server, either.Token);
            var answer = await client.SendAsync(message, MailboxAddress.Parse(identity.Plus("b-" + mail.Id)), [MailboxAddress.Parse(mail.To)], either.Token);
            await HangUpAsync(client);
            return new SendResult.Sent(RemoteId(answer));
        }
        catch (SmtpCommandException error) when (IsFinal(error))
        {
            return new SendResult.Failed(new Finding("MailRefused", $"SMTP {server.Host} refused the mail to {mail.To} ({(int)error.StatusCode}): {error.Message.ReplaceLineEndings(" ")}"));
        }
        catch (SmtpCommandException error) when (error.StatusCode != SmtpStatusCode.AuthenticationRequired)
        {
            return new SendResult.Retry(new Finding("MailDeferred", $"SMTP {server.Host} does not take the mail to {mail.To} now ({(int)error.StatusCode}): {error.Message.ReplaceLineEndings(" ")}"));
        }
        catch (Exception error) when (MailConnection.IsLogin(error) || error is SmtpCommandException)
        {
            return new SendResult.LoginRefused(MailConnection.Tell(server, "SMTP", error));
        }
        catch (Exception error) when (error is FormatException or ParseException)
        {
            return new SendResult.Failed(new Finding("MailUnsendable", $"The mail to \"{mail.To}\" cannot be sent: {error.Message}"));
        }
        catch (Exception error) when (MailConnection.IsOutside(error, cancellationToken))
        {
            // Also a connection lost after the final dot: whether the server has the mail is unknown, and the same bytes again do no harm.
            return new SendResult.Retry(MailConnection.Tell(server, "SMTP", error));
        }
    }

    /// <inheritdoc/>
    public async Task<Finding?> ProbeAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(server.Deadline, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var client = new SmtpClient();
        try
        {
            await MailConnection.OpenAsync(client, server, either.Token);
            await HangUpAsync(client);
            return null;
        }
        catch (Exception error) when (MailConnection.IsOutside(error, cancellationToken))
        {
            return MailConnection.Tell(server, "SMTP", error);
        }
    }

    /// <summary>Whether the server will never take this mail or this recipient. What it has against us, our address or our greeting is for
    /// people to mend, and would otherwise lose every mail that waits.</summary>
    private static bool IsFinal(SmtpCommandException error) => (int)error.StatusCode is >= 500 and < 600 && error.StatusCode != SmtpStatusCode.AuthenticationRequired
        && error.ErrorCode is (SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted);

    /// <summary>The name by which a relay that gives mails new Message-IDs tells the new one, as in "Ok 0102018f-…": the answer's last word.</summary>
    private static string? RemoteId(string? answer) =>
        (answer ?? "").Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries) is [.., var last] ? last.Trim('<', '>').Split('@')[0] : null;

    /// <summary>Says goodbye; the mail is delivered whatever comes of that.</summary>
    private static async Task HangUpAsync(SmtpClient client)
    {
        try
        {
            await client.DisconnectAsync(true, CancellationToken.None);
        }
        catch (Exception error) when (MailConnection.IsOutside(error, CancellationToken.None))
        {
            client.Dispose();
        }
    }
}
