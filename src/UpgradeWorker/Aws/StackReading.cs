using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Aws;

/// <summary>A look at a stack together with the template that it runs.</summary>
/// <param name="Look">What was found.</param>
/// <param name="TemplateBody">JSON or YAML exactly as it was handed to CloudFormation (GetTemplate, stage Original).</param>
public sealed record StackReading(StackLook Look, string TemplateBody);
