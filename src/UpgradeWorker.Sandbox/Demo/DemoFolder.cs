using UpgradeWorker.Sandbox.Vendor;

namespace UpgradeWorker.Sandbox.Demo;

/// <summary>A temporary folder with everything that the demo's worker reads and writes.</summary>
internal sealed class DemoFolder : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("upgradeworker-demo-").FullName;

    public DemoFolder()
    {
        foreach (var folder in (string[])[Outbox, Inbox, Templates, ReleaseNotes])
        {
            Directory.CreateDirectory(folder);
        }

        // The notes are there before the templates: a changelog is read anew every few minutes only.
        foreach (var release in VendorRelease.All)
        {
            WriteWhole(Path.Combine(ReleaseNotes, release.NotesFileName), release.Notes);
        }
    }

    public string Root => root;

    public string SettingsFile => Path.Combine(root, "appsettings.json");

    public string Outbox => Path.Combine(root, "mail", "outbox");

    public string Inbox => Path.Combine(root, "mail", "inbox");

    public string Templates => Path.Combine(root, "templates");

    public string ReleaseNotes => Path.Combine(root, "release-notes");

    public string Logs => Path.Combine(root, "data", "logs");

    /// <summary>Set, the folder stays.</summary>
    public bool Keep { get; set; }

    /// <summary>Lets the vendor publish a release's template, whole or not at all.</summary>
    public void Publish(VendorRelease release) => WriteWhole(Path.Combine(Templates, release.TemplateFileName), release.Template);

    public static void WriteWhole(string path, string text)
    {
        File.WriteAllText(path + ".tmp", text);
        File.Move(path + ".tmp", path, overwrite: true);
    }

    public void Dispose()
    {
        if (!Keep)
        {
            try
            {
                Directory.Delete(root, recursive: true);
            }
            catch (IOException)
            {
                // A temporary folder that stays behind harms nobody.
            }
        }
    }
}
