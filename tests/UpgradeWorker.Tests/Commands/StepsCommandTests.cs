using UpgradeWorker.Core.Planning;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Tests.Commands;

internal sealed class StepsCommandTests
{
    private static readonly PlannedManualStep Step = new("M2", "3.37.0", "after", "Rotate the keys.");

    [Test]
    public async Task The_document_has_every_member_of_an_open_and_of_a_closed_step()
    {
        using var home = await LeftAsync();
        const string open = """
            {"run":"r0123456789ab","stack":"prod","id":"M2","version":"3.37.0","when":"after","text":"Rotate the keys.","openedAt":"2026-11-22T10:00:00Z","closedAt":null,"closedBy":null,"reason":null}
            """;
        Assert.That((await home.RunAsync("steps", "--json")).Output.Trim(), Is.EqualTo($$"""{"steps":[{{open.Trim()}}]}"""));
        await (await home.OpenAsync()).WriteAsync(
            session => ManualStepStore.CloseAsync(session, Home.Run.Id, "m2", Home.At.AddHours(1), "jane", "done"), CancellationToken.None);
        Assert.That((await home.RunAsync("steps", "--json")).Output.Trim(), Is.EqualTo("""{"steps":[]}"""));
        Assert.That((await home.RunAsync("steps", "r0123456789ab", "--json")).Output.Trim(), Is.EqualTo(
            $$"""{"steps":[{{open.Trim().Replace("\"closedAt\":null,\"closedBy\":null,\"reason\":null", "\"closedAt\":\"2026-11-22T11:00:00Z\",\"closedBy\":\"jane\",\"reason\":\"done\"", StringComparison.Ordinal)}}]}"""));
        Assert.That((await home.RunAsync("steps", "r0123456789ab")).Output, Does.Contain("Rotate the keys.").And.Contain("closed by jane"));
    }

    [Test]
    public async Task A_step_is_closed_by_its_id_once_and_only_if_it_is_there()
    {
        using var home = await LeftAsync();
        var (exitCode, output, _) = await home.RunAsync("steps", "done", "r0123456789ab", "m2", "--reason", "rotated");
        Assert.That((exitCode, output), Is.EqualTo((0, output)));
        Assert.That(output, Does.Contain("step M2"));
        var database = await home.OpenAsync();
        var command = (await database.ReadAsync(CommandStore.ForStepsAsync, CancellationToken.None)).Single();
        Assert.That((command.Target, command.Arguments["step"], command.Arguments["reason"]), Is.EqualTo(("r0123456789ab", "M2", "rotated")));
        Assert.That((await home.RunAsync("steps", "done", "r0123456789ab", "M9")).Error, Does.Contain("it left M2"));
        Assert.That((await home.RunAsync("steps", "done", "rzzzzzzzzzzzz", "M2")).Error, Does.Contain("no run rzzzzzzzzzzzz"));
        await database.WriteAsync(session => ManualStepStore.CloseAsync(session, Home.Run.Id, "M2", Home.At, "jane", null), CancellationToken.None);
        var again = await home.RunAsync("steps", "done", "r0123456789ab", "M2");
        Assert.That((again.ExitCode, again.Output), Is.EqualTo((1, "")));
        Assert.That(again.Error, Does.Contain("closed by jane"));
    }

    private static async Task<Home> LeftAsync()
    {
        var home = new Home();
        await (await home.OpenAsync()).WriteAsync(
            async session =>
            {
                await RunStore.StartAsync(session, Home.Run);
                await ManualStepStore.OpenAsync(session, Home.Run.Id, Home.Stack, Step, Home.At);
                await ManualStepStore.OpenAsync(session, Home.Run.Id, Home.Stack, Step with { Text = "Not again." }, Home.At.AddHours(2));
            },
            CancellationToken.None);
        return home;
    }
}
