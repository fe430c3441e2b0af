using System.Collections.Frozen;

namespace UpgradeWorker.Core.Planning;

/// <summary>
/// Properties that AWS calls conditional although neither its resource provider schema nor its user guide knows of a
/// replacement: the schema does not list them as create-only, the guide says "Some interruptions" (CloudFormation Template
/// Reference, AWS::RDS::DBInstance and AWS::RDS::DBCluster). All others stay uncertain.
/// </summary>
public static class ReplacementTable
{
    public static IReadOnlyDictionary<string, ReplacementEffect> Documented { get; } = new Dictionary<string, ReplacementEffect>
    {
        ["AWS::RDS::DBInstance.DBInstanceClass"] = ReplacementEffect.InPlace,
        ["AWS::RDS::DBInstance.EngineVersion"] = ReplacementEffect.InPlace,
        ["AWS::RDS::DBCluster.EngineVersion"] = ReplacementEffect.InPlace,
    }.ToFrozenDictionary();
}
