using UpgradeWorker.Core.Runs;
using UpgradeWorker.Jobs.Steps;
using UpgradeWorker.Sandbox.CloudFormation.Operations;
using UpgradeWorker.Sandbox.CloudFormation.Templates;
using UpgradeWorker.Sandbox.Demo;
using UpgradeWorker.Sandbox.Vendor;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Tests.Stories;

/// <summary>What becomes of a run whose stack somebody takes out of the settings, renames or creates anew.</summary>
internal sealed class StrandedStoryTests
{
    private const string Named = $"\"{Story.Key}\":";

    [Test]
    public async Task A_stack_that_is_taken_out_while_the_service_is_stopped_calls_a_person_who_puts_it_back_and_retries()
    {
        await using var story = await Story.BeginAsync();
        await UntilAsync(story, "3.37.0", RunStep.TakeSnapshots);
        var settings = "";
        await story.RestartAsync(json =>
        {
            settings = json;
            return json[..json.IndexOf("\"Stacks\"", StringComparison.Ordinal)] + "\"Stacks\": {} }";
        });
        var calls = story.Account.Aws.Server.Calls.Count;
        var run = await story.EndedRunAsync();
        await story.RunAsync();
        Assert.That((run.Step, run.Ending, run.Why?.Reason), Is.EqualTo((RunStep.TakeSnapshots, RunEnding.NeedsAttention as RunEnding?, "StackNotConfigured")));
        Assert.That(story.Account.Aws.Server.Calls, Has.Count.EqualTo(calls), "nobody asks AWS about a stack that is not in the settings");
        var mail = story.Mails("needs-attention").Single();
        Assert.That(mail.To.ToString(), Is.EqualTo(Story.Operator), "who was asked about the run");
        Assert.That(Plain(mail.TextBody), Does.Contain("THE SERVICE IS DOWN").And.Contain("The settings no longer have the stack prod")
            .And.Contain("sudo systemctl restart lorawan-stack.service").And.Contain($"runs retry {run.Id}"));
        Assert.That(await OpenAsync(story), Is.EqualTo(1), "its place in the ledger stays taken until a person decides");

        await story.RestartAsync(_ => settings);
        await story.PassAsync(TimeSpan.FromHours(1));
        Assert.That((await story.LatestRunAsync())!.Generation, Is.EqualTo(1), "nothing goes on by itself");
        await story.CommandAsync("run-retry", run.Id.Value);
        await story.RunAsync();
        run = await story.EndedRunAsync();
        Assert.That((run.Ending, run.Generation), Is.EqualTo((RunEnding.Succeeded as RunEnding?, 2)), await story.TellAsync());
        Assert.That((await story.EndStateAsync(new EndStateReader(story.Account))).ServiceActive);
    }

    [Test]
    public async Task A_retry_after_the_window_starts_the_service_again_and_changes_nothing()
    {
        await using var story = await Story.BeginAsync(window: """, "Windows": [ { "Cron": "0 11 * * *", "Duration": "2h" } ] """);
        await UntilAsync(story, "3.37.0", RunStep.TakeSnapshots);
        await story.RestartAsync(json => json.Replace(Named, "\"lab\":", StringComparison.Ordinal));
        var run = await story.EndedRunAsync();
        await story.PassAsync(TimeSpan.FromHours(3));
        await story.RestartAsync(json => json.Replace("\"lab\":", Named, StringComparison.Ordinal));
        await story.CommandAsync("run-retry", run.Id.Value);
        await story.RunAsync();
        run = await story.EndedRunAsync();
        Assert.That((run.Ending, run.Why?.Reason), Is.EqualTo((RunEnding.Refused as RunEnding?, "WindowTooShort")), await story.TellAsync());
        Assert.That((await story.EndStateAsync(new EndStateReader(story.Account))).ServiceActive);
        Assert.That(await OpenAsync(story), Is.Zero);
    }

