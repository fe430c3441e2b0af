using UpgradeWorker.Sandbox.CloudFormation.Stacks;
using UpgradeWorker.Sandbox.CloudFormation.Templates;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Vendor;

/// <summary>An emulated account in which the vendor's stack runs: what <c>serve</c>, the demo and the tests begin with.</summary>
public sealed class VendorAccount
{
    private VendorAccount(EmulatedAws aws, EmulatedVendor vendor, EmulatedStack stack) => (Aws, Vendor, Stack) = (aws, vendor, stack);

    public EmulatedAws Aws { get; }

    public EmulatedVendor Vendor { get; }

    /// <summary>The seeded stack.</summary>
    public EmulatedStack Stack { get; }

    public SandboxWorld World => Aws.World;

    /// <summary>Makes the account and, as if long ago, the stack <see cref="VendorStack.Name"/> at this version.</summary>
    public static VendorAccount Create(
        TimeProvider clock, VendorRelease release, SandboxOptions? options = null, ApplicationOptions? application = null)
    {
        var aws = new EmulatedAws(clock, options);
        var vendor = new EmulatedVendor(aws.World, application);
        aws.Server.Add(vendor.Ssm);
        lock (aws.World.Gate)
        {
            var parameters = VendorStack.Parameters.Select(p => new ParameterInput(p.Key, p.Value));
            var settings = new StackSettings { Capabilities = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"] };
            var stack = aws.CloudFormation.Seed(VendorStack.Name, release.Template, parameters, settings);
            vendor.FinishSeeding();
            return new VendorAccount(aws, vendor, stack);
        }
    }
}
