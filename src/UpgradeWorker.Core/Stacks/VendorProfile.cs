namespace UpgradeWorker.Core.Stacks;

/// <summary>
/// All that is special to one vendor's stack: where its program lies on the instance and how its parameters are called.
/// Paths and names of The Things Stack are from its documentation ("Deployment on AWS", "Upgrading").
/// </summary>
public sealed record VendorProfile
{
    public required string Name { get; init; }

    /// <summary>Output that carries the version of the running template.</summary>
    public required string VersionOutput { get; init; }

    /// <summary>Output that carries the public address; null if the vendor has none.</summary>
    public string? AddressOutput { get; init; }

    /// <summary>Absolute path of the program whose subcommands migrate the databases.</summary>
    public required string Binary { get; init; }

    /// <summary>Environment variable that names the program's configuration file.</summary>
    public required string ConfigVariable { get; init; }

    /// <summary>Absolute path of the program's configuration file.</summary>
    public required string ConfigFile { get; init; }

    /// <summary>The systemd unit that serves.</summary>
    public required string ServiceUnit { get; init; }

    /// <summary>Shell pattern of the logs written while an instance boots for the first time.</summary>
    public required string BootstrapLogs { get; init; }

    /// <summary>Arguments of <see cref="Binary"/> that print its version.</summary>
    public required string VersionArguments { get; init; }

    /// <summary>Display labels (AWS::CloudFormation::Interface) of the parameter that takes the RDS snapshot's ARN.</summary>
    public required IReadOnlyList<string> DatabaseSnapshotLabels { get; init; }

    /// <summary>Display labels of the parameter that takes the ElastiCache snapshot's name.</summary>
    public required IReadOnlyList<string> CacheSnapshotLabels { get; init; }

    /// <summary>Display labels of the parameter that holds the host name certificates are asked for.</summary>
    public required IReadOnlyList<string> DomainLabels { get; init; }

    /// <summary>Display labels of the parameters that hold a certificate of the operator's own.</summary>
    public required IReadOnlyList<string> CertificateLabels { get; init; }

    /// <summary>What a person types on the instance to start the service again.</summary>
    public string RestartByHand => $"sudo systemctl restart {ServiceUnit}";

    /// <summary>What a person types on the instance to run a migration.</summary>
    /// <param name="command">A known command such as <c>is-db migrate</c>.</param>
    public string MigrationByHand(string command) => $"sudo env {ConfigVariable}={ConfigFile} {Binary} {command}";

    /// <summary>The Things Stack as sold on AWS Marketplace.</summary>
    public static VendorProfile TheThingsStack { get; } = new()
    {
        Name = "the-things-stack",
        VersionOutput = "VersionTag",
        AddressOutput = "PublicIP",
        Binary = "/tti/lorawan-stack/tti-lw-stack",
        ConfigVariable = "TTN_LW_CONFIG",
        ConfigFile = "/tti/lorawan-stack/config.yml",
        ServiceUnit = "lorawan-stack.service",
        BootstrapLogs = "/tti/bootstrap/*.log",
        VersionArguments = "version",
        DatabaseSnapshotLabels = ["Amazon RDS Snapshot"],
        CacheSnapshotLabels = ["Amazon ElastiCache Redis Snapshot"],
        DomainLabels = ["Domain"],
        CertificateLabels = ["TLS Certificate", "TLS Certificate Secret ARN"],
    };
}
