using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Core.Templates;

namespace UpgradeWorker.Configuration.Options;

/// <summary>One vendor's stack; see <see cref="VendorProfile"/>, whose values for The Things Stack are the defaults.</summary>
internal sealed class ProfileOptions
{
    private static readonly VendorProfile Default = VendorProfile.TheThingsStack;

    [Setting("Output of the template that tells its version.")]
    public string VersionOutput { get; set; } = Default.VersionOutput;

    [Setting("Output that tells the public address, if the template has it.")]
    public string? AddressOutput { get; set; } = Default.AddressOutput;

    [Setting("Where templates tell their version, most trusted first: output NAME, metadata A/B, mapping A/B/C, parameter NAME, description REGEX, file name REGEX.")]
    public List<string> VersionPatterns { get; set; } = [.. VersionPattern.Defaults.Select(pattern => pattern.Text)];

    [Setting("The program on the instance that runs migrations.")]
    public string Binary { get; set; } = Default.Binary;

    [Setting("Its configuration file, exported to it as ConfigVariable.")]
    public string ConfigFile { get; set; } = Default.ConfigFile;

    [Setting("Environment variable that names the configuration file.")]
    public string ConfigVariable { get; set; } = Default.ConfigVariable;

    [Setting("The systemd unit that is stopped before snapshots and started after.")]
    public string ServiceUnit { get; set; } = Default.ServiceUnit;

    [Setting("Logs of the first boot that go with a failure mail (a glob).")]
    public string BootstrapLogs { get; set; } = Default.BootstrapLogs;

    [Setting("Arguments of Binary that print its version.")]
    public string VersionArguments { get; set; } = Default.VersionArguments;

    [Setting("How the parameters with a role are labelled (AWS::CloudFormation::Interface) or called.")]
    public LabelOptions Labels { get; set; } = new();

    [Setting("Commands on the instance whose output must be the same before and after an upgrade.")]
    public List<string> DataProbes { get; set; } = [];
}

internal sealed class LabelOptions
{
    [Setting("The parameter that takes the RDS snapshot.")]
    public List<string> DatabaseSnapshot { get; set; } = [.. VendorProfile.TheThingsStack.DatabaseSnapshotLabels];

    [Setting("The parameter that takes the Redis backup.")]
    public List<string> CacheSnapshot { get; set; } = [.. VendorProfile.TheThingsStack.CacheSnapshotLabels];

    [Setting("The parameter that holds the domain.")]
    public List<string> Domain { get; set; } = [.. VendorProfile.TheThingsStack.DomainLabels];

    [Setting("The parameters that hold a certificate of the operator's own.")]
    public List<string> Certificates { get; set; } = [.. VendorProfile.TheThingsStack.CertificateLabels];
}
