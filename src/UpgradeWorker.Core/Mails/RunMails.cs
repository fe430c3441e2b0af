using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Core.Mails;

/// <summary>The mails that tell how a run goes. Each begins with the outcome.</summary>
public static class RunMails
{
    private const int OutputLines = 50;

    /// <summary>The run has begun.</summary>
    public static MailDraft Started(RunView view, MailTemplates templates) => Of(
        view, MailKind.Started, MailTone.Ask, "Upgrade begun", $"{view.Plan.Stack} is on its way to {view.Plan.TargetVersion}",
        $"The run began on {MailWords.Instant(view.Run.StartedAt, view.Zone)} and takes about {MailWords.Length(view.Plan.ExpectedDuration)}. You will hear how it ended.",
        $"Begun: {view.Plan.Stack} {view.Plan.RunningVersion} to {view.Plan.TargetVersion}", [], templates);

    /// <summary>The mail that fits the way in which the run ended.</summary>
    public static MailDraft Ended(RunView view, MailTemplates templates) => view.Run.Ending switch
    {
        RunEnding.Succeeded => Succeeded(view, templates),
        RunEnding.RolledBack => RolledBack(view, templates),
        RunEnding.Refused => Refused(view, templates),
        RunEnding.Abandoned => Abandoned(view, templates),
        _ => NeedsAttention(view, templates),
    };

    /// <summary>
    /// The new version is there. What must be done at once all the same, and what a person skipped, is said before anything else; nothing is
    /// called verified that the worker did not look at.
    /// </summary>
    public static MailDraft Succeeded(RunView view, MailTemplates templates)
    {
        var urgent = Findings(view).Where(finding => Tone(finding) == MailTone.Bad).ToList();
        var skipped = RunCommands.AllSkipped(view.Run.Generation, view.Journal);
        var isVerified = skipped.All(pair => pair.Step != RunStep.Verify);
        return Of(
            view, MailKind.Succeeded, urgent.Count + skipped.Count == 0 ? MailTone.Good : MailTone.Warn, "Upgrade complete", $"{view.Plan.Stack} runs {view.Plan.TargetVersion}",
            string.Join(' ', (string[])
            [
                .. urgent.Select(finding => MailWords.Clean(finding.Message)),
                .. skipped.Select(pair => MailWords.Sentence(pair.Decided.Message)).Distinct(),
                isVerified ? $"The new version was verified after {Took(view)}." : $"The worker did not verify the new version. {RunSections.Service(view)}",
            ]),
            $"Complete: {view.Plan.Stack} runs {view.Plan.TargetVersion}{(urgent is [var first, ..] ? $" - {first.Reason}" : isVerified ? "" : " - not verified")}",
            [Seen(view), RunSections.AfterSteps(view), Kept(view)], templates);
    }

    /// <summary>AWS undid the update.</summary>
    public static MailDraft RolledBack(RunView view, MailTemplates templates) => Of(
        view, MailKind.RolledBack, MailTone.Warn, "Upgrade rolled back", $"{view.Plan.Stack} still runs {view.Plan.RunningVersion}",
        $"AWS undid the update after {Took(view)}: the stack is as it was. {RunSections.Service(view)} {Why(view)}",
        $"Rolled back: {view.Plan.Stack} still runs {view.Plan.RunningVersion}", [Events(view), AskAgain(view), Seen(view), Kept(view)], templates);

    /// <summary>The worker stopped before acting.</summary>
    public static MailDraft Refused(RunView view, MailTemplates templates) => Of(
        view, MailKind.Refused, MailTone.Warn, "Upgrade not carried out", $"{view.Plan.Stack} still runs {view.Plan.RunningVersion}",
        $"The run ended before the stack was changed. {RunSections.Service(view)} {Why(view)}",
        $"Not carried out: {view.Plan.Stack} still runs {view.Plan.RunningVersion}{(view.Run.Why is { } why ? $" - {why.Reason}" : "")}", [AskAgain(view), Seen(view), Kept(view)], templates);

    /// <summary>A person gave the run up.</summary>
    public static MailDraft Abandoned(RunView view, MailTemplates templates) => Of(
        view, MailKind.Refused, MailTone.Warn, "Upgrade given up", $"{view.Plan.Stack}: a person gave the upgrade up",
        $"{view.Journal.LastOrDefault(entry => entry.Kind == JournalKind.Operator)?.Message ?? "It was abandoned."} The worker does nothing more of it; "
        + $"look at the stack yourself. {RunSections.Service(view)}",
        $"Given up: {view.Plan.Stack} {view.Plan.RunningVersion} to {view.Plan.TargetVersion}", [NotCleanedUp(view), RunSections.AfterSteps(view), RunSections.Commands(view), Kept(view)], templates);

