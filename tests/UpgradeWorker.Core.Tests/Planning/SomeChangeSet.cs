using UpgradeWorker.Core.Planning;

namespace UpgradeWorker.Core.Tests.Planning;

/// <summary>Builds change sets that can be executed; tests say what matters.</summary>
internal static class SomeChangeSet
{
    public const string Instance = "AWS::EC2::Instance";
    public const string Database = "AWS::RDS::DBInstance";
    public const string Cache = "AWS::ElastiCache::ReplicationGroup";

    public static ChangeSetDescription Of(params ResourceChange[] changes) =>
        new() { Status = "CREATE_COMPLETE", ExecutionStatus = "AVAILABLE", Changes = changes };

    public static ResourceChange Modify(string id, string type, string? replacement, params ResourceChangeDetail[] details) => new()
    {
        LogicalId = id,
        ResourceType = type,
        Action = "Modify",
        Replacement = replacement,
        PolicyAction = replacement == "True" ? "ReplaceAndDelete" : null,
        Details = details,
    };

    public static ResourceChange Act(string action, string id, string type) => new() { LogicalId = id, ResourceType = type, Action = action };

    public static ResourceChangeDetail Direct(string property, string recreation) => new()
    {
        Evaluation = "Static",
        ChangeSource = "DirectModification",
        Attribute = "Properties",
        Property = property,
        RequiresRecreation = recreation,
    };

    /// <summary>The pair of details in which a change through a parameter comes.</summary>
    public static ResourceChangeDetail[] ByParameter(string parameter, string property, string recreation) =>
    [
        Direct(property, recreation) with { Evaluation = "Dynamic" },
        Direct(property, recreation) with { ChangeSource = "ParameterReference", CausingEntity = parameter },
    ];

    public static ChangeSetReading Read(params ResourceChange[] changes) => ChangeSetReader.Read(Of(changes), new ChangeSetReadingPolicy());

    public static ChangeSetReading Read(ChangeSetReadingPolicy policy, params ResourceChange[] changes) => ChangeSetReader.Read(Of(changes), policy);

    public static IEnumerable<string> Reasons(this ChangeSetReading reading) => reading.Refusals.Select(refusal => refusal.Reason);
}
