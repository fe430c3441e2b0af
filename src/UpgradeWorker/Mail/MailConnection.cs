using System.Net.Sockets;
using System.Security.Cryptography;
using MailKit;
using MailKit.Security;
using UpgradeWorker.Core;

namespace UpgradeWorker.Mail;

/// <summary>Connecting to mail servers, and what their failures mean, the same for sending and receiving.</summary>
internal static class MailConnection
{
    /// <summary>Connects protected and logs in. Throws what the library throws.</summary>
    public static async Task OpenAsync(MailService client, MailServer server, CancellationToken cancellationToken)
    {
        client.Timeout = (int)server.Deadline.TotalMilliseconds;
        if (server.PinnedCertificate is { } pinned)
        {
            client.CheckCertificateRevocation = false;
            client.ServerCertificateValidationCallback = (_, certificate, _, _) => certificate is not null
                && string.Equals(Convert.ToHexString(SHA256.HashData(certificate.GetRawCertData())), pinned.Replace(":", "", StringComparison.Ordinal),
                    StringComparison.OrdinalIgnoreCase);
        }

        var options = server.Protection switch
        {
            MailProtection.Tls => SecureSocketOptions.SslOnConnect,
            MailProtection.None when IsLoopback(server.Host) => SecureSocketOptions.None,
            MailProtection.None => throw new NotSupportedException("An unprotected connection is only for a server on this machine."),
            _ => SecureSocketOptions.StartTls,
        };
        await client.ConnectAsync(server.Host, server.Port, options, cancellationToken);
        if (server is { User: { } name, Tokens: { } tokens })
        {
            await LogInAsync(client, name, tokens, cancellationToken);
        }
        else if (server is { User: { } user, Password: { } password })
        {
            await client.AuthenticateAsync(user, await password.RevealAsync(cancellationToken), cancellationToken);
        }
    }

    /// <summary>Logs in with an access token, by RFC 7628 where the server speaks it, else by the way that Google and Microsoft made before.
    /// A kept token that is refused gets one successor.</summary>
    private static async Task LogInAsync(MailService client, string user, OAuthTokens tokens, CancellationToken cancellationToken)
    {
        var token = await tokens.GetAsync(cancellationToken);
        try
        {
            await client.AuthenticateAsync(Mechanism(), cancellationToken);
        }
        catch (AuthenticationException) when (tokens.Forget(token) && client.IsConnected)
        {
            var successor = await tokens.GetAsync(cancellationToken);
            if (successor == token)
            {
                throw;
            }

            token = successor;
            await client.AuthenticateAsync(Mechanism(), cancellationToken);
        }

        SaslMechanism Mechanism() => client.AuthenticationMechanisms.Contains("OAUTHBEARER")
            ? new SaslMechanismOAuthBearer(user, token) : new SaslMechanismOAuth2(user, token);
    }

    /// <summary>Whether the exception is the other side's doing, not ours.</summary>
    public static bool IsOutside(Exception error, CancellationToken ours) => error is IOException or SocketException or ProtocolException
        or AuthenticationException or CommandException or ServiceNotConnectedException or ServiceNotAuthenticatedException or SslHandshakeException
        or NotSupportedException or TimeoutException or FolderNotFoundException or InvalidOperationException
        || (error is OperationCanceledException && !ours.IsCancellationRequested);

    /// <summary>Whether the server refused the login.</summary>
    public static bool IsLogin(Exception error) => error is AuthenticationException or ServiceNotAuthenticatedException;

    /// <summary>The failure in words. Passwords are in no message of the library; the server's own text is shortened and stripped of controls.</summary>
    public static Finding Tell(MailServer server, string protocol, Exception error)
    {
        var where = $"{protocol} {server.Host}:{server.Port}";
        var said = Clean(error.Message);
        return error switch
        {
            AuthenticationException or ServiceNotAuthenticatedException =>
                new Finding("MailLoginRefused", $"{where} refused the login of {server.User ?? "nobody"}: {said} Check user and password."),
            SslHandshakeException => new Finding("MailTlsFailed", $"{where}: the TLS handshake failed. Check the host name, the port and the server's certificate. {said}"),
            NotSupportedException => new Finding("MailTlsMissing", $"{where} offers no TLS, and nothing is ever sent without it: {said}"),
            OperationCanceledException or TimeoutException => new Finding("MailTimeout", $"{where} did not answer within {server.Deadline.TotalSeconds:0} s."),
            _ => new Finding("MailUnreachable", $"{where}: {said}"),
        };
    }

    private static bool IsLoopback(string host) => host == "localhost" || (System.Net.IPAddress.TryParse(host, out var address) && System.Net.IPAddress.IsLoopback(address));

    private static string Clean(string text)
    {
        var clean = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        return clean.Length > 300 ? clean[..300] + "…" : clean;
    }
}
