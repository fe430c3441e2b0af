namespace UpgradeWorker.Sandbox.CloudFormation.Operations;

/// <summary>Deletion attributes
/// (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html and
/// …/aws-attribute-updatereplacepolicy.html).</summary>
internal static class Policies
{
    public static string DefaultDeletion(string type) => type == "AWS::RDS::DBInstance" ? "Snapshot" : "Delete";

    /// <summary>A change set's PolicyAction for a resource that the new template no longer has.</summary>
    public static string OnRemoval(string type, string? deletionPolicy) => (deletionPolicy ?? DefaultDeletion(type)) switch
    {
        "Retain" or "RetainExceptOnCreate" => "Retain",
        "Snapshot" => "Snapshot",
        _ => "Delete",
    };

    /// <summary>A change set's PolicyAction for a resource that is or may be replaced.</summary>
    public static string OnReplacement(string? updateReplacePolicy) => updateReplacePolicy switch
    {
        "Retain" => "ReplaceAndRetain",
        "Snapshot" => "ReplaceAndSnapshot",
        _ => "ReplaceAndDelete",
    };
}
