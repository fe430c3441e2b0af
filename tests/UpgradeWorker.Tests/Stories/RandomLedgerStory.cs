using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Sandbox.Vendor;

namespace UpgradeWorker.Tests.Stories;

/// <summary>
/// One story of some weeks, all of it decided by its seed: people replace the instance as long as Let's Encrypt has room for it, runs do
/// when the ledger allows it, updates are rolled back before or after the new instance got its certificate, the worker is killed and
/// stays away, and CloudFormation refuses to tell its events.
/// </summary>
internal sealed class RandomLedgerStory(LedgerStory story, int seed)
{
    private readonly Random random = new(seed);
    private readonly List<string> told = [];
    private int runs;
    private bool eventsLost;

    /// <summary>What was done, for the message of a test that failed.</summary>
    public string Told => $"seed {seed}: {string.Join(", ", told)}";

    public int RunsAllowed { get; private set; }

    public int RunsRefused { get; private set; }

    public async Task PlayAsync(int acts)
    {
        for (var act = 0; act < acts; act++)
        {
            await PassAsync(TimeSpan.FromMinutes(random.Next(2) == 0 ? random.Next(10, 600) : random.Next(600, 4000)));
            switch (random.Next(10))
            {
                case < 3:
                    await ManualAsync();
                    break;
                case < 7:
                    await RunAsync();
                    break;
                case 7:
                    await RestartAsync();
                    break;
                case 8:
                    await AwayAsync();
                    break;
                default:
                    Tell("events are refused");
                    story.Account.World.Faults.Add(new RequestFaultRule("cloudformation", "DescribeStackEvents", new RequestFault.Throttled(), Times: random.Next(1, 3)));
                    break;
            }

            Judge();
        }

        await PassAsync(TimeSpan.FromDays(2)); // Whatever faults are left are used up, and every certificate was seen.
        await PassAsync(TimeSpan.FromHours(3));
        await JudgeLedgerAsync();
    }

    private async Task PassAsync(TimeSpan time)
    {
        Tell($"+{time.TotalHours:0.0}h");
        await story.PassAsync(time);
    }

    // People look at Let's Encrypt's own count, and know nothing of reservations.
    private async Task ManualAsync()
    {
        if (story.IsBusy || story.Used() >= 5 || await IsLostAsync())
        {
            return;
        }

        Tell("by hand");
        await UpdateAsync(null);
        await story.TickAsync();
    }

    // Nobody can know of an instance without events that is gone again before anybody looked.
    private async Task<bool> IsLostAsync() => eventsLost && (await story.LedgerAsync()).All(entry => entry.InstanceId != story.Created[^1]);

    private async Task UpdateAsync(string? token)
    {
        switch (random.Next(4))
        {
            case 0:
                Tell("rolled back before the certificate");
                story.Account.World.Faults.Add(new WorldFault.UpdateFails("AddressAssociation"));
                story.Replace(token);
                break;
            case 1:
                Tell("rolled back after the certificate");
                story.Replace(token, monitoringMinutes: 30);
                story.Time.Advance(TimeSpan.FromMinutes(20));
                await story.TickAsync();
                story.Cancel();
                break;
            default:
                // Without events only the last of several instances can be known: so they are lost only where the one before was seen.
                var loses = random.Next(5) == 0 && (await story.LedgerAsync()).Any(entry => entry.InstanceId == story.Created[^1]);
                story.Replace(token);
                if (loses)
                {
                    Tell("events are lost");
                    await story.RestAsync();
                    story.ForgetEvents();
                    eventsLost = true;
                    return;
                }

                break;
        }

        story.Time.Advance(TimeSpan.FromMinutes(random.Next(1, 6)));
        await MaybeAsync(story.TickAsync);
        await story.RestAsync();
    }

    private async Task RunAsync()
    {
        if (!story.IsUp || story.IsBusy)
        {
            return;
        }

        var id = new RunId($"r{++runs:D12}");
        var serving = story.Account.Stack.Resources["Instance"].PhysicalId;
        StepOutcome reserved;
        while ((reserved = await story.ReserveAsync(await story.ContextAsync(id, RunStep.ReserveCertificates))) is StepOutcome.NotYet)
        {
            Tell("waits for a look");
            story.Time.Advance(TimeSpan.FromMinutes(1));
            await story.TickAsync();
        }

        if (reserved is StepOutcome.Refused)
        {
            Tell("run refused");
            RunsRefused++;
            return;
        }

        Tell("run reserves");
        RunsAllowed++;
        await MaybeAsync(RestartAsync);
        await MaybeAsync(() => PassAsync(TimeSpan.FromMinutes(random.Next(5, 200))));
        await MaybeAsync(ManualAsync);
        await MaybeAsync(ManualAsync);
        while (await IsLostAsync())
        {
            story.Time.Advance(TimeSpan.FromMinutes(1));
            await story.TickAsync();
        }

        await story.TickAsync();
        var before = new Evidence.BeforeUpdate([serving], "", []);
        if (story.Account.Stack.Resources["Instance"].PhysicalId != serving
            || await story.StillFitsAsync(await story.ContextAsync(id, RunStep.ExecuteChangeSet)) is not null)
        {
            Tell("run refused before execution");
            await SettleAsync(id, before);
            return;
        }

        Tell("run executes");
        var token = RunNames.ExecutionToken(id, 1);
        await UpdateAsync(token);
        await MaybeAsync(RestartAsync);
        await MaybeAsync(AwayAsync);
        await SettleAsync(
            id, before, new Evidence.ChangeSetExecuted("set", token),
            new Evidence.StackUpdated(story.Account.Stack.Status, [story.Account.Stack.Resources["Instance"].PhysicalId], []));
    }

    private async Task SettleAsync(RunId id, params Evidence[] evidence)
    {
        for (var looks = 0; ; looks++)
        {
            try
            {
                if (await story.SettleAsync(await story.ContextAsync(id, RunStep.Settle, evidence)) is StepOutcome.Done)
                {
                    return;
                }
            }
            catch (UpgradeWorker.Aws.AwsFaultException)
            {
                // The job tries again.
            }

            Assert.That(looks, Is.LessThan(20), $"the run never settles. {Told}");
            story.Time.Advance(TimeSpan.FromMinutes(1));
            await story.TickAsync();
        }
    }

    private async Task RestartAsync()
    {
        Tell("killed");
        await story.StopAsync();
        await story.StartAsync();
    }

    // Less than the week for which events are read back.
    private async Task AwayAsync()
    {
        Tell("away");
        await story.StopAsync();
        for (var days = random.Next(1, 4); days > 0; days--)
        {
            await PassAsync(TimeSpan.FromHours(random.Next(1, 48)));
            await MaybeAsync(ManualAsync);
        }

        await story.StartAsync();
    }

    private Task MaybeAsync(Func<Task> act) => random.Next(3) == 0 ? act() : Task.CompletedTask;

    private void Judge() => Assert.That(story.Refusals(), Is.Empty, Told);

    private async Task JudgeLedgerAsync()
    {
        Judge();
        var ledger = await story.LedgerAsync();
        Assert.That(ledger.Select(entry => entry.InstanceId).OfType<string>().Order(), Is.EqualTo(story.Created.Order()), Told);
        var counted = LedgerHolds.Of(ledger, new LedgerLimits().IssuanceDelay).Sum(hold => hold.Cost);
        Assert.That(counted, Is.EqualTo(story.Facts()), Told);
        Assert.That(ledger.Select(entry => entry.Names.Text).Distinct(), Is.EqualTo(new[] { VendorStack.Domain }));
    }

    private void Tell(string what) => told.Add(what);
}
