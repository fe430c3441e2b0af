using UpgradeWorker.Core.Runs;
using UpgradeWorker.Sandbox.Faults;

namespace UpgradeWorker.Tests.Stories;

/// <summary>Everything that the sandbox can let go wrong, each with its ending, its mail and what the law says of it.</summary>
internal sealed class FaultStoryTests
{
    public static IEnumerable<TestCaseData> Stories() => FaultStory.All.Select(story => new TestCaseData(story) { TestName = story.Name });

    [TestCaseSource(nameof(Stories))]
    public async Task A_fault_has_its_ending(FaultStory story)
    {
        await using var upgrade = await Upgrade.BeginAsync(Upgrade.ReplacesDatabases);
        var run = await upgrade.TellAsync(story.Arrange);
        var told = await upgrade.Story.TellAsync();
        Assert.Multiple(() =>
        {
            Assert.That(run.Ending, Is.EqualTo(story.Ending), told);
            Assert.That(story.Reason, Is.Null.Or.EqualTo(run.Why?.Reason), told);
        });
        Assert.That(await upgrade.LawlessAsync(run), Is.Empty, told);
        if (run.Ending == RunEnding.Succeeded)
        {
            // A person's own update comes on top.
            var persons = story.World.OfType<WorldFault.PersonUpdatesStackDuringSnapshot>().Any();
            Assert.That(await upgrade.BrokenAsync(run), persons ? Is.EqualTo(["2 updates of the stack, not 1"]) : Is.Empty, told);
        }

        // Exactly one, as the law says. The line breaks depend on the width.
        var mail = upgrade.Story.Mails(Promises.MailOf(run.Ending)).Single();
        var text = string.Join(' ', (mail.TextBody ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Multiple(() =>
        {
            foreach (var words in story.Summary.Append(story.Told))
            {
                Assert.That(text, Does.Contain(words));
            }
        });
    }

    [Test]
    public void Every_fault_of_the_sandbox_has_a_story()
    {
        var told = FaultStory.All.SelectMany(story => story.Rules.Select(rule => rule.Fault.GetType()).Concat(story.World.Select(fault => fault.GetType())));
        var known = typeof(RequestFault).GetNestedTypes().Concat(typeof(WorldFault).GetNestedTypes());
        Assert.That(known.Except(told), Is.Empty);
    }
}
