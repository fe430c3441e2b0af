namespace UpgradeWorker.Mail;

/// <summary>A mail as the mailbox has it, nothing interpreted yet.</summary>
/// <param name="Key">Where it stands: the file name, or <c>UIDVALIDITY/UID</c>. Unique in the mailbox as long as it stands there.</param>
/// <param name="Raw">Its bytes, at most the limit of <see cref="MimeReading.MostBytes"/>.</param>
/// <param name="Size">Bytes of the whole mail; more than <paramref name="Raw"/> holds when it is too big.</param>
/// <param name="ReceivedAt">When the mailbox received it, UTC.</param>
public sealed record ReceivedMail(string Key, ReadOnlyMemory<byte> Raw, long Size, DateTimeOffset ReceivedAt)
{
    /// <summary>Why the mailbox does not give the mail out, time and again; null when it does. The bytes then stand for it alone.</summary>
    public string? Unreadable { get; private init; }

    /// <summary>A mail that the mailbox has and does not give out, so that it can be put away and no other waits for it.</summary>
    public static ReceivedMail Refused(string key, DateTimeOffset receivedAt, string why) =>
        new(key, System.Text.Encoding.UTF8.GetBytes("refused " + key), 0, receivedAt) { Unreadable = why };

    /// <summary>SHA-256 of the bytes, lower-case hexadecimal: equal for the same mail delivered twice as the same file.</summary>
    public string Sha256 => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Raw.Span));
}
