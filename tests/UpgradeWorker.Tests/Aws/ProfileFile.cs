using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Tests;

/// <summary>A file of AWS credentials for all tests of this process: the SDK looks once where it is. In the outermost namespace, so that it
/// is there before the first test.</summary>
[SetUpFixture]
public sealed class ProfileFile
{
    private const string Variable = "AWS_SHARED_CREDENTIALS_FILE";

    private readonly string path = Path.GetTempFileName();

    /// <summary>The one profile in it: a user of another account.</summary>
    public const string Name = "upgradeworker-tests";

    [OneTimeSetUp]
    public void Write()
    {
        var key = SandboxCredentials.OfAnotherAccount;
        File.WriteAllText(path, $"[{Name}]\naws_access_key_id = {key.AccessKeyId}\naws_secret_access_key = {key.SecretAccessKey}\n");
        Environment.SetEnvironmentVariable(Variable, path);
    }

    [OneTimeTearDown]
    public void Delete()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        File.Delete(path);
    }
}
