using UpgradeWorker.Configuration;
using UpgradeWorker.Configuration.Secrets;
using UpgradeWorker.Inputs;

namespace UpgradeWorker.Commands.Checks;

/// <summary>What the settings name on this machine: secrets, templates, changelogs.</summary>
internal static class LocalChecks
{
    public static async Task<IReadOnlyList<CheckResult>> SecretsAsync(StackSettings stack, SecretResolver secrets, CancellationToken cancellationToken)
    {
        var results = new List<CheckResult>();
        foreach (var (name, reference) in stack.Parameters.Select(entry => (entry.Key, (entry.Value as TextOrSecret.Secret)?.Reference)))
        {
            if (reference is not null)
            {
                results.Add(await SecretAsync($"stack {stack.Key}: parameter {name}", reference, secrets, cancellationToken));
            }
        }

        return results;
    }

    public static async Task<CheckResult> ChangelogAsync(StackSettings stack, Downloads downloads, CancellationToken cancellationToken)
    {
        var subject = $"stack {stack.Key}: changelog";
        if (stack.Changelog.Count == 0)
        {
            return CheckResult.Warning(subject, "there is none, so it is not known which migrations an upgrade needs, and plans are blocked; give Changelog.");
        }

        try
        {
            var changelog = await ChangelogInput.ReadAsync(stack.Changelog, downloads, cancellationToken);
            return CheckResult.Ok(subject, $"{changelog.Entries.Count} versions, the newest is {changelog.Entries.Max(entry => entry.Version)}.");
        }
        catch (CommandException problem)
        {
            return CheckResult.Wrong(subject, problem.Message);
        }
    }

    public static IEnumerable<CheckResult> Choices(StackSettings stack, Settings settings)
    {
        if (stack.Windows.Count == 0)
        {
            yield return CheckResult.Warning($"stack {stack.Key}: windows", "there are none, so no upgrade ever starts; give Windows.");
        }

        if (stack.Approvers.Count == 0)
        {
            yield return CheckResult.Warning($"stack {stack.Key}: approvers", "there are none; only approve on this machine can agree to an upgrade.");
        }
        else if (StatusView.NoticeImpossible(stack, settings) is { } never)
        {
            yield return CheckResult.Warning($"stack {stack.Key}: approvers", never.Message);
        }
        else if (settings.Mail.Mailbox is MailboxSettings.None)
        {
            yield return CheckResult.Warning($"stack {stack.Key}: approvers", "they cannot be asked, because Mail:Kind is None; only approve on this machine works.");
        }

        if (!stack.StopService)
        {
            yield return CheckResult.Warning($"stack {stack.Key}: StopService", "it is off: what is written while databases are replaced is lost.");
        }
    }

    private static async Task<CheckResult> SecretAsync(string subject, SecretReference reference, SecretResolver secrets, CancellationToken cancellationToken)
    {
        try
        {
            await secrets.ResolveAsync(reference, cancellationToken);
            return CheckResult.Ok(subject, $"{reference} can be read.");
        }
        catch (SecretUnavailableException unavailable)
        {
            return CheckResult.Wrong(subject, unavailable.Message);
        }
    }
}
