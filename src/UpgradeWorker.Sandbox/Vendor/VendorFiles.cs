using System.Text;

namespace UpgradeWorker.Sandbox.Vendor;

/// <summary>The vendor's templates and notes, carried inside the assembly.</summary>
internal static class VendorFiles
{
    private const string Prefix = "UpgradeWorker.Sandbox.Vendor.";

    public static string Read(string name)
    {
        using var stream = typeof(VendorFiles).Assembly.GetManifestResourceStream(Prefix + name)
            ?? throw new FileNotFoundException($"The assembly carries no '{Prefix + name}'.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
