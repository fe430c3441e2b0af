namespace UpgradeWorker.Aws;

/// <summary>What ValidateTemplate says of a template.</summary>
/// <param name="Refusal">Why CloudFormation does not take it; null when it does.</param>
/// <param name="Capabilities">Capabilities that using it needs.</param>
/// <param name="CapabilitiesReason">The resources that need them, in AWS's words; null when there are none.</param>
/// <param name="Transforms">Macros that it uses.</param>
public sealed record TemplateCheck(
    string? Refusal, IReadOnlyList<string> Capabilities, string? CapabilitiesReason, IReadOnlyList<string> Transforms);