    /// <summary>A person must decide; comes with the whole journal.</summary>
    public static MailDraft NeedsAttention(RunView view, MailTemplates templates)
    {
        var step = RunScript.Of(FailedStep(view)).Goal;
        var todo = new MailSection("What to do")
        {
            // What was printed has a section of its own.
            Paragraphs = [view.Run.Why is { } why ? view.Output is null ? why.Message : why.Message.Split('\n')[0] : "Look at the journal below."],
            Items =
            [
                new("Look at the stack and its events in the AWS console. The worker touches nothing more until you decide."),
                new("Then type one of these on the worker's machine:"),
            ],
            // Set apart, so that no display breaks them at a hyphen.
            Preformatted = string.Join('\n', (string[])
            [
                "  To try the step again:",
                $"    UpgradeWorker runs retry {view.Run.Id}",
                .. RunScript.Of(FailedStep(view)).MaySkip
                    ? (string[])["  If you did it by hand:", $"    UpgradeWorker runs skip {view.Run.Id} {FailedStep(view)} --reason \"…\""] : [],
                "  To give the run up:",
                $"    UpgradeWorker runs abandon {view.Run.Id} --reason \"…\"",
            ]),
        };
        var draft = Of(
            view, MailKind.NeedsAttention, MailTone.Bad, "A person must decide", $"{view.Plan.Stack}: the upgrade cannot go on by itself",
            $"It did not reach its goal: {step}. {RunSections.Service(view)}", $"NEEDS ATTENTION: {view.Plan.Stack} at {FailedStep(view)}",
            [todo, ByHand(view), Events(view), Output(view), Seen(view), RunSections.AfterSteps(view), Kept(view)], templates);
        return draft with
        {
            Attachments =
            [
                new MailAttachment($"journal-{view.Run.Id}.txt", RunTimeline.Journal(view.Journal, view.Zone)),
                .. Logs(view).Select(logs => new MailAttachment($"logs-{logs.InstanceId}.txt", logs.Logs)),
                .. view.Outputs.Select(output => new MailAttachment($"{FileName(output.Name)}.log", output.Text)),
            ],
        };
    }

    private static MailDraft Of(
        RunView view, MailKind kind, MailTone tone, string label, string headline, string lead, string subject, MailSection?[] extra, MailTemplates templates)
    {
        var page = new MailPage
        {
            Kind = kind,
            Tone = tone,
            Label = label,
            Headline = headline,
            Lead = lead,
            Sections = MailDrafts.Sections(
                [
                    .. extra.Take(kind == MailKind.NeedsAttention ? 5 : 0),
                    AtAGlance(view),
                    new MailSection("How it went") { Timeline = RunTimeline.Of(view.Run, view.Journal, view.Zone) },
                    .. extra.Skip(kind == MailKind.NeedsAttention ? 5 : 0),
                    view.Week is { } week ? new MailSection("Certificates") { Week = week } : null,
                ]),
            Footer = $"Run {view.Run.Id}{(view.Request is { } request ? $" of request {request}" : "")}, sent to {view.Recipient}. The runs command shows the whole journal.",
        };
        return MailDrafts.Of(page, view.Recipient, MailDrafts.Tag(view.Request) + subject, templates, view.Request);
    }

    private static MailSection AtAGlance(RunView view) => new("At a glance")
    {
        Facts =
        [
            new("Stack", $"{view.Plan.StackId.Name} ({view.Plan.Stack})"),
            new("Where", $"account {view.Plan.StackId.Account}, {view.Plan.StackId.Region}"),
            new("Version", $"{view.Plan.RunningVersion} to {view.Plan.TargetVersion}"),
            new("Began", MailWords.Instant(view.Run.StartedAt, view.Zone)),
            .. view.Run.EndedAt is { } end ? new[] { new MailFact("Ended", MailWords.Instant(end, view.Zone)) } : [],
            .. view.Run.Generation > 1 ? new[] { new MailFact("Tries", MailWords.Count(view.Run.Generation, "generation")) } : [],
            new("Plan", view.Plan.Fingerprint.Short),
        ],
    };

    /// <summary>Snapshots that stay and cost money until someone deletes them.</summary>
    private static MailSection? Kept(RunView view)
    {
        var snapshots = view.Journal.SelectMany(entry => entry.Evidence).OfType<Evidence.SnapshotTaken>().DistinctBy(snapshot => snapshot.Name).ToList();
        return snapshots.Count == 0 ? null : new MailSection("Snapshots that stay")
        {
            Items = [.. snapshots.Select(snapshot => new MailItem(snapshot.Name, snapshot.Role, MailTone.Info, $"Of {snapshot.LogicalId}, {MailWords.Instant(snapshot.CreatedAt, view.Zone)}"))],
            Paragraphs = ["The worker deletes its own snapshots after a later upgrade, once they are older than KeepSnapshots says; never one that a parameter of the stack names."],
        };
    }

