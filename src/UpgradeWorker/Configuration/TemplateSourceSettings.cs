namespace UpgradeWorker.Configuration;

/// <summary>Where new templates appear.</summary>
public abstract record TemplateSourceSettings
{
    private TemplateSourceSettings()
    {
    }

    /// <summary>Template files (*.json, *.yaml, *.yml, *.template) in a folder, given by its absolute path.</summary>
    public sealed record Folder(string Path) : TemplateSourceSettings;
}
