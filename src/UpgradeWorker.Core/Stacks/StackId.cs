namespace UpgradeWorker.Core.Stacks;

/// <summary>
/// A stack's unique id, an ARN such as <c>arn:aws:cloudformation:eu-west-1:123456789012:stack/NAME/UUID</c>
/// (CloudFormation API, data type Stack). A stack that is deleted and created again has another one.
/// </summary>
public readonly record struct StackId(string Arn)
{
    /// <summary>The region part of the ARN; empty if the text is no ARN.</summary>
    public string Region => Part(3);

    /// <summary>The twelve-digit account part of the ARN; empty if the text is no ARN.</summary>
    public string Account => Part(4);

    /// <summary>The stack's name; the whole text if it is no ARN.</summary>
    public string Name => Arn.Split('/') is [_, var name, ..] ? name : Arn;

    /// <inheritdoc/>
    public override string ToString() => Arn;

    private string Part(int index) => Arn.Split(':') is { } parts && parts.Length > index ? parts[index] : "";
}
