using System.CommandLine;
using UpgradeWorker.Aws;
using UpgradeWorker.Commands.Checks;
using UpgradeWorker.Configuration;
using UpgradeWorker.Configuration.Secrets;
using UpgradeWorker.Diagnostics;
using UpgradeWorker.Inputs;
using UpgradeWorker.Inputs.Sources;

namespace UpgradeWorker.Commands;

/// <summary><c>check</c>: tries each thing that the settings name and says what to do. Changes nothing; the worker mails itself.</summary>
internal static class CheckCommand
{
    private static readonly Option<bool> Json = new("--json")
    {
        Description = """One JSON document: {"checks":[{"subject","state":"ok|warning|wrong","message"}],"warnings":0,"wrong":0}.""",
    };

    public static Command Create()
    {
        var command = new Command("check", "Try each thing that the settings name, and say what is wrong and what to do. Changes nothing but that the worker mails itself once; exit 1 if anything is wrong.") { Json };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = SettingsInput.Read(parsed);
        var output = parsed.InvocationConfiguration.Output;
        var json = parsed.GetValue(Json);
        var results = new List<CheckResult>();
        await foreach (var result in TryAllAsync(settings, cancellationToken))
        {
            results.Add(result);
            if (!json)
            {
                await output.WriteLineAsync(CommandOutput.Printable($"{result.State.ToString().ToLowerInvariant(),-8}{result.Subject}: {result.Message}"));
            }
        }

        Finish(output, json, results);
        return results.Any(result => result.State == CheckState.Wrong) ? ExitCode.Failed : ExitCode.Done;
    }

    internal static void Finish(TextWriter output, bool json, IReadOnlyList<CheckResult> results)
    {
        var (warnings, wrong) = (results.Count(result => result.State == CheckState.Warning), results.Count(result => result.State == CheckState.Wrong));
        if (json)
        {
            CommandOutput.WriteJson(output, new { checks = results.Select(result => new { result.Subject, result.State, result.Message }), warnings, wrong });
        }
        else
        {
            output.WriteLine(wrong > 0 ? $"{wrong} wrong, {warnings} to think about." : warnings > 0 ? $"Nothing wrong, {warnings} to think about." : "All is well.");
        }
    }

    private static async IAsyncEnumerable<CheckResult> TryAllAsync(
        Settings settings, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        using var factory = new AwsClientFactory(time);
        var secrets = new SecretResolver(StackConnections.ParameterReader(factory, settings.Aws), HostGuard.Instance);
        yield return CheckResult.Ok("settings", $"{settings.File ?? "(no file)"}: {settings.Stacks.All.Count} {(settings.Stacks.All.Count == 1 ? "stack" : "stacks")}.");
        foreach (var result in await DatabaseChecks.AllAsync(settings, cancellationToken))
        {
            yield return result;
        }

        foreach (var result in await MailChecks.AllAsync(settings.Mail, MailboxFactory.Create(settings.Mail, secrets, time), time, cancellationToken))
        {
            yield return result;
        }

        var certificates = new CertificateChecks(settings, time);
        yield return certificates.Cost();
        var connections = new StackConnections(factory, settings.Aws, secrets);
        var aws = new AwsChecks(connections, time);
        using var downloads = new Downloads(time);
        var sources = new SourceReader(connections, downloads, time);
        foreach (var stack in settings.Stacks.All)
        {
            foreach (var result in await aws.OfAsync(stack, cancellationToken))
            {
                yield return result;
            }

            foreach (var result in (await LocalChecks.SecretsAsync(stack, secrets, cancellationToken))
                .Concat(await SourceChecks.AllAsync(stack, sources, cancellationToken))
                .Append(await LocalChecks.ChangelogAsync(stack, downloads, cancellationToken))
                .Append(await ApprovalChecks.SecondFactorAsync(stack, settings.Approvals, secrets, cancellationToken))
                .Concat(LocalChecks.Choices(stack, settings))
                .Concat(await certificates.OfAsync(stack, cancellationToken)))
            {
                yield return result;
            }
        }
    }
}
