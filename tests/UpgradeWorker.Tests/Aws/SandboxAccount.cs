using Microsoft.Extensions.Time.Testing;
using UpgradeWorker.Aws;
using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Sandbox.Vendor;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Tests.Aws;

/// <summary>The vendor's stack in an emulated account of this process, and the gateways to it, on one fake clock.</summary>
internal sealed class SandboxAccount : IDisposable
{
    private readonly AwsClientFactory factory;

    public SandboxAccount(string version = "3.35.0")
    {
        Account = VendorAccount.Create(Time, VendorRelease.All.Single(release => release.Version == version));
        factory = new AwsClientFactory(Time, random: () => 0.5);
        var key = SandboxCredentials.Default;
        Clients = factory.For(new StackConnection
        {
            Region = Account.World.Options.Region,
            Credentials = new StaticCredentials(key.AccessKeyId, key.SecretAccessKey),
            Endpoints = new ServiceEndpoints { All = new Uri("http://localhost/") },
            HandlerFactory = Account.Aws.Server.CreateHandler,
        });
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 2, 8, 0, 0, TimeSpan.Zero));

    public VendorAccount Account { get; }

    public StackClients Clients { get; }

    public string StackId => Account.Stack.Id;

    public void Fault(string service, string operation, RequestFault fault)
    {
        lock (Account.World.Gate)
        {
            Account.World.Faults.Add(new RequestFaultRule(service, operation, fault));
        }
    }

    /// <summary>Lets the emulated world go on until what is looked for is there, for at most a day of its time.</summary>
    public async Task<T> Until<T>(Func<Task<T?>> look, Func<T, bool> wanted)
        where T : class
    {
        var end = Time.GetUtcNow().AddDays(1);
        while (true)
        {
            if (await look() is { } found && wanted(found))
            {
                return found;
            }

            var next = Account.World.NextChange ?? throw new AssertionException("Nothing will change any more.");
            Time.SetUtcNow(next > Time.GetUtcNow() ? next : Time.GetUtcNow());
            Account.World.Settle();
            Assert.That(Time.GetUtcNow(), Is.LessThan(end), "It did not happen within a day.");
        }
    }

    public void Dispose() => factory.Dispose();
}
