namespace UpgradeWorker.Sandbox.Vendor;

/// <summary>One version of the vendor's product: a template, a machine image with its program, and what its schema adds.</summary>
/// <param name="Version">Three numbers, such as <c>3.36.0</c>.</param>
/// <param name="ImageIds">The machine images that carry this version, one a region.</param>
/// <param name="Migrations">The components whose schema this version changes, in the order in which its notes announce them.</param>
public sealed record VendorRelease(string Version, IReadOnlyList<string> ImageIds, IReadOnlyList<string> Migrations)
{
    /// <summary>Every version, oldest first.</summary>
    public static IReadOnlyList<VendorRelease> All { get; } =
    [
        new("3.35.0", ["ami-0a3f35000000000a1", "ami-0b3f35000000000b1", "ami-0c3f35000000000c1"], ["noc"]),
        new("3.36.0", ["ami-0a3f36000000000a2", "ami-0b3f36000000000b2", "ami-0c3f36000000000c2"], ["noc", "is"]),
        new("3.37.0", ["ami-0a3f37000000000a3", "ami-0b3f37000000000b3", "ami-0c3f37000000000c3"], ["noc", "is"]),
    ];

    /// <summary>The version that this machine image carries; null = none of ours.</summary>
    public static VendorRelease? OfImage(string? imageId) => All.FirstOrDefault(r => r.ImageIds.Contains(imageId));

    /// <summary>The template's text (YAML).</summary>
    public string Template => VendorFiles.Read($"Templates.the-things-stack-{Version}.yaml");

    /// <summary>The release notes' text (Markdown with front matter).</summary>
    public string Notes => VendorFiles.Read($"ReleaseNotes.{Version}.md");

    public string TemplateFileName => $"the-things-stack-{Version}.yaml";

    public string NotesFileName => $"{Version}.md";

    /// <summary>Later than <paramref name="other"/>.</summary>
    public bool IsLaterThan(VendorRelease other) => System.Version.Parse(Version) > System.Version.Parse(other.Version);
}
