using System.CommandLine;
using UpgradeWorker.Configuration;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Commands;

/// <summary>The person at the command line, and how what they decide reaches the stage that acts on it.</summary>
internal static class Operator
{
    /// <summary>The operating system's name of the user, and whom sudo stands for.</summary>
    public static string Name { get; } = Environment.GetEnvironmentVariable("SUDO_USER") is { Length: > 0 } caller && caller != Environment.UserName
        ? $"{caller} as {Environment.UserName}"
        : Environment.UserName;

    public static Argument<string> Stack { get; } = new("STACK") { Description = "Settings key, name or ARN of the stack." };

    /// <summary>The option in which a person must say why; blanks say nothing.</summary>
    public static Option<string> Reason(string description)
    {
        var option = new Option<string>("--reason") { Description = description, HelpName = "TEXT", Required = true };
        option.Validators.Add(given =>
        {
            if (given.Tokens is [var text] && string.IsNullOrWhiteSpace(text.Value))
            {
                given.AddError("--reason is empty; say why, for those who read it later.");
            }
        });
        return option;
    }

    /// <exception cref="CommandException">The settings have no such stack.</exception>
    public static StackSettings Find(Settings settings, string stack) => settings.Stacks.Find(stack) ?? throw new CommandException(
        settings.Stacks.All.Count == 0
            ? $"The settings have no stack \"{stack}\"; they have none at all."
            : $"The settings have no stack \"{stack}\"; they have {string.Join(", ", settings.Stacks.All.Select(known => known.Key))}.");

    /// <summary>Leaves a command for the stage that owns the row it changes.</summary>
    public static Task AppendAsync(
        Session session, string verb, string? stack, string? target, DateTimeOffset now, params IEnumerable<(string Name, string? Value)> arguments) =>
        CommandStore.AppendAsync(session, new OperatorCommand
        {
            At = now,
            UserName = Name,
            Verb = verb,
            Stack = stack,
            Target = target,
            Arguments = arguments.Where(argument => argument.Value is not null).ToDictionary(argument => argument.Name, argument => argument.Value!),
        });
}
