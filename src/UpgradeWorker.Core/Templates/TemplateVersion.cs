namespace UpgradeWorker.Core.Templates;

/// <summary>The version that a template tells of itself.</summary>
/// <param name="Text">Without a leading <c>v</c>; not always of three numbers.</param>
/// <param name="From">The pattern that found it, such as <c>output VersionTag</c>.</param>
public sealed record TemplateVersion(string Text, string From)
{
    /// <summary>The first of <paramref name="patterns"/> that finds one decides; null if none does.</summary>
    /// <param name="template">The template to ask.</param>
    /// <param name="patterns">In order of trust; null = <see cref="VersionPattern.Defaults"/>.</param>
    public static TemplateVersion? Find(Template template, IEnumerable<VersionPattern>? patterns = null) =>
        (patterns ?? VersionPattern.Defaults)
            .Select(pattern => pattern.Find(template) is { } version ? new TemplateVersion(version, pattern.Text) : null)
            .FirstOrDefault(version => version is not null);
}
