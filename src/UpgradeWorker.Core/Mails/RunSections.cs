using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Core.Mails;

/// <summary>Parts of a run's mails that tell what is left to people.</summary>
internal static class RunSections
{
    /// <summary>What a reader must know first when the run stands still: whether users are served.</summary>
    public static string Service(RunView view) => ServiceState.InWords(view.Journal, at => MailWords.Instant(at, view.Zone));

    /// <summary>Steps that the run leaves to people; null when there are none.</summary>
    public static MailSection? AfterSteps(RunView view)
    {
        var steps = OpenSteps.LeftBy(view.Plan, view.Run, view.Journal, view.Profile);
        return steps.Count == 0 ? null : new MailSection("Steps for you")
        {
            Paragraphs = ["The next upgrade of this stack waits until these are closed with the steps command."],
            Items = [.. steps.Select(step => new MailItem(MailWords.Clean(step.Text), step.Id, MailTone.Warn, $"UpgradeWorker steps done {view.Run.Id} {step.Id}"))],
        };
    }

    /// <summary>The migrations among these steps as they are typed, for a mail breaks prose anywhere; null when there are none.</summary>
    public static MailSection? Commands(RunView view) =>
        OpenSteps.MigrationsLeft(view.Plan, view.Run, view.Journal) is not { Count: > 0 } left ? null : new MailSection("The commands to paste")
        {
            Paragraphs = ["On the instance, in this order; go on to the next only when the one before ended without an error."],
            Preformatted = Typed(view, left.Select(migration => migration.Command)),
        };

    /// <summary>Migrations and the restart after them, in lines that can be pasted.</summary>
    /// <param name="view">The run.</param>
    /// <param name="migrations">Such as <c>is-db migrate</c>.</param>
    /// <param name="further">Commands after them.</param>
    public static string Typed(RunView view, IEnumerable<string> migrations, params IEnumerable<string> further) => string.Join(
        '\n', migrations.Select(view.Profile.MigrationByHand).Append(view.Profile.RestartByHand).Concat(further).Select(command => PlainWrap.Shell("  " + command)));
}