    [Test]
    public async Task A_stack_that_is_renamed_during_the_update_gets_no_second_run_and_is_finished_under_its_old_name()
    {
        await using var story = await Story.BeginAsync();
        await UntilAsync(story, "3.36.0", RunStep.AwaitStack);
        await story.RestartAsync(json => json.Replace(Named, "\"lab\":", StringComparison.Ordinal));
        var run = await story.EndedRunAsync();
        await story.PassAsync(TimeSpan.FromHours(2));
        Assert.That((run.Step, run.Why?.Reason), Is.EqualTo((RunStep.AwaitStack, "StackNotConfigured")));
        Assert.That(Plain(story.Mails("needs-attention").Single().TextBody), Does.Contain("The settings call the stack things-prod lab now, and no longer prod")
            .And.Contain("CloudFormation goes on with the update"));
        story.Publish("3.37.0");
        await story.UntilAsync(() => Task.FromResult(story.Mails("request").Count > 1), "the question about the next release");
        // The run that would have told of the migrations of 3.36.0 stands still.
        story.Reply(story.Mails("request")[^1], "APPROVE ACK M0");
        await story.PassAsync(TimeSpan.FromHours(2));
        Assert.That(story.Mails("approved"), Has.Count.EqualTo(2));
        Assert.That((await story.LatestRunAsync())!.Id, Is.EqualTo(run.Id), "one stack, one run, whatever it is called");

        await story.RestartAsync(json => json.Replace("\"lab\":", Named, StringComparison.Ordinal));
        await story.CommandAsync("run-retry", run.Id.Value);
        await story.RunAsync();
        run = await story.EndedRunAsync();
        Assert.That((run.Ending, run.Generation), Is.EqualTo((RunEnding.Succeeded as RunEnding?, 1)), await story.TellAsync());
        Assert.That(story.Account.Aws.Server.Calls.Count(call => call.Contains("ExecuteChangeSet", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task A_stack_that_is_put_back_at_once_is_gone_on_with_as_if_nothing_had_been()
    {
        await using var story = await Story.BeginAsync();
        await UntilAsync(story, "3.36.0", RunStep.AwaitStack);
        await story.RestartAsync(json => json.Replace(Named, "\"lab\":", StringComparison.Ordinal));
        await story.RunAsync();
        story.Time.Advance(RunStacks.Patience / 2);
        await story.RunAsync();
        await story.RestartAsync(json => json.Replace("\"lab\":", Named, StringComparison.Ordinal));
        Assert.That((await story.EndedRunAsync()).Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
        await story.RunAsync();
        Assert.That(story.Mails("needs-attention"), Is.Empty);
    }

    [Test]
    public async Task A_key_that_stands_for_another_stack_now_is_not_the_stack_of_the_run_and_what_is_given_up_then_is_told_as_not_cleaned_up()
    {
        await using var story = await Story.BeginAsync(extra: """ "Summary": { "Recipients": ["boss@example.com"] }, """);
        await UntilAsync(story, "3.37.0", RunStep.ConfirmChangeSet);
        await story.RestartAsync(json => json.Replace($"\"{VendorStack.Name}\"", "\"elsewhere\"", StringComparison.Ordinal));
        var run = await story.EndedRunAsync();
        await story.RunAsync();
        Assert.That(run.Why?.Reason, Is.EqualTo("StackNotConfigured"), await story.TellAsync());
        Assert.That(story.Mails("needs-attention").Select(mail => mail.To.ToString()), Is.EquivalentTo(new[] { Story.Operator, "boss@example.com" }));
        await story.CommandAsync("run-abandon", run.Id.Value);
        await story.UntilAsync(async () => await story.LatestRunAsync() is { Ending: RunEnding.Abandoned, EndedAt: not null }, "the end that a person chose");
        await story.RunAsync();
        Assert.That(Plain(story.Mails("refused")[^1].TextBody), Does.Contain("What may be left").And.Contain($"its name begins with {RunNames.ChangeSetPrefix(run.Id)}: never execute it, delete it"));
        Assert.That(await OpenAsync(story), Is.Zero);
    }

    [TestCase("3.37.0", RunStep.TakeSnapshots)]
    [TestCase("3.36.0", RunStep.AwaitStack)]
    public async Task A_stack_that_is_created_anew_under_its_name_is_another_one_that_the_run_leaves_alone(string version, RunStep step)
    {
        await using var story = await Story.BeginAsync();
        await UntilAsync(story, version, step);
        var old = story.Account.Stack;
        // While a snapshot is taken, its database cannot be deleted.
        Rest(story, () => old.IsBusy || story.Account.World.Resources.DatabaseSnapshots.Values.Any(one => one.Status == "creating")
            || story.Account.World.Resources.CacheSnapshots.Values.Any(one => one.Status == "creating"));
        story.Account.World.Do(_ =>
        {
            StackDeletion.Start(story.Account.Aws.CloudFormation, old, null);
            return true;
        });
        Rest(story, () => old.Status != "DELETE_COMPLETE");
        var anew = story.Account.World.Do(_ =>
        {
            var stack = story.Account.Aws.CloudFormation.Seed(
                VendorStack.Name, VendorRelease.All[0].Template, VendorStack.Parameters.Select(one => new ParameterInput(one.Key, one.Value)), old.Settings);
            story.Account.Vendor.FinishSeeding();
            return stack;
        });
        var calls = story.Account.Aws.Server.Calls.Count;
        var run = await story.EndedRunAsync();
        await story.PassAsync(TimeSpan.FromMinutes(10));
        Assert.That(anew.Id, Is.Not.EqualTo(old.Id));
        Assert.That(run.Ending, Is.EqualTo(RunEnding.NeedsAttention), await story.TellAsync());
        Assert.That(story.Mails("needs-attention"), Has.Count.EqualTo(1));
        Assert.That(story.Account.Aws.Server.Calls.Skip(calls), Has.None.Contains("ExecuteChangeSet").And.None.Contains("SendCommand"));
        Assert.That(anew.Status, Is.EqualTo("CREATE_COMPLETE"));
        await story.CommandAsync("run-abandon", run.Id.Value);
        await story.UntilAsync(async () => await story.LatestRunAsync() is { Ending: RunEnding.Abandoned, EndedAt: not null }, "the end that a person chose");
    }

    private static void Rest(Story story, Func<bool> waits)
    {
        for (var polls = 0; story.Account.World.Do(_ => waits()); polls++)
        {
            Assert.That(polls, Is.LessThan(500), $"the stack never rests: {story.Account.Stack.Status}");
            story.Time.Advance(TimeSpan.FromMinutes(2));
        }
    }

    private static async Task UntilAsync(Story story, string version, RunStep step)
    {
        story.Publish(version);
        story.Reply(await story.RequestAsync(), "APPROVE");
        await story.UntilAsync(async () => await story.LatestRunAsync() is { EndedAt: null } run && run.Step >= step, $"{step}");
    }

    private static async Task<int> OpenAsync(Story story) => (await story.Database.ReadAsync(ReservationStore.OpenAsync, CancellationToken.None)).Count;

    private static string Plain(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
