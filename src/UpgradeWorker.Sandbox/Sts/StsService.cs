using UpgradeWorker.Sandbox.Server;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Sts;

/// <summary>STS: who the caller is (https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html).</summary>
public sealed class StsService : QueryService
{
    public StsService(SandboxWorld world) : base(world, "sts", "2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/") =>
        Define("GetCallerIdentity", "", _ =>
        [
            XmlBuild.Text("Arn", world.Options.Credentials[0].Arn),
            XmlBuild.Text("UserId", "AIDASANDBOX0000000001"),
            XmlBuild.Text("Account", world.Options.AccountId),
        ]);
}
