namespace UpgradeWorker.Sandbox.Server;

/// <summary>An error answer of an emulated service: its code and text go to the caller as they are.</summary>
public sealed class AwsException(string code, string message, int status = 400) : Exception(message)
{
    public string Code { get; } = code;

    public int Status { get; } = status;

    /// <summary>The fault of the one who sent the request, as against the service's.</summary>
    public bool IsSender => Status < 500;

    /// <summary>Something that AWS has and the sandbox does not emulate; the text names it.</summary>
    public static AwsException NotEmulated(string what) =>
        new("NotEmulated", $"The sandbox does not emulate {what}.", 501);

    /// <summary>The code and text that CloudFormation answers with where it has no code of its own for the fault.</summary>
    public static AwsException Validation(string message) => new("ValidationError", message);
}