    private static MailSection? Events(RunView view) => view.FailedEvents.Count == 0 ? null : new MailSection("What CloudFormation said")
    {
        Items = [.. view.FailedEvents.Take(20).Select(happened => new MailItem(
            $"{happened.LogicalId} ({MailWords.ResourceType(happened.ResourceType)})", happened.Status, MailTone.Bad,
            $"{MailWords.Clock(happened.At, view.Zone)}: {MailWords.Clean(happened.StatusReason ?? "no reason given")}"))],
    };

    /// <summary>Why the last step of the run could not clean up; null when it did.</summary>
    private static MailSection? NotCleanedUp(RunView view) => view.Journal.OrderBy(entry => entry.Seq).LastOrDefault(entry => entry.Step == RunStep.Settle)
        is { Kind: JournalKind.Faulted } failed ? new MailSection("What may be left") { Paragraphs = [MailWords.Clean(failed.Message)] } : null;

    /// <summary>What checks and steps saw that people should read; what must be done at once first.</summary>
    private static MailSection? Seen(RunView view)
    {
        var seen = Findings(view);
        return seen.Count == 0 ? null : new MailSection("What was seen")
        {
            Items = [.. seen.Select(finding => new MailItem(MailWords.Clean(finding.Message), finding.Reason, Tone(finding)))],
        };
    }

    private static IReadOnlyList<Finding> Findings(RunView view) =>
    [
        .. view.Journal.Where(entry => entry.Generation == view.Run.Generation).OrderBy(entry => entry.Seq).SelectMany(entry => entry.Evidence)
            .SelectMany(evidence => evidence switch
            {
                Evidence.Observed { Finding: { Reason: not "NotNeeded" } finding } => [finding],
                Evidence.Verified verified => verified.Wrong is { } wrong ? [.. verified.Seen, wrong] : verified.Seen,
                _ => (IReadOnlyList<Finding>)[],
            })
            .Distinct().OrderByDescending(finding => Tone(finding) == MailTone.Bad),
    ];

    private static MailTone Tone(Finding finding) => finding.Reason switch
    {
        "WrongDns" or "AddressChanged" or "BadCertificate" or "NotRestored" or "ProbeDiffers" or "ProbeFailed" or "WrongVersion" or "Unhealthy"
            or "ServiceNotActive" => MailTone.Bad,
        "ServiceActive" or "Certificate" or "Healthy" => MailTone.Good,
        "SnapshotDeleted" => MailTone.Info,
        _ => MailTone.Warn,
    };

    /// <summary>The migrations that have not run, as a person types them; null when there are none left.</summary>
    private static MailSection? ByHand(RunView view)
    {
        var done = view.Journal.Where(entry => entry.Generation == view.Run.Generation).SelectMany(entry => entry.Evidence)
            .OfType<Evidence.MigrationDone>().Select(one => one.Command).ToHashSet(StringComparer.Ordinal);
        var left = view.Plan.Migrations.Where(migration => !done.Contains(migration.Command)).ToList();
        return left.Count == 0 || FailedStep(view) is not (RunStep.AwaitInstance or RunStep.Migrate) ? null : new MailSection("If you do it by hand")
        {
            Paragraphs = ["On the new instance, in this order; go on to the next only when the one before ended without an error. Then let the run go on after them with the last line, typed on the worker's machine."],
            Preformatted = RunSections.Typed(
                view, left.Select(migration => migration.Command), $"UpgradeWorker runs skip {view.Run.Id} {RunStep.StartService} --reason \"…\""),
        };
    }

    private static MailSection AskAgain(RunView view) => new("What to do")
    {
        Paragraphs = [$"Mend what the reason names. To be asked again: UpgradeWorker request {view.Plan.Stack}"],
    };

    private static IEnumerable<Evidence.LogsCollected> Logs(RunView view) => view.Journal.Where(entry => entry.Generation == view.Run.Generation)
        .SelectMany(entry => entry.Evidence).OfType<Evidence.LogsCollected>().Where(logs => logs.Logs.Length > 0).GroupBy(logs => logs.InstanceId).Select(group => group.Last());

    private static string FileName(string name) => string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));

    private static MailSection? Output(RunView view) => view.Output is not { Length: > 0 } output ? null : new MailSection("The last lines it printed")
    {
        Preformatted = string.Join('\n', output.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').TakeLast(OutputLines).Select(line => "  " + MailWords.Short(MailWords.Clean(line), 200))),
    };

    private static RunStep FailedStep(RunView view) => RunCommands.StuckAt(view.Run, view.Journal) ?? view.Journal.OrderBy(entry => entry.Seq)
        .LastOrDefault(entry => entry.Kind is JournalKind.Faulted or JournalKind.Refused)?.Step ?? view.Run.Step;

    private static string Took(RunView view) => MailWords.Length((view.Run.EndedAt ?? view.Run.StepBegan) - view.Run.StartedAt);

    private static string Why(RunView view) => view.Run.Why is { } why ? $"The reason: {MailWords.Clean(why.Message)}" : "";
}
