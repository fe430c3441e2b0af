using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Server;

/// <summary>One AWS service: reads its protocol, answers in it. Called under the world's lock, after it has settled.</summary>
public abstract class EmulatedService(SandboxWorld world, string signingName)
{
    public SandboxWorld World { get; } = world;

    /// <summary>The service's name in the credential scope, which is what requests are routed by.</summary>
    public string SigningName { get; } = signingName;

    /// <summary>The operation that this request asks for; for faults and messages, never fails.</summary>
    public abstract string OperationOf(SandboxRequest request);

    /// <summary>Throws <see cref="AwsException"/> for each error answer.</summary>
    public abstract SandboxResponse Handle(SandboxRequest request, string operation, string requestId);

    /// <summary>An error in the service's own envelope.</summary>
    public abstract SandboxResponse Error(AwsException error, string requestId);

    /// <summary>How this protocol says it: AWS names the same fault differently per protocol.</summary>
    public abstract AwsException Refusal(RefusalKind kind, string detail);
}

/// <summary>Refusals that come before any operation is looked at.</summary>
public enum RefusalKind
{
    NotSigned,
    WrongSignature,
    UnknownKey,
    ExpiredToken,
    SkewedClock,
    Throttled,
    AccessDenied,
    Unavailable,
}
