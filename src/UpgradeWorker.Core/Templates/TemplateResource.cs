namespace UpgradeWorker.Core.Templates;

/// <summary>A resource as the template declares it.</summary>
/// <param name="LogicalId">Its name in the template.</param>
/// <param name="Type">Such as <c>AWS::RDS::DBInstance</c>.</param>
/// <param name="Body">Everything declared: Properties, Condition, UpdatePolicy, UpdateReplacePolicy…</param>
public sealed record TemplateResource(string LogicalId, string Type, TemplateNode Body)
{
    /// <summary>An empty map if none are declared.</summary>
    public TemplateNode Properties { get; } = Body.At("Properties") ?? new TemplateNode.Map([]);
}
