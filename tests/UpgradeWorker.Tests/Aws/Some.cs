using UpgradeWorker.Aws;

namespace UpgradeWorker.Tests.Aws;

/// <summary>Valid values with fixed contents; tests state what matters to them.</summary>
internal static class Some
{
    public static ChangeSetDraft Draft() => new()
    {
        StackName = "arn:aws:cloudformation:eu-west-1:123456789012:stack/tts/1",
        Name = "uw-r1-final",
        Description = "UpgradeWorker run r1, final",
        Token = "uw-r1-1-final",
        Template = new TemplateSource.Previous(),
        Parameters = [new ParameterSetting("Domain", null, UsePrevious: true)],
        Capabilities = ["CAPABILITY_IAM"],
    };
}
