using System.Diagnostics;
using System.Globalization;
using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Sandbox.Vendor;
using UpgradeWorker.Storage;
using UpgradeWorker.Tests.Certificates;

namespace UpgradeWorker.Tests.Stories;

internal sealed class LedgerStoryTests
{
    // UPGRADEWORKER_LEDGER_STORIES=2000 plays more of them, UPGRADEWORKER_LEDGER_SEED=n begins at another seed.
    private static readonly int Stories = Number("UPGRADEWORKER_LEDGER_STORIES", 25);
    private static readonly int FirstSeed = Number("UPGRADEWORKER_LEDGER_SEED", 1);

    [Test]
    public async Task Lets_Encrypt_never_refuses_what_the_worker_allowed_and_both_count_the_same()
    {
        var (allowed, refused) = (0, 0);
        var broken = new List<string>();
        var began = Stopwatch.GetTimestamp();
        for (var seed = FirstSeed; seed < FirstSeed + Stories && broken.Count < 5; seed++)
        {
            await using var story = await LedgerStory.BeginAsync();
            var random = new RandomLedgerStory(story, seed);
            try
            {
                await random.PlayAsync(acts: 14);
            }
            catch (Exception exception)
            {
                broken.Add($"{random.Told}{Environment.NewLine}{exception}");
            }

            (allowed, refused) = (allowed + random.RunsAllowed, refused + random.RunsRefused);
            if (seed % 100 == 0)
            {
                await TestContext.Progress.WriteLineAsync($"{seed}: {allowed} runs allowed, {refused} refused, {broken.Count} broken, {Stopwatch.GetElapsedTime(began):c}");
            }
        }

        await TestContext.Out.WriteLineAsync($"{Stories} stories from seed {FirstSeed}: {allowed} runs allowed, {refused} refused.");
        Assert.That(broken, Is.Empty);
        Assert.That(allowed, Is.GreaterThan(Stories), "the stories say nothing if no run is allowed");
    }

    [Test]
    public async Task The_first_start_enters_the_creation_of_the_stack_and_the_handshake_tells_when_its_certificate_was_issued()
    {
        await using var story = await LedgerStory.BeginAsync();

        var ledger = await story.LedgerAsync();

        var issued = story.Account.Vendor.Application.LetsEncrypt.Issued.Single();
        Assert.That(ledger.Select(entry => entry.Source), Is.EquivalentTo(new[] { LedgerSource.StackEvent, LedgerSource.CertificateSeen }));
        var hold = LedgerHolds.Of(ledger, TimeSpan.FromHours(24)).Single();
        Assert.That((hold.Seen, hold.Entry.InstanceId), Is.EqualTo((true, story.Created[0])));
        Assert.That(hold.IssuedAt, Is.InRange(issued.At, issued.At.AddSeconds(1)));
    }

    [Test]
    public async Task What_was_created_and_not_entered_yet_counts_for_a_reservation()
    {
        // One place: it is free until the person's instance is seen, entered or not.
        await using var story = await LedgerStory.BeginAsync("\"Limit\": 2, \"KeepInReserve\": 0");
        await story.PassAsync(TimeSpan.FromHours(1));
        story.Replace();
        await story.RestAsync();
        await story.WatchAsync();

        var outcome = await story.ReserveAsync(await story.ContextAsync(new RunId("r000000000001"), RunStep.ReserveCertificates));

        Assert.That(await story.LedgerAsync(), Has.None.Property("InstanceId").EqualTo(story.Created[1]));
        Assert.That(outcome, Is.TypeOf<StepOutcome.Refused>());
    }

    [Test]
    public async Task A_run_does_not_reserve_on_what_nobody_looked_at_lately()
    {
        await using var story = await LedgerStory.BeginAsync();
        story.Time.Advance(TimeSpan.FromHours(2));
        var context = await story.ContextAsync(new RunId("r000000000001"), RunStep.ReserveCertificates);

        var early = await story.ReserveAsync(context);
        var late = await story.ReserveAsync(context with { Now = context.Now.AddMinutes(6) });
        await story.TickAsync();

        Assert.That(early, Is.TypeOf<StepOutcome.NotYet>());
        Assert.That((late as StepOutcome.Refused)?.Why.Reason, Is.EqualTo("LedgerNotCurrent"));
        Assert.That(await story.ReserveAsync(await story.ContextAsync(new RunId("r000000000001"), RunStep.ReserveCertificates)), Is.TypeOf<StepOutcome.Done>());
    }

    [Test]
    public async Task A_look_at_the_ledger_when_nothing_is_new_costs_no_more_after_a_long_past()
    {
        await using var story = await LedgerStory.BeginAsync();
        await story.TickAsync();
        var young = await story.CostAsync();
        var now = story.Time.GetUtcNow();
        await story.Database.WriteAsync(
            async session =>
            {
                var look = (await WatchStore.LatestLookAsync(session, new("prod")))!;
                var names = (await LedgerStore.AllAsync(session))[0].Names;
                for (var hours = 1; hours <= 250; hours++)
                {
                    var at = now.AddHours(-hours);
                    await WatchStore.SaveLookAsync(session, look with { At = at, Status = $"UPDATE_{hours}" });
                    await WatchStore.SaveEventsAsync(session, look.Stack, look.StackId, [new StackEvent(
                        $"past-{hours}", "Instance", $"i-{hours}", "AWS::EC2::Instance", "DELETE_COMPLETE", null, at)]);
                    await LedgerStore.AddAsync(session, LedgerEntry.ByHand(names, at.AddDays(-30), 1, "past"), now);
                }
            },
            default);
        await story.WatchAsync();
        var reading = await story.CostAsync();
        var old = await story.CostAsync();

        Assert.That(reading, Is.GreaterThan(10 * young), "what is new is read");
        Assert.That(old, Is.LessThan(1.3 * young));
    }

