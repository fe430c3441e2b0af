namespace UpgradeWorker.Core.Certificates;

/// <summary>How the ledger learnt of an entry. The names are stored: never rename or reuse one.</summary>
public enum LedgerSource
{
    /// <summary>A run of ours made CloudFormation create the instance.</summary>
    OurRun,

    /// <summary>The stack's events show the creation of an instance that no run of ours asked for.</summary>
    StackEvent,

    /// <summary>Two looks at the stack show different instances, and no event tells of it.</summary>
    InstanceIdChanged,

    /// <summary>A TLS handshake with the domain showed a leaf certificate not seen before.</summary>
    CertificateSeen,

    /// <summary>A certificate-transparency log holds a certificate not seen before.</summary>
    CertificateTransparency,

    /// <summary>A person entered it.</summary>
    ByHand,

    /// <summary>A person changed the cost of an earlier entry.</summary>
    Correction,
}
