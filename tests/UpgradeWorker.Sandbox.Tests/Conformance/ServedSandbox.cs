using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace UpgradeWorker.Sandbox.Tests.Conformance;

/// <summary>The sandbox as people start it: its own process, the verb <c>serve</c>, spoken to over loopback.</summary>
internal sealed class ServedSandbox : IDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);
    private readonly Process process;

    private ServedSandbox(Process process, JsonNode ready) => (this.process, Ready) = (process, ready);

    /// <summary>The line that it prints when it is ready.</summary>
    public JsonNode Ready { get; }

    public static async Task<ServedSandbox> StartAsync(params string[] arguments)
    {
        var program = typeof(EmulatedAws).Assembly.Location;
        var process = Process.Start(new ProcessStartInfo("dotnet", [program, "serve", .. arguments]) { RedirectStandardOutput = true })!;
        using var limit = new CancellationTokenSource(StartLimit);
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(limit.Token);
            return new ServedSandbox(process, JsonNode.Parse(line ?? throw new InvalidOperationException("The sandbox ended at once."))!);
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    /// <summary>Posts to the control endpoint; must succeed.</summary>
    public async Task PostAsync(string what, JsonObject body)
    {
        using var client = new HttpClient();
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri($"{Ready["control"]}/{what}"), content);
        Assert.That((int)answer.StatusCode, Is.EqualTo(200), await answer.Content.ReadAsStringAsync());
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
