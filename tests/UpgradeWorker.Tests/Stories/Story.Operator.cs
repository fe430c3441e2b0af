using UpgradeWorker.Storage;

namespace UpgradeWorker.Tests.Stories;

/// <content>What a local operator types.</content>
internal sealed partial class Story
{
    /// <summary>A local operator says something about a run.</summary>
    public Task<long> CommandAsync(string verb, string? run, params (string Name, string Value)[] arguments) => SayAsync(verb, run, null, arguments);

    /// <summary>A local operator asks for an upgrade.</summary>
    public Task<long> AskAsync(params (string Name, string Value)[] arguments) => SayAsync("request", null, Key, arguments);

    private Task<long> SayAsync(string verb, string? target, string? stack, (string Name, string Value)[] arguments) => Database.WriteAsync(
        session => CommandStore.AppendAsync(session, new OperatorCommand
        {
            At = Time.GetUtcNow(),
            UserName = "root",
            Verb = verb,
            Target = target,
            Stack = stack,
            Arguments = arguments.ToDictionary(argument => argument.Name, argument => argument.Value),
        }),
        CancellationToken.None);
}
