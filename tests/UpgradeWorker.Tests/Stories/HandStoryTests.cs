using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Jobs.Steps;
using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Sandbox.Vendor;
using UpgradeWorker.Sandbox.World;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Tests.Stories;

/// <summary>What is left to people: instances that Systems Manager does not reach, snapshots that stay, outputs that are long.</summary>
internal sealed class HandStoryTests
{
    [Test]
    public async Task A_stack_whose_instance_has_no_agent_is_never_asked_about_an_upgrade_that_replaces_its_databases()
    {
        await using var story = await WithoutAgentAsync();
        story.Publish("3.37.0");
        await story.PassAsync(TimeSpan.FromHours(1));
        Assert.That(story.Mails("request"), Is.Empty);
        var current = await story.Database.ReadAsync(session => PlanStore.CurrentAsync(session, new StackKey(Story.Key)), CancellationToken.None);
        Assert.That(current!.Findings.Single(finding => finding.Reason == "InstanceUnreachable").Message, Does.Contain("AmazonSSMManagedInstanceCore"));
        Assert.That(Sent(story), Is.Zero);
    }

    [Test]
    public async Task A_stack_whose_instance_has_no_agent_is_upgraded_and_its_migrations_are_left_to_a_person_with_the_exact_commands()
    {
        await using var story = await WithoutAgentAsync();
        story.Publish("3.36.0");
        var request = await story.RequestAsync();
        var migration = $"sudo env TTN_LW_CONFIG=/tti/lorawan-stack/config.yml /tti/lorawan-stack/tti-lw-stack {VendorRelease.All.Single(one => one.Version == "3.36.0").Migrations[0]}-db migrate";
        Assert.That(Plain(request.TextBody), Does.Contain(migration));
        story.Reply(request, "APPROVE");
        var run = await story.EndedRunAsync();
        Assert.That(run.Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
        await story.RunAsync();
        Assert.That(Plain(story.Mails("succeeded").Single().TextBody), Does.Contain(migration).And.Contain($"steps done {run.Id} D1"));
        Assert.That(Sent(story), Is.Zero, "nothing is sent to where nobody listens");
    }

    [TestCase("arn:aws:rds:eu-west-1:111122223333:snapshot:{0}")]
    [TestCase(null)]
    public async Task An_old_snapshot_that_another_stack_names_or_may_name_stays(string? parameter)
    {
        // The second stack lies where nobody answers: what is known of it is what was seen last.
        await using var story = await Story.BeginAsync(""", "KeepSnapshots": { "Days": 1, "Newest": 1 } }, "clone": { "StackName": "clone", "Region": "eu-north-1" """);
        await UpgradeAsync(story, "3.36.0");
        var safety = Snapshots(story).Single();
        if (parameter is not null)
        {
            await story.Database.WriteAsync(
                async session =>
                {
                    var look = await WatchStore.LatestLookAsync(session, new StackKey(Story.Key));
                    await WatchStore.SaveLookAsync(session, look! with
                    {
                        Stack = new StackKey("clone"),
                        StackId = new StackId("arn:aws:cloudformation:eu-north-1:111122223333:stack/clone/1"),
                        Parameters = [new StackParameter("From", string.Format(System.Globalization.CultureInfo.InvariantCulture, parameter, safety))],
                    });
                },
                CancellationToken.None);
        }

        await PassDaysAsync(story);
        await UpgradeAsync(story, "3.37.0");
        Assert.That(Snapshots(story), Does.Contain(safety));
    }

    [Test]
    public async Task Old_snapshots_of_ours_go_but_never_the_one_that_a_parameter_names()
    {
        await using var story = await Story.BeginAsync(""", "KeepSnapshots": { "Days": 1, "Newest": 1 } """);
        await UpgradeAsync(story, "3.36.0");
        var safety = Snapshots(story).Single();
        string[] foreign = ["uw-rclone", "uw-ruser", "by-hand"];
        story.Account.World.Do(world =>
        {
            var before = world.Resources.DatabaseSnapshots[safety];
            Add(world, before, foreign[0], [.. before.Tags.Select(tag => tag.Key == OwnSnapshots.StackTag ? new(tag.Key, "clone") : tag)]);
            Add(world, before, foreign[1], [.. before.Tags.Where(tag => tag.Key != OwnSnapshots.RunTag)]);
            // A copy takes the tags along.
            return Add(world, before, foreign[2], before.Tags);
        });
        await PassDaysAsync(story);
        await UpgradeAsync(story, "3.37.0");
        Assert.That(Snapshots(story), Is.SupersetOf(foreign), "another stack's, one without our tag, and a person's copy of ours");
        Assert.That(Snapshots(story), Does.Not.Contain(safety), "it is older than a day, and there is a newer one");
        var restored = Snapshots(story).Except(foreign).Single();
        Assert.That(Plain(story.Mails("succeeded")[^1].TextBody), Does.Contain($"Deleted our database snapshot {safety}"));

        // A newer one of ours, so that the one that the stack was restored from is no longer the newest.
        await PassDaysAsync(story);
        story.Account.World.Do(world =>
        {
            var before = world.Resources.DatabaseSnapshots[restored];
            return Add(world, before, "uw-rnewer", before.Tags);
        });
        await story.AskAsync(("set:NetworkTitle", "Another title"));
        story.Reply(await story.RequestAsync(3), "APPROVE");
        await story.UntilAsync(
            async () => (await story.Database.ReadAsync(RunProgressStore.AllAsync, CancellationToken.None)).Count(run => run.EndedAt is not null) == 3, "the end of the third run");
        Assert.That((await story.LatestRunAsync())!.Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
        Assert.That(Snapshots(story), Is.EquivalentTo((string[])[restored, "uw-rnewer", .. foreign]));
    }

    [Test]
    public async Task What_AWS_does_not_allow_when_old_snapshots_are_looked_for_spoils_no_upgrade()
    {
        await using var story = await Story.BeginAsync();
        story.Publish("3.36.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        await story.UntilAsync(async () => await story.LatestRunAsync() is { Step: RunStep.Migrate }, "the migrations");
        story.Account.World.Faults.Add(new RequestFaultRule("rds", "DescribeDBSnapshots", new RequestFault.AccessDenied(), Times: int.MaxValue));
        Assert.That((await story.EndedRunAsync()).Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
        await story.RunAsync();
        Assert.That(Plain(story.Mails("succeeded").Single().TextBody), Does.Contain("rds:DescribeDBSnapshots"));
    }

    [Test]
    public async Task An_output_that_Systems_Manager_would_cut_off_is_kept_whole()
    {
        await using var story = await Story.BeginAsync();
        var lines = Enumerable.Range(1, 3000).Select(line => $"line {line} of what the migration says").ToList();
        story.Account.World.Observe(new Talkative(story.Account, lines));
        await UpgradeAsync(story, "3.36.0");
        var run = (await story.LatestRunAsync())!;
        var outputs = await story.Database.ReadAsync(session => RunOutputStore.OfAsync(session, run.Id), CancellationToken.None);
        Assert.That(outputs, Is.Not.Empty);
        foreach (var (name, text) in outputs)
        {
            Assert.That(text, Has.Length.GreaterThan(24_000), name);
            Assert.That(text.Split('\n').Where(line => line.StartsWith("line ", StringComparison.Ordinal)), Is.EqualTo(lines), name);
        }
    }

    [Test]
    public async Task What_a_failed_migration_printed_stays_when_it_is_tried_again()
    {
        await using var story = await Story.BeginAsync();
        story.Account.World.Faults.Add(new WorldFault.MigrationExits("migrate"));
        story.Publish("3.36.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        var run = await story.EndedRunAsync();
        Assert.That(run.Ending, Is.EqualTo(RunEnding.NeedsAttention), await story.TellAsync());
        await story.CommandAsync("run-retry", run.Id.Value);
        await story.UntilAsync(async () => (await story.LatestRunAsync())!.Ending == RunEnding.Succeeded, "the end of the retry");
        var outputs = await story.Database.ReadAsync(session => RunOutputStore.OfAsync(session, run.Id), CancellationToken.None);
        Assert.That(outputs.Select(output => output.Name), Is.EquivalentTo((string[])["g1 noc-db migrate", "g1 noc-db migrate try 2", "g1 is-db migrate try 2"]));
        Assert.That(outputs.First(output => output.Name == "g1 noc-db migrate").Text, Does.Contain("migration of noc failed"));
    }

    [Test]
    public async Task A_rollback_that_fails_tells_what_is_stuck_and_how_to_go_on_and_a_retry_closes_the_run()
    {
        await using var story = await Story.BeginAsync();
        story.Account.World.Faults.Add(new WorldFault.UpdateFails("Instance"));
        story.Account.World.Faults.Add(new WorldFault.RollbackFails("Instance"));
        story.Publish("3.37.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        var run = await story.EndedRunAsync();
        Assert.That(run.Ending, Is.EqualTo(RunEnding.NeedsAttention), await story.TellAsync());
        var text = Plain(story.Mails("needs-attention").Single().TextBody);
        Assert.That(text, Does.Contain("Stuck: Instance (").And.Contain("\"Continue update rollback\"").And.Contain("skip no resource"));
        Assert.That(text, Does.Contain($"runs retry {run.Id}").And.Not.Contain("runs skip"), "AwaitRollback cannot be skipped");
        Assert.That(text, Does.Contain("THE SERVICE IS DOWN"));
        Assert.That(story.Account.Aws.Server.Calls, Has.None.Contains("ContinueUpdateRollback"), "the worker never does that");
    }

    private static async Task UpgradeAsync(Story story, string version)
    {
        var before = story.Mails("request").Count;
        story.Publish(version);
        story.Reply(await story.RequestAsync(before + 1), "APPROVE");
        await story.UntilAsync(
            async () => (await story.Database.ReadAsync(RunProgressStore.AllAsync, CancellationToken.None)).Count(run => run.EndedAt is not null) == before + 1,
            $"the end of the run to {version}");
        Assert.That((await story.LatestRunAsync())!.Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
        await story.RunAsync();
    }

    /// <summary>A story whose instance Systems Manager has never heard of, seen for long enough to be sure.</summary>
    private static async Task<Story> WithoutAgentAsync()
    {
        var story = await Story.BeginAsync();
        // The agent of the first boot has reported by then.
        await story.PassAsync(TimeSpan.FromMinutes(10));
        story.Account.World.Do(_ =>
        {
            foreach (var machine in story.Account.Vendor.Machines.All)
            {
                machine.AgentOnline = false;
                machine.RegisteredAt = null;
            }

            return true;
        });
        await story.PassAsync(TimeSpan.FromHours(1));
        return story;
    }

    /// <summary>Two days, with a look every few hours.</summary>
    private static async Task PassDaysAsync(Story story)
    {
        story.Stride = TimeSpan.FromHours(3);
        await story.PassAsync(TimeSpan.FromDays(2));
        story.Stride = TimeSpan.Zero;
    }

    private static int Sent(Story story) => story.Account.Aws.Server.Calls.Count(call => call.Contains("SendCommand", StringComparison.Ordinal));

    /// <summary>A snapshot of the same database, whole since now.</summary>
    private static DbSnapshot Add(SandboxWorld world, DbSnapshot like, string name, IReadOnlyList<KeyValuePair<string, string>> tags) =>
        world.Resources.DatabaseSnapshots[name] = new DbSnapshot
        {
            Name = name,
            Arn = like.Arn.Replace(like.Name, name, StringComparison.Ordinal),
            Source = like.Source,
            Data = like.Data,
            StartedAt = world.Now,
            CompletesAt = world.Now,
            Status = "available",
            Tags = tags,
        };

    private static List<string> Snapshots(Story story) => story.Account.World.Do(
        world => world.Resources.DatabaseSnapshots.Values.Where(one => one.Kind == "manual").Select(one => one.Name).ToList());

    private static string Plain(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Lets the program of new instances print these lines before it does anything.</summary>
    private sealed class Talkative(VendorAccount account, IReadOnlyList<string> lines) : WorldObserver
    {
        public override void InstanceLaunched(Ec2Instance instance)
        {
            if (account.Vendor.Machines.Find(instance.PhysicalId) is { } machine && machine.Program(Bootstrap.Binary) is { } program)
            {
                machine.AddProgram(Bootstrap.Binary, call =>
                {
                    if (call.Arguments.Contains("migrate"))
                    {
                        foreach (var line in lines)
                        {
                            call.Print(line);
                        }
                    }

                    return program(call);
                });
            }
        }
    }
}
