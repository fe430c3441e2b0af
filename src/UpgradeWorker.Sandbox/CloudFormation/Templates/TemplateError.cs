using UpgradeWorker.Sandbox.Server;

namespace UpgradeWorker.Sandbox.CloudFormation.Templates;

/// <summary>The errors that CloudFormation answers with for templates that it cannot read.</summary>
internal static class TemplateError
{
    public static AwsException Format(string message) => AwsException.Validation($"Template format error: {message}");

    public static AwsException At(string place, string message) => Format($"[/{place}] {message}.");

    public static AwsException NotEmulated(string feature) =>
        AwsException.Validation($"The sandbox does not emulate the template feature {feature}.");
}
