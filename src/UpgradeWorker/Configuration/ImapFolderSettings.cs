namespace UpgradeWorker.Configuration;

/// <summary>Folders of the IMAP mailbox; all different.</summary>
public sealed record ImapFolderSettings(string Inbox, string Processed, string Ignored, string Quarantine);
