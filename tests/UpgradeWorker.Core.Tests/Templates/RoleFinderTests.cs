using UpgradeWorker.Core.Templates;

namespace UpgradeWorker.Core.Tests.Templates;

internal sealed class RoleFinderTests
{
    [Test]
    public void Roles_follow_references_through_conditions_and_labels()
    {
        var reading = Some.Roles(Some.Template(Some.Stack));
        Assert.That(reading.Findings, Is.Empty);
        Assert.That(reading.Roles.Instances, Is.EqualTo(["Server"]));
        Assert.That(reading.Roles.Databases, Is.EqualTo(["Database"]));
        Assert.That(reading.Roles.Caches, Is.EqualTo(["Cache"]));
        Assert.That(reading.Roles.DatabaseSnapshotParameter, Is.EqualTo("DbSnapshot"));
        Assert.That(reading.Roles.CacheSnapshotParameter, Is.EqualTo("RedisSnapshot"));
        Assert.That(reading.Roles.DomainParameter, Is.EqualTo("HostName"));
        Assert.That(reading.Roles.CertificateParameters, Is.EqualTo(["TLSCertificateSecretARN"]));
    }

    [Test]
    public void Without_labels_the_references_are_enough()
    {
        var roles = Some.Roles(Some.Template(Some.Stack.Replace("ParameterLabels", "Other", StringComparison.Ordinal))).Roles;
        Assert.That(roles.DatabaseSnapshotParameter, Is.EqualTo("DbSnapshot"));
        Assert.That(roles.DomainParameter, Is.Null);
        Assert.That(roles.CertificateParameters, Is.EqualTo(["TLSCertificateSecretARN"]), "the name says what the label would");
    }

    [Test]
    public void A_label_decides_only_where_no_database_restores_at_all()
    {
        var nested = Some.Stack.Replace("AWS::RDS::DBInstance", "AWS::CloudFormation::Stack", StringComparison.Ordinal);
        Assert.That(Some.Roles(Some.Template(nested)).Roles.DatabaseSnapshotParameter, Is.EqualTo("DbSnapshot"));
    }

    [TestCase("!If [Restores, !Ref DbSnapshot, !Ref Password]", TestName = "either of two")]
    [TestCase("!Sub '${DbSnapshot}-${HostName}'", TestName = "made of two")]
    [TestCase("!Ref HostName", TestName = "another than the label says")]
    [TestCase("fixed", TestName = "none, against the label")]
    public void What_is_not_sure_is_a_finding_and_no_pick(string value)
    {
        var reading = Some.Roles(Some.Template(Some.Stack.Replace("!If [Restores, !Ref DbSnapshot, !Ref AWS::NoValue]", value, StringComparison.Ordinal)));
        Assert.That(reading.Roles.DatabaseSnapshotParameter, Is.Null);
        Assert.That(reading.Findings.Single().Reason, Is.EqualTo("RoleAmbiguous"));
        Assert.That(reading.Findings.Single().Message, Does.Contain("DbSnapshot").And.Contain("Roles.DatabaseSnapshotParameter"));
    }

    [Test]
    public void Two_databases_with_their_own_parameters_are_told_apart()
    {
        var template = Some.Template(Some.Stack.Replace(
            "  Cache:",
            "  Second:\n    Type: AWS::RDS::DBInstance\n    Properties: { DBSnapshotIdentifier: !Ref RedisSnapshot }\n  Cache:", StringComparison.Ordinal)
            .Replace("SnapshotName: !If [RestoresRedis, !Ref RedisSnapshot, !Ref \"AWS::NoValue\"]", "Port: 1", StringComparison.Ordinal));
        var reading = Some.Roles(template);
        Assert.That(reading.Roles.Databases, Is.EqualTo(["Database", "Second"]));
        Assert.That(reading.Roles.DatabaseSnapshotParameter, Is.Null);
        Assert.That(reading.Roles.SnapshotParameters, Is.EqualTo(new Dictionary<string, string> { ["Database"] = "DbSnapshot", ["Second"] = "RedisSnapshot" }));
        Assert.That(reading.Findings.Select(finding => finding.Reason), Does.Contain("RoleAmbiguous"));
    }

    [Test]
    public void One_parameter_for_database_and_cache_is_never_taken()
    {
        var reading = Some.Roles(Some.Template(Some.Stack.Replace("!Ref RedisSnapshot,", "!Ref DbSnapshot,", StringComparison.Ordinal).Replace("ParameterLabels", "Other", StringComparison.Ordinal)));
        Assert.That((reading.Roles.DatabaseSnapshotParameter, reading.Roles.CacheSnapshotParameter), Is.EqualTo(((string?)null, (string?)null)));
        Assert.That(reading.Findings.Single().Reason, Is.EqualTo("RoleAmbiguous"));
    }

    [Test]
    public void What_a_person_set_decides()
    {
        var reading = Some.Roles(Some.Template(Some.Stack), new ConfiguredRoles { DatabaseSnapshotParameter = "Password", Instances = ["Server"], CertificateParameters = ["HostName"] });
        Assert.That(reading.Roles.DatabaseSnapshotParameter, Is.EqualTo("Password"));
        Assert.That(reading.Roles.CertificateParameters, Is.EqualTo(["HostName"]));
        Assert.That(reading.Findings, Is.Empty);
    }

    [Test]
    public void What_a_person_set_must_be_there()
    {
        var reading = Some.Roles(Some.Template(Some.Stack), new ConfiguredRoles { CacheSnapshotParameter = "Gone", Databases = ["Away"] });
        Assert.That(reading.Roles.CacheSnapshotParameter, Is.Null);
        Assert.That(reading.Findings.Select(finding => finding.Reason), Is.All.EqualTo("RoleUnknown"));
        Assert.That(reading.Findings.Select(finding => finding.Message), Has.Some.Contains("'Gone'").And.Some.Contains("'Away'"));
    }

    [TestCase("UpdatePolicy: { AutoScalingRollingUpdate: { MinInstancesInService: 1 } }", "Group", "Launch")]
    [TestCase("UpdatePolicy: { AutoScalingReplacingUpdate: { WillReplace: true } }", "Group", "Launch")]
    [TestCase("UpdatePolicy: { AutoScalingReplacingUpdate: { WillReplace: false } }")]
    [TestCase("DependsOn: Other")]
    public void A_group_counts_where_its_update_replaces_machines(string attribute, params string[] expected)
    {
        var template = Some.Template($$"""
            Resources:
              Group:
                Type: AWS::AutoScaling::AutoScalingGroup
                {{attribute}}
                Properties: { LaunchTemplate: { LaunchTemplateId: !Ref Launch, Version: !GetAtt Launch.LatestVersionNumber } }
              Launch: { Type: AWS::EC2::LaunchTemplate }
              Unused: { Type: AWS::EC2::LaunchTemplate }
              Memory: { Type: AWS::ElastiCache::CacheCluster, Properties: { Engine: memcached } }
              Cluster: { Type: AWS::RDS::DBCluster }
              Member: { Type: AWS::RDS::DBInstance, Properties: { DBClusterIdentifier: !Ref Cluster } }
            """);
        var roles = Some.Roles(template).Roles;
        Assert.That(roles.Instances, Is.EqualTo(expected));
        Assert.That(roles.Caches, Is.Empty);
        Assert.That(roles.Databases, Is.EqualTo(["Cluster"]));
    }
}