    [Test]
    public async Task A_fall_to_the_reserve_is_told_once_and_again_only_after_it_rose()
    {
        await using var story = await LedgerStory.BeginAsync("\"Limit\": 2, \"KeepInReserve\": 1, \"IssuanceDelay\": \"1h\"");
        var names = (await story.LedgerAsync())[0].Names;
        var first = await LowSinceAsync(story, names);
        await story.PassAsync(TimeSpan.FromDays(3));
        var still = await LowSinceAsync(story, names);
        await story.PassAsync(TimeSpan.FromDays(5));
        var risen = await LowSinceAsync(story, names);
        story.Replace();
        await story.RestAsync();
        await story.TickAsync();

        Assert.That(first, Is.Not.Null);
        Assert.That(still, Is.EqualTo(first));
        Assert.That(risen, Is.Null);
        Assert.That(await LowSinceAsync(story, names), Is.GreaterThan(first!.Value.AddDays(7)));
    }

    [Test]
    public async Task Operators_enter_and_correct_with_their_names_and_nothing_is_edited()
    {
        await using var story = await LedgerStory.BeginAsync();
        var names = (await story.LedgerAsync())[0].Names.Text;
        await CommandAsync(story, "ledger-add", names, ("at", "2026-11-01T10:00:00Z"), ("cost", "2"), ("reason", "by hand, no events"));
        await story.TickAsync();
        var added = (await story.LedgerAsync()).Single(entry => entry.Source == LedgerSource.ByHand);
        await CommandAsync(story, "ledger-correct", added.Id.ToString(CultureInfo.InvariantCulture), ("cost", "0"), ("reason", "another stack"));
        await CommandAsync(story, "ledger-correct", "999", ("cost", "0"), ("reason", "no such entry"));
        await story.TickAsync();

        var ledger = await story.LedgerAsync();
        Assert.That((added.By, added.Reason, added.Cost), Is.EqualTo(("ann", "by hand, no events", 2)));
        Assert.That(ledger, Has.Member(added));
        var correction = ledger.Single(entry => entry.Source == LedgerSource.Correction);
        Assert.That((correction.By, correction.Reason, correction.Corrects), Is.EqualTo(("ann", "another stack", added.DedupKey)));
        Assert.That(LedgerHolds.Of(ledger, TimeSpan.FromHours(24)).Select(hold => hold.Entry.Source), Has.None.EqualTo(LedgerSource.ByHand));
        Assert.That(await story.Database.ReadAsync(CommandStore.ForLedgerAsync, CancellationToken.None), Is.Empty);
    }

    [Test]
    public async Task What_only_a_transparency_log_shows_counts_and_a_log_that_fails_stops_nothing()
    {
        using var log = new TransparencyLog { Fails = true };
        await using var story = await LedgerStory.BeginAsync($"\"TransparencyUrl\": \"{log.Url}\"");
        var without = (await story.LedgerAsync()).Count;
        var run = await story.ReserveAsync(await story.ContextAsync(new RunId("r000000000001"), RunStep.ReserveCertificates));
        var issued = story.Time.GetUtcNow();
        log.Add("0A77", issued, SomeCertificate.Production, [VendorStack.Domain]);
        log.Fails = false;

        await story.PassAsync(TimeSpan.FromDays(2));
        await story.PassAsync(TimeSpan.FromDays(2));

        Assert.That(without, Is.EqualTo(2), "the creation of the stack and its certificate");
        Assert.That(run, Is.TypeOf<StepOutcome.Done>());
        var ledger = await story.LedgerAsync();
        var logged = ledger.Single(entry => entry.Source == LedgerSource.CertificateTransparency);
        Assert.That((ledger.Count, logged.Serial, logged.Cost), Is.EqualTo((3, "0A77", 1)));
        Assert.That(LedgerHolds.Of(ledger, TimeSpan.FromHours(24)).Sum(hold => hold.Cost), Is.EqualTo(2));
    }

    private static Task<DateTimeOffset?> LowSinceAsync(LedgerStory story, NameSet names) =>
        story.Database.ReadAsync(session => CertificateWatchStore.LowSinceAsync(session, names), CancellationToken.None);

    private static Task<long> CommandAsync(LedgerStory story, string verb, string target, params (string Name, string Value)[] arguments) => story.Database.WriteAsync(
        session => CommandStore.AppendAsync(session, new OperatorCommand
        {
            At = story.Time.GetUtcNow(),
            UserName = "ann",
            Verb = verb,
            Target = target,
            Arguments = arguments.ToDictionary(argument => argument.Name, argument => argument.Value),
        }),
        CancellationToken.None);

    private static int Number(string variable, int standard) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : standard;
}
