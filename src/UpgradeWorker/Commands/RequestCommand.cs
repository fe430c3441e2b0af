using System.CommandLine;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Releases;
using UpgradeWorker.Core.Templates;
using UpgradeWorker.Storage;

namespace UpgradeWorker.Commands;

/// <summary><c>request</c>: new parameter values on the current template, or a chosen release; with neither, to be asked again about what is planned anyway.</summary>
internal static class RequestCommand
{
    private static readonly Option<string[]> Set = new("--set")
    {
        Description = "A parameter and the value it should have; may be repeated. The value is stored and shown in mails: a NoEcho parameter is refused, and belongs into the settings as a secret reference.",
        HelpName = "KEY=VALUE",
    };

    private static readonly Option<string?> Release = new("--release") { Description = "The version to upgrade to.", HelpName = "VERSION" };

    public static Command Create()
    {
        var command = new Command("request", "Queue an upgrade. It is planned, asked about by mail, and runs in its window. Without options: ask again about what is planned, also after a no.") { Operator.Stack, Set, Release };
        command.SetAction(AppendAsync);
        return command;
    }

    private static async Task<int> AppendAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = SettingsInput.Read(parsed);
        var stack = Operator.Find(settings, parsed.GetRequiredValue(Operator.Stack));
        var values = (parsed.GetValue(Set) ?? []).Select(Value).ToList();
        var release = parsed.GetValue(Release);
        if (release is not null && !ReleaseVersion.TryParse(release, out _))
        {
            throw new CommandException($"--release \"{release}\" is no version; write one like 3.36.0.", ExitCode.Usage);
        }

        if (values.GroupBy(value => value.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new CommandException($"--set names {twice.Key[4..]} twice.", ExitCode.Usage);
        }

        var database = await Memory.OpenAsync(settings, cancellationToken);
        if (values.Count > 0)
        {
            await RefuseHiddenAsync(database, stack, [.. values.Select(value => value.Name[4..])], cancellationToken);
        }

        await database.WriteAsync(
            session => Operator.AppendAsync(
                session, "request", stack.Key.Value, null, TimeProvider.System.GetUtcNow(), [.. values, ("release", release)]),
            cancellationToken);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(
            $"Queued for {stack.Key} (recorded for {Operator.Name}); it takes the place of an earlier request. status {stack.Key} shows the plan when it is ready.");
        return ExitCode.Done;
    }

    // The value is stored and mailed: whether a parameter is hidden has to be known first, and the templates tell.
    private static async Task RefuseHiddenAsync(Database database, StackSettings stack, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var templates = (await database.ReadAsync(session => BodiesAsync(session, stack), cancellationToken))
            .Select(body => TemplateReader.Read(body, "a template")).OfType<TemplateReading.Read>().ToList();
        if (templates.Count == 0)
        {
            throw new CommandException($"No template of {stack.Key} is known yet, so nobody can say which of its parameters are secrets: start the service first, then ask again.");
        }

        var hidden = templates.SelectMany(read => read.Template.Parameters).FirstOrDefault(parameter => parameter.NoEcho && names.Contains(parameter.Name));
        if (hidden is not null)
        {
            throw new CommandException(
                $"{hidden.Name} is a NoEcho parameter, and --set would store its value: give it as a secret reference in the settings (Stacks:{stack.Key}:Parameters:{hidden.Name}).",
                ExitCode.Usage);
        }
    }

    private static async Task<IReadOnlyList<string>> BodiesAsync(Session session, StackSettings stack)
    {
        var bodies = new List<string?>();
        if (await WatchStore.LatestLookAsync(session, stack.Key) is { } look)
        {
            bodies.Add(await WatchStore.TemplateAsync(session, look.TemplateSha256));
        }

        foreach (var release in await ReleaseStore.AllAsync(session, stack.Key))
        {
            bodies.Add(await ReleaseStore.TemplateAsync(session, release.Sha256));
        }

        return [.. bodies.OfType<string>()];
    }

    private static (string Name, string? Value) Value(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0 || !text[..equals].All(char.IsAsciiLetterOrDigit))
        {
            // The text is not shown: it may be a secret with its key left out.
            throw new CommandException("--set takes KEY=VALUE, where KEY is the name of a template parameter (letters and digits).", ExitCode.Usage);
        }

        return SecretReference.TryParse(text[(equals + 1)..], "/") is null
            ? ($"set:{text[..equals]}", text[(equals + 1)..])
            : throw new CommandException($"Give {text[..equals]} as a secret reference in the settings (Stacks:KEY:Parameters:{text[..equals]}), not here.", ExitCode.Usage);
    }
}
