namespace UpgradeWorker.Configuration;

/// <summary>Which mailbox the worker has.</summary>
public enum MailKind
{
    None,
    Folder,
    Servers,
}
