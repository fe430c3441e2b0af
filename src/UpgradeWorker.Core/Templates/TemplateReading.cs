namespace UpgradeWorker.Core.Templates;

/// <summary>What came of reading a template.</summary>
public abstract record TemplateReading
{
    private TemplateReading()
    {
    }

    public sealed record Read(Template Template) : TemplateReading;

    /// <summary>Nothing of it is used.</summary>
    /// <param name="Findings">At least one; each names the file and the line or key.</param>
    public sealed record Refused(IReadOnlyList<Finding> Findings) : TemplateReading;
}
