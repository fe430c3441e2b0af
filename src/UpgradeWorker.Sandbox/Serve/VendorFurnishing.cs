using UpgradeWorker.Sandbox.CloudFormation.Stacks;
using UpgradeWorker.Sandbox.CloudFormation.Templates;
using UpgradeWorker.Sandbox.Vendor;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Serve;

/// <summary>An account with the vendor's stack at its oldest version, and the vendor's templates in a temporary folder.</summary>
public static class VendorFurnishing
{
    public static FurnishedAccount Furnish(SandboxOptions options)
    {
        var aws = new EmulatedAws(TimeProvider.System, options);
        var vendor = new EmulatedVendor(aws.World);
        aws.Server.Add(vendor.Ssm);
        aws.CloudFormation.Seed(
            VendorStack.Name,
            VendorRelease.All[0].Template,
            VendorStack.Parameters.Select(p => new ParameterInput(p.Key, p.Value)),
            new StackSettings { Capabilities = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"] });
        lock (aws.World.Gate)
        {
            vendor.FinishSeeding();
        }

        var folder = Directory.CreateTempSubdirectory("upgradeworker-sandbox-").FullName;
        Dictionary<string, string> templates = new(StringComparer.Ordinal);
        foreach (var release in VendorRelease.All)
        {
            var path = Path.Combine(folder, release.TemplateFileName);
            File.WriteAllText(path, release.Template);
            templates[release.Version] = path;
        }

        return new FurnishedAccount(aws, VendorStack.Name, templates);
    }
}
