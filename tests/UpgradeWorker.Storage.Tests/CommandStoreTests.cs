using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Storage.Tests.Support;

namespace UpgradeWorker.Storage.Tests;

[TestFixtureSource(typeof(Dialects), nameof(Dialects.Both))]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CommandStoreTests(DialectName dialect) : IDisposable
{
    private readonly TestDatabase file = new(dialect);

    public void Dispose() => file.Dispose();

    [Test]
    public async Task A_command_comes_back_whole_and_commands_in_order()
    {
        var command = Command("request") with
        {
            Stack = "lab",
            Target = "UW-0001",
            Arguments = new Dictionary<string, string> { ["reason"] = "«why» \"not\"" },
        };
        var first = await AppendAsync(command);
        var second = await AppendAsync(Command("request"));

        Assert.That(second, Is.GreaterThan(first));
        Assert.That(
            Some.Content(await file.ReadAsync(session => CommandStore.WithVerbAsync(session, "request"))),
            Is.EqualTo(Some.Content(new[] { command with { Id = first }, Command("request") with { Id = second } })));
    }

    [Test]
    public async Task Nothing_is_paused_at_first()
    {
        Assert.That(await PauseAsync(Some.Stack), Is.Null);
    }

    [TestCase("pause lab", ExpectedResult = "lab")]
    [TestCase("pause lab; resume lab", ExpectedResult = "")]
    [TestCase("pause lab; resume", ExpectedResult = "")]
    [TestCase("pause", ExpectedResult = "lab field")]
    [TestCase("pause; resume lab", ExpectedResult = "field")]
    [TestCase("pause lab; pause; resume field", ExpectedResult = "lab")]
    [TestCase("pause; resume; pause field", ExpectedResult = "field")]
    public async Task<string> The_newest_pause_or_resume_that_names_the_stack_or_all_decides(string commands)
    {
        foreach (var words in commands.Split("; ").Select(command => command.Split(' ')))
        {
            await AppendAsync(Command(words[0]) with { Stack = words.ElementAtOrDefault(1) });
        }

        var paused = new List<string>();
        foreach (var stack in new[] { Some.Stack, Some.OtherStack })
        {
            if (await PauseAsync(stack) is not null)
            {
                paused.Add(stack.Value);
            }
        }

        return string.Join(' ', paused);
    }

    [Test]
    public async Task A_command_on_an_approval_waits_until_it_is_taken_and_then_tells_its_result()
    {
        var approve = await AppendAsync(Command("approve"));
        var defer = await AppendAsync(Command("defer"));
        await AppendAsync(Command("run-retry"));

        await file.WriteAsync(session => ApprovalStore.TakeCommandAsync(session, approve, Some.At(1), "Approved."));

        Assert.That((await file.ReadAsync(CommandStore.ForApprovalsAsync)).Select(command => command.Id), Is.EqualTo([defer]));
        Assert.That(await file.ReadAsync(session => ApprovalStore.CommandResultAsync(session, approve)), Is.EqualTo("Approved."));
        Assert.That(await file.ReadAsync(session => ApprovalStore.CommandResultAsync(session, defer)), Is.Null);
    }

    [Test]
    public async Task A_command_on_a_run_waits_until_it_is_taken()
    {
        var retry = await AppendAsync(Command("run-retry"));
        var skip = await AppendAsync(Command("run-skip"));
        var abandon = await AppendAsync(Command("run-abandon"));
        await AppendAsync(Command("approve"));

        await file.WriteAsync(session => RunProgressStore.TakeCommandAsync(session, retry, Some.RunId(1), Some.At(1), "Tried again."));

        Assert.That((await file.ReadAsync(CommandStore.ForRunsAsync)).Select(command => command.Id), Is.EqualTo([skip, abandon]));
    }

    private static OperatorCommand Command(string verb) => new() { At = Some.At(0), UserName = "ann", Verb = verb };

    private Task<long> AppendAsync(OperatorCommand command) => file.WriteAsync(session => CommandStore.AppendAsync(session, command));

    private Task<OperatorCommand?> PauseAsync(StackKey stack) => file.ReadAsync(session => CommandStore.PauseAsync(session, stack));
}
