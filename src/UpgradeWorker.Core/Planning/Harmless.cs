namespace UpgradeWorker.Core.Planning;

/// <summary>Which plans a stack may be set to run without asking: those that replace, remove, open and permit nothing.</summary>
public static class Harmless
{
    // Of these types all that changes is the network or a way in; the others of AWS::EC2 are machines and disks.
    private static readonly string[] Network =
        ["AWS::ElasticLoadBalancing", "AWS::Route53", "AWS::CloudFront", "AWS::ApiGateway", "AWS::NetworkFirewall", "AWS::GlobalAccelerator", "AWS::WAF"];

    private static readonly string[] Machines =
        ["AWS::EC2::Instance", "AWS::EC2::LaunchTemplate", "AWS::EC2::Volume", "AWS::EC2::VolumeAttachment", "AWS::EC2::KeyPair", "AWS::EC2::PlacementGroup"];

    /// <summary>Why a person has to agree; null when the plan is harmless.</summary>
    public static Finding? Check(Plan plan) =>
        plan.Changes.FirstOrDefault(change => change.Replacement != "no" || change.Action is not ("Add" or "Modify")) is { } risky
            ? new Finding("NotHarmless", $"{risky.LogicalId} is replaced, may be replaced, or is removed.")
        : plan.ReplacedInstances.Count > 0 ? new Finding("NotHarmless", $"{plan.ReplacedInstances[0]} exchanges its machines.")
        : plan.Snapshots.Count > 0 ? new Finding("NotHarmless", $"{plan.Snapshots[0].LogicalId} needs a snapshot first.")
        : plan.Security.Count > 0 ? new Finding("NotHarmless", plan.Security[0])
        : plan.Changes.FirstOrDefault(change => IsNetwork(change.ResourceType)) is { } network
            ? new Finding("NotHarmless", $"{network.LogicalId} ({network.ResourceType}) is part of the network.")
        : plan.Migrations.Count > 0 ? new Finding("NotHarmless", $"It runs {plan.Migrations[0].Command}.")
        : plan.ManualSteps.Count > 0 ? new Finding("NotHarmless", $"Step {plan.ManualSteps[0].Id} needs a person.")
        : plan.RevertsDrift ? new Finding("NotHarmless", "It brings back what somebody changed outside CloudFormation.")
        : plan.Changes.Count == 0 ? new Finding("NotHarmless", "The change set names no change, so that nothing is known of it.")
        : null;

    private static bool IsNetwork(string type) =>
        (type.StartsWith("AWS::EC2::", StringComparison.Ordinal) && !Machines.Contains(type))
        || Network.Any(prefix => type.StartsWith(prefix, StringComparison.Ordinal));
}
