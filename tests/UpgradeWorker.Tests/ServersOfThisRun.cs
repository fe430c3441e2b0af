using UpgradeWorker.Storage.Tests.Support;

namespace UpgradeWorker.Tests;

/// <summary>Stops what the tests of this assembly started.</summary>
[SetUpFixture]
internal sealed class ServersOfThisRun
{
    [OneTimeTearDown]
    public void Stop() => PostgresServer.StopIfStarted();
}
