using System.Text.Json.Nodes;

namespace UpgradeWorker.Sandbox.CloudFormation.Templates;

/// <summary>A parameter with the value that a stack has it at. <paramref name="Resolved"/> is the value behind an SSM-typed
/// parameter, whose <paramref name="Value"/> is the SSM name; null for other types.</summary>
public sealed record StackParameter(TemplateParameter Declaration, string Value, string? Resolved)
{
    public string Key => Declaration.Key;

    /// <summary>As every answer of CloudFormation shows it.</summary>
    public string Shown => Declaration.NoEcho ? "****" : Value;

    /// <summary>What Ref gives; with <paramref name="masked"/>, asterisks for a NoEcho one.</summary>
    internal JsonNode Node(bool masked)
    {
        var text = masked && Declaration.NoEcho ? "****" : Resolved ?? Value;
        return Declaration.IsList
            ? new JsonArray([.. text.Split(',').Select(p => JsonValue.Create(p.Trim()))])
            : JsonValue.Create(text);
    }
}

/// <summary>A parameter as a request hands it in.</summary>
public sealed record ParameterInput(string Key, string? Value, bool UsePrevious = false);
