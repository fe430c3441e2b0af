using UpgradeWorker.Sandbox.Vendor;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Serve;

/// <summary>An account with the vendor's stack at its oldest version, and the vendor's templates in a temporary folder.</summary>
public static class VendorFurnishing
{
    public static FurnishedAccount Furnish(SandboxOptions options)
    {
        // The faster the account, the faster its application, so that a short look sees it work.
        var pace = new ApplicationOptions { WriteEvery = TimeSpan.FromSeconds(Math.Clamp(10 / options.Speed, 0.1, 10)) };
        var account = VendorAccount.Create(TimeProvider.System, VendorRelease.All[0], options, pace);
        var folder = Directory.CreateTempSubdirectory("upgradeworker-sandbox-").FullName;
        Dictionary<string, string> templates = new(StringComparer.Ordinal);
        foreach (var release in VendorRelease.All)
        {
            var path = Path.Combine(folder, release.TemplateFileName);
            File.WriteAllText(path, release.Template);
            File.WriteAllText(Path.Combine(folder, release.NotesFileName), release.Notes);
            templates[release.Version] = path;
        }

        return new FurnishedAccount(account.Aws, VendorStack.Name, templates, account.Vendor.State);
    }
}
