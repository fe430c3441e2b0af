namespace UpgradeWorker.Core.Templates;

/// <summary>A parameter as the template declares it. All values are texts, since CloudFormation compares them as texts.</summary>
public sealed record TemplateParameter
{
    public required string Name { get; init; }

    /// <summary>Display label in <c>AWS::CloudFormation::Interface</c>; null if it has none (consoles then show the name).</summary>
    public string? Label { get; init; }

    /// <summary>Such as <c>String</c>, <c>List&lt;AWS::EC2::Subnet::Id&gt;</c>, <c>AWS::SSM::Parameter::Value&lt;String&gt;</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Null = it has none, so a value must be given; the empty text is a default.</summary>
    public string? Default { get; init; }

    public bool NoEcho { get; init; }

    /// <summary>Empty = any.</summary>
    public IReadOnlyList<string> AllowedValues { get; init; } = [];

    public string? AllowedPattern { get; init; }

    public string? MinLength { get; init; }

    public string? MaxLength { get; init; }

    public string? MinValue { get; init; }

    public string? MaxValue { get; init; }

    public string? ConstraintDescription { get; init; }

    /// <summary>True if the value is the name of an SSM parameter, looked up anew with each change set.</summary>
    public bool IsResolvedBySsm => Type.StartsWith("AWS::SSM::Parameter::Value<", StringComparison.Ordinal);

    /// <summary>True if the value is several, separated by commas.</summary>
    public bool IsList => Type == "CommaDelimitedList" || Type.StartsWith("List<", StringComparison.Ordinal);

    /// <summary>What a person sees: the label, else the name.</summary>
    public string DisplayName => Label ?? Name;
}
