namespace UpgradeWorker.Aws;

/// <summary>One operation of an AWS API that the worker calls.</summary>
/// <param name="Service">Prefix of the service in IAM action names, such as <c>cloudformation</c>.</param>
/// <param name="Name">Name of the operation in the service's API reference.</param>
/// <param name="Effect">What happens when it is sent twice.</param>
/// <param name="IamAction">
/// The IAM action that allows it ("Actions, resources, and condition keys" in the Service Authorization Reference), such as
/// <c>cloudformation:DescribeStacks</c>.
/// </param>
/// <param name="AlsoNeeds">Further IAM actions that the same call needs the way the worker makes it; mostly empty.</param>
public sealed record AwsOperation(
    string Service, string Name, CallEffect Effect, string IamAction, IReadOnlyList<string> AlsoNeeds)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Service}:{Name}";
}

/// <summary>What sending a call twice would do; decides whether a call of unknown fate may be sent again.</summary>
public enum CallEffect
{
    /// <summary>Changes nothing.</summary>
    Reads,

    /// <summary>Changes something, but the second sending changes nothing more (a token, a fixed name, a removal).</summary>
    Repeatable,

    /// <summary>Every sending may act once more: after an unknown fate one has to look, never to send again.</summary>
    Once,
}
