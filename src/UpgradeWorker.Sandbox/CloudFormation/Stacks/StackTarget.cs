using UpgradeWorker.Sandbox.CloudFormation.Templates;

namespace UpgradeWorker.Sandbox.CloudFormation.Stacks;

/// <summary>What a stack is to become. With <paramref name="RevertDrift"/>, compared with what is really there rather than
/// with what was deployed last.</summary>
public sealed record StackTarget(
    Template Template, IReadOnlyList<StackParameter> Parameters, StackSettings Settings, bool RevertDrift = false);
