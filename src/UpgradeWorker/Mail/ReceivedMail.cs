namespace UpgradeWorker.Mail;

/// <summary>A mail as the mailbox has it, nothing interpreted yet.</summary>
/// <param name="Key">Where it stands: the file name, or <c>UIDVALIDITY/UID</c>. Unique in the mailbox as long as it stands there.</param>
/// <param name="Raw">Its bytes, at most the limit of <see cref="MimeReading.MostBytes"/>.</param>
/// <param name="Size">Bytes of the whole mail; more than <paramref name="Raw"/> holds when it is too big.</param>
/// <param name="ReceivedAt">When the mailbox received it, UTC.</param>
public sealed record ReceivedMail(string Key, ReadOnlyMemory<byte> Raw, long Size, DateTimeOffset ReceivedAt)
{
    /// <summary>SHA-256 of the bytes, lower-case hexadecimal: equal for the same mail delivered twice as the same file.</summary>
    public string Sha256 => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Raw.Span));
}
