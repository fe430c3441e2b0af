using System.CommandLine;

namespace UpgradeWorker.Commands;

/// <summary>All verbs, and the two options that go with each of them.</summary>
internal static class CommandLine
{
    // Response files (@file) would let an address or a reason that begins with @ read a file.
    public static ParserConfiguration Parsing { get; } = new() { ResponseFileTokenReplacer = null };

    // The host stops itself when it is told to; a timeout here would kill it in the middle of a call.
    public static InvocationConfiguration Invoking { get; } = new()
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
    };

    public static RootCommand Create()
    {
        var root = new RootCommand("Upgrades software that is sold as a CloudFormation stack, after asking by mail. Without a verb it runs the service.")
        {
            SettingsInput.Config,
            SettingsInput.Setting,
            RunCommand.Create(),
            CheckCommand.Create(),
            StatusCommand.Create(),
            PlanCommand.Create(),
            SettingsCommand.Create(),
            RequestCommand.Create(),
            RunsCommand.Create(),
            StepsCommand.Create(),
            LogCommand.Create(),
            BackupCommand.Create(),
            MigrationsCommand.Create(),
            ChangeSetCommand.Create(),
            LedgerCommand.Create(),
            TemplateCommand.Create(),
            MailCommand(),
            TotpCommand.Create(),
        };
        foreach (var verb in DecisionCommands.Create().Concat(PauseCommands.Create()))
        {
            root.Add(verb);
        }

        root.SetAction(RunCommand.RunAsync);
        return root;
    }

    private static Command MailCommand() => new("mail", "Tools for mail.") { MailExplainCommand.Create() };
}
