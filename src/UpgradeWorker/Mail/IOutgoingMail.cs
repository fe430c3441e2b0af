using UpgradeWorker.Core;

namespace UpgradeWorker.Mail;

/// <summary>A composed mail on its way out. The same bytes and the same Message-ID go out on every try.</summary>
/// <param name="Id">The outbox row; bounces name it.</param>
/// <param name="To">The one recipient's address.</param>
/// <param name="MessageId">Without angle brackets.</param>
/// <param name="Raw">The whole mail.</param>
public sealed record OutgoingMail(string Id, string To, string MessageId, ReadOnlyMemory<byte> Raw);

/// <summary>What became of one try to send.</summary>
public abstract record SendResult
{
    private SendResult()
    {
    }

    /// <summary>Taken over by the next server or written to the folder.</summary>
    /// <param name="RemoteId">What the server called it; null when it did not say.</param>
    public sealed record Sent(string? RemoteId) : SendResult;

    /// <summary>Not now: the same bytes may go later. Also when it is unknown whether the server took it.</summary>
    public sealed record Retry(Finding Why) : SendResult;

    /// <summary>Never: the server refused this mail or this recipient for good.</summary>
    public sealed record Failed(Finding Why) : SendResult;

    /// <summary>The server refused the login: nothing can be sent until a person acts.</summary>
    public sealed record LoginRefused(Finding Why) : SendResult;
}

/// <summary>A way to send mail: a folder or an SMTP server.</summary>
public interface IOutgoingMail
{
    /// <summary>Tries once. Never throws for anything that the other side does.</summary>
    Task<SendResult> SendAsync(OutgoingMail mail, CancellationToken cancellationToken);

    /// <summary>Whether it can be reached and accepts the login; null when it does.</summary>
    Task<Finding?> ProbeAsync(CancellationToken cancellationToken);
}
