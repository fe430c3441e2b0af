using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Core.Templates;

namespace UpgradeWorker.Core.Tests.Templates;

/// <summary>Templates of our own in the shape of a vendor's stack.</summary>
internal static class Some
{
    /// <summary>A stack of an instance, a database and a cache, with conditions around the restore.</summary>
    public const string Stack = """
        AWSTemplateFormatVersion: "2010-09-09"
        Description: A network server
        Metadata:
          AWS::CloudFormation::Interface:
            ParameterLabels:
              HostName: { default: Domain }
              DbSnapshot: { default: Amazon RDS Snapshot }
              RedisSnapshot: { default: Amazon ElastiCache Redis Snapshot }
              TLSCertificateSecretARN: { default: TLS Certificate Secret ARN }
        Parameters:
          HostName: { Type: String }
          DbSnapshot: { Type: String, Default: "" }
          RedisSnapshot: { Type: String, Default: "" }
          TLSCertificateSecretARN: { Type: String, Default: "" }
          Password: { Type: String, NoEcho: true, MinLength: 8 }
        Mappings:
          Release: { Template: { Version: 3.36.0 } }
        Conditions:
          Restores: !Not [!Equals [!Ref DbSnapshot, ""]]
          RestoresRedis: !Not [!Equals [!Ref RedisSnapshot, ""]]
        Resources:
          Server:
            Type: AWS::EC2::Instance
            Properties: { ImageId: ami-1 }
          Database:
            Type: AWS::RDS::DBInstance
            Properties:
              DBSnapshotIdentifier: !If [Restores, !Ref DbSnapshot, !Ref AWS::NoValue]
              MasterUserPassword: !If [Restores, !Ref AWS::NoValue, !Ref Password]
          Cache:
            Type: AWS::ElastiCache::ReplicationGroup
            Properties:
              SnapshotName: !If [RestoresRedis, !Ref RedisSnapshot, !Ref "AWS::NoValue"]
        Outputs:
          VersionTag: { Value: !FindInMap [Release, Template, Version] }
        """;

    public static Template Template(string text, string fileName = "stack.yaml") => TemplateReader.Read(text, fileName) switch
    {
        TemplateReading.Read read => read.Template,
        TemplateReading.Refused refused => throw new AssertionException(string.Join('\n', refused.Findings)),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>A template with these parameters, each in YAML's flow form, and one topic.</summary>
    public static Template With(params string[] parameters) => Template(
        "Parameters:\n" + string.Concat(parameters.Select(parameter => $"  {parameter}\n")) + "Resources:\n  Topic: { Type: AWS::SNS::Topic }\n");

    public static RoleReading Roles(Template template, ConfiguredRoles? configured = null) =>
        RoleFinder.Find(template, configured ?? ConfiguredRoles.None, VendorProfile.TheThingsStack);

    public static TemplateRoles NoRoles { get; } = Roles(With("A: { Type: String }")).Roles;
}
