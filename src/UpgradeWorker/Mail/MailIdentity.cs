namespace UpgradeWorker.Mail;

/// <summary>Whom the worker's mail is from.</summary>
/// <param name="Address">The worker's address, which is also that of the mailbox it reads.</param>
/// <param name="Name">Its display name.</param>
/// <param name="PlusAddresses">Whether the host delivers <c>local+anything@domain</c> to <c>local@domain</c>; then replies carry their code
/// in the address, and bounces name the mail that failed.</param>
public sealed record MailIdentity(string Address, string Name, bool PlusAddresses)
{
    /// <summary>The part after the @.</summary>
    public string Domain => Address[(Address.LastIndexOf('@') + 1)..];

    /// <summary>The address with a tag after a plus; the plain one where the host delivers no plus addresses.</summary>
    public string Plus(string tag)
    {
        var at = Address.LastIndexOf('@');
        return PlusAddresses && at > 0 ? $"{Address[..at]}+{tag}{Address[at..]}" : Address;
    }
}
