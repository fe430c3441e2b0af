using System.CommandLine;
using System.Globalization;
using UpgradeWorker.Sandbox.Serve;
using UpgradeWorker.Sandbox.Server;
using UpgradeWorker.Sandbox.Vendor;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Demo;

/// <summary>The program without a verb: the whole story, told and judged.</summary>
public static class DemoCommand
{
    private const double DefaultSpeed = 600;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Makes it what <paramref name="root"/> does without a verb.</summary>
    public static void AddTo(RootCommand root)
    {
        var keep = new Option<bool>("--keep") { Description = "Go on serving the emulated account after the story, until stopped." };
        var speed = new Option<double>("--speed") { Description = "Divides every emulated duration.", DefaultValueFactory = _ => DefaultSpeed };
        speed.Validators.Add(r =>
        {
            if (!(r.GetValue(speed) > 0) || !double.IsFinite(r.GetValue(speed)))
            {
                r.AddError("--speed is greater than 0.");
            }
        });
        root.Add(keep);
        root.Add(speed);
        root.SetAction((result, token) => RunAsync(result.GetValue(speed), result.GetValue(keep), token));
    }

    /// <summary>0 when the story came to the right end; 1 when a guarantee is broken or the story did not end.</summary>
    private static async Task<int> RunAsync(double speed, bool keep, CancellationToken token)
    {
        var clock = TimeProvider.System;
        var console = new DemoConsole(Console.Out, Console.IsOutputRedirected, clock);
        if (WorkerExecutable.Assembly is not { } assembly || !File.Exists(assembly))
        {
            console.Say("The worker's executable is not where the build should have left it; build UpgradeWorker.Sandbox again.");
            return 1;
        }

        var account = VendorAccount.Create(
            clock, VendorRelease.All[0], new SandboxOptions { Speed = speed }, new ApplicationOptions { WriteEvery = TimeSpan.FromMilliseconds(100) });
        account.Aws.Server.Control = new ControlEndpoint(account.Aws, account.Vendor.State).Handle;
        await using var host = await KestrelHost.StartAsync(account.Aws.Server, 0, token);
        using var folder = new DemoFolder { Keep = keep };
        DemoSettings.Write(folder, host.Endpoint, account.World.Options.Region, clock.GetUtcNow());
        Introduce(console, account, host, folder);
        var worker = new WorkerExecutable(assembly, folder.SettingsFile, account.World.Options.Credentials[0]);
        var right = await TellAsync(new DemoStory(account, folder, worker, console, clock), console, clock, token);
        if (keep && !token.IsCancellationRequested)
        {
            await KeepAsync(console, account, host, folder, token);
        }

        return right ? 0 : 1;
    }

    private static void Introduce(DemoConsole console, VendorAccount account, KestrelHost host, DemoFolder folder)
    {
        console.Chapter("An emulated AWS account");
        console.Say($"Served at {host.Endpoint} ({string.Create(CultureInfo.InvariantCulture, $"{account.World.Options.Speed:0.#}")} times as fast as AWS), with the stack {account.Stack.Name} at version {account.Stack.Output("VersionTag")}.");
        console.Say("Its application writes a row to PostgreSQL and one to Redis ten times a second, and tells its users so: none may get lost.");
        console.Say($"The worker is the real executable; its settings and mailbox lie in {folder.Root}. What the demo sets so that it is short:");
        console.Overridden(DemoSettings.Overridden);
    }

    private static async Task<bool> TellAsync(DemoStory story, DemoConsole console, TimeProvider clock, CancellationToken token)
    {
        using var limit = new CancellationTokenSource(Patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(token, limit.Token);
        try
        {
            var verdicts = await story.RunAsync(both.Token);
            var broken = verdicts.Count(v => !v.Holds);
            console.Chapter(string.Create(
                CultureInfo.InvariantCulture,
                $"{(broken == 0 ? "Every guarantee holds" : $"{broken} of {verdicts.Count} guarantees BROKEN")}, after {console.Elapsed.TotalSeconds:0} s"));
            return broken == 0;
        }
        catch (StoryBroken broken)
        {
            console.Chapter($"The story broke: {broken.Message}");
        }
        catch (OperationCanceledException) when (both.IsCancellationRequested)
        {
            console.Chapter(token.IsCancellationRequested ? "Stopped" : "The story did not come to its end in time");
        }

        return false;
    }

    private static async Task KeepAsync(DemoConsole console, VendorAccount account, KestrelHost host, DemoFolder folder, CancellationToken token)
    {
        var key = account.World.Options.Credentials[0];
        console.Chapter("Still serving; Ctrl+C ends it");
        console.Say($"export AWS_ACCESS_KEY_ID={key.AccessKeyId} AWS_SECRET_ACCESS_KEY={key.SecretAccessKey} AWS_REGION={account.World.Options.Region}");
        console.Say($"aws --endpoint-url {host.Endpoint.GetLeftPart(UriPartial.Authority)} cloudformation describe-stacks");
        console.Say($"dotnet run --project src/UpgradeWorker -- status --config {folder.SettingsFile}");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // Being stopped is how this ends.
        }
    }
}
