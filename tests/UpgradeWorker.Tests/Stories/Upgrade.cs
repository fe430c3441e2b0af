using UpgradeWorker.Core.Runs;
using UpgradeWorker.Sandbox.Faults;

namespace UpgradeWorker.Tests.Stories;

/// <summary>One upgrade from the first version, told from its publication to its end, and weighed by what the emulated AWS then shows.</summary>
internal sealed class Upgrade : IAsyncDisposable
{
    private readonly Promises promises;

    private Upgrade(Story story, string version)
    {
        Story = story;
        story.Stride = TimeSpan.FromMinutes(2);
        Version = version;
        promises = new Promises(story.Account, version, story.Post);
    }

    /// <summary>The version that replaces the instance and nothing else.</summary>
    public const string ReplacesInstance = "3.36.0";

    /// <summary>The version that replaces the database and Redis too.</summary>
    public const string ReplacesDatabases = "3.37.0";

    public Story Story { get; }

    public string Version { get; }

    /// <summary>Begins with a worker that knows the stack and no newer release.</summary>
    public static async Task<Upgrade> BeginAsync(string version) => new(await Story.BeginAsync(running: Promises.Before(version)), version);

    /// <summary>The vendor publishes, the operator agrees, and time goes on until the run has ended and everything has come to rest.</summary>
    /// <param name="arrange">What happens just before the run begins; null = nothing.</param>
    public async Task<Run> TellAsync(Action<FaultPlan>? arrange = null)
    {
        Story.Publish(Version);
        Story.Reply(await Story.RequestAsync(), "APPROVE");
        Story.Account.World.Do(world =>
        {
            arrange?.Invoke(world.Faults);
            return true;
        });
        var run = await Story.EndedRunAsync();
        Story.Doom = _ => Death.None;
        await Story.PassAsync(TimeSpan.FromMinutes(40));
        return run;
    }

    /// <summary>Where the run needs attention a person decides, and time goes on until it has ended again and everything has come to rest.</summary>
    public async Task<Run> DecideAsync(Run run, string verb)
    {
        if (run.Ending != RunEnding.NeedsAttention)
        {
            return run;
        }

        await Story.CommandAsync(verb, run.Id.Value);
        await Story.RunAsync();
        run = await Story.EndedRunAsync();
        await Story.PassAsync(TimeSpan.FromMinutes(40));
        return run;
    }

    /// <summary>Something goes wrong with the next call.</summary>
    public void Spoil(RequestFault fault, int times = 1) => Story.Account.World.Do(world =>
    {
        world.Faults.Add(new RequestFaultRule(null, null, fault, Times: times));
        return true;
    });

    /// <summary>What the worker's promises look like at the end; every line names one that is broken.</summary>
    public Task<IReadOnlyList<string>> BrokenAsync(Run run) => promises.BrokenAsync(Story.Database, run);

    /// <summary>The law for every ending: each line names a rule that is broken.</summary>
    public Task<IReadOnlyList<string>> LawlessAsync(Run run) => promises.LawlessAsync(Story.Database, run);

    public ValueTask DisposeAsync() => Story.DisposeAsync();
}
