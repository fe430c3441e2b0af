using Amazon.Query;

namespace Amazon.RDS.Model;

/// <summary>Automated backups kept in another region (API reference: DBInstanceAutomatedBackupsReplication).</summary>
public class DBInstanceAutomatedBackupsReplication : IWireShape
{
    public string? DBInstanceAutomatedBackupsArn { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        DBInstanceAutomatedBackupsArn = w.Str(DBInstanceAutomatedBackupsArn);
    }
}

/// <summary>An IAM role that a DB instance uses (API reference: DBInstanceRole).</summary>
public class DBInstanceRole : IWireShape
{
    public string? FeatureName { get; set; }
    public string? RoleArn { get; set; }
    public string? Status { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        FeatureName = w.Str(FeatureName);
        RoleArn = w.Str(RoleArn);
        Status = w.Str(Status);
    }
}

/// <summary>State of a read replica (API reference: DBInstanceStatusInfo).</summary>
public class DBInstanceStatusInfo : IWireShape
{
    public string? Message { get; set; }
    public bool? Normal { get; set; }
    public string? Status { get; set; }
    public string? StatusType { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        Message = w.Str(Message);
        Normal = w.Bool(Normal);
        Status = w.Str(Status);
        StatusType = w.Str(StatusType);
    }
}

/// <summary>State of a parameter group of a DB instance (API reference: DBParameterGroupStatus).</summary>
public class DBParameterGroupStatus : IWireShape
{
    public string? DBParameterGroupName { get; set; }
    public string? ParameterApplyStatus { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        DBParameterGroupName = w.Str(DBParameterGroupName);
        ParameterApplyStatus = w.Str(ParameterApplyStatus);
    }
}

/// <summary>A DB security group of a DB instance (API reference: DBSecurityGroupMembership).</summary>
public class DBSecurityGroupMembership : IWireShape
{
    public string? DBSecurityGroupName { get; set; }
    public string? Status { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        DBSecurityGroupName = w.Str(DBSecurityGroupName);
        Status = w.Str(Status);
    }
}

/// <summary>The server certificate of a DB instance (API reference: CertificateDetails).</summary>
public class CertificateDetails : IWireShape
{
    public string? CAIdentifier { get; set; }
    public DateTime? ValidTill { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        CAIdentifier = w.Str(CAIdentifier);
        ValidTill = w.Time(ValidTill);
    }
}

/// <summary>The directory domain of a DB instance (API reference: DomainMembership).</summary>
public class DomainMembership : IWireShape
{
    public string? AuthSecretArn { get; set; }
    public List<string>? DnsIps { get; set; }
    public string? Domain { get; set; }
    public string? FQDN { get; set; }
    public string? IAMRoleName { get; set; }
    public string? OU { get; set; }
    public string? Status { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        AuthSecretArn = w.Str(AuthSecretArn);
        DnsIps = w.Strings(DnsIps);
        Domain = w.Str(Domain);
        FQDN = w.Str(FQDN);
        IAMRoleName = w.Str(IAMRoleName);
        OU = w.Str(OU);
        Status = w.Str(Status);
    }
}

/// <summary>Where a DB instance listens (API reference: Endpoint).</summary>
public class Endpoint : IWireShape
{
    public string? Address { get; set; }
    public string? HostedZoneId { get; set; }
    public int? Port { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        Address = w.Str(Address);
        HostedZoneId = w.Str(HostedZoneId);
        Port = w.Int(Port);
    }
}

/// <summary>The secret that holds the master password (API reference: MasterUserSecret).</summary>
public class MasterUserSecret : IWireShape
{
    public string? KmsKeyId { get; set; }
    public string? SecretArn { get; set; }
    public string? SecretStatus { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        KmsKeyId = w.Str(KmsKeyId);
        SecretArn = w.Str(SecretArn);
        SecretStatus = w.Str(SecretStatus);
    }
}

/// <summary>An option group of a DB instance (API reference: OptionGroupMembership).</summary>
public class OptionGroupMembership : IWireShape
{
    public string? OptionGroupName { get; set; }
    public string? Status { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        OptionGroupName = w.Str(OptionGroupName);
        Status = w.Str(Status);
    }
}

/// <summary>A VPC security group of a DB instance (API reference: VpcSecurityGroupMembership).</summary>
public class VpcSecurityGroupMembership : IWireShape
{
    public string? Status { get; set; }
    public string? VpcSecurityGroupId { get; set; }

    void IWireShape.Exchange(Wire w)
    {
        Status = w.Str(Status);
        VpcSecurityGroupId = w.Str(VpcSecurityGroupId);
    }
}
