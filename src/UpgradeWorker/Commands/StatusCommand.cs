using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Inputs;

namespace UpgradeWorker.Commands;

/// <summary><c>status</c>: how the stacks stand, from what the service last saw.</summary>
internal static class StatusCommand
{
    /// <summary>Columns from which on the table breaks nothing apart.</summary>
    private const int LeastForTable = 110;

    private static readonly Argument<string?> Stack = new("STACK")
    {
        Description = "Settings key, name or ARN; one stack in detail.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<bool> Json = new("--json")
    {
        Description = """
            One JSON document: {"at","stacks":[{"key","stackName","region","stackId","status","seenAt","fault","runningVersion","newestRelease","waiting":[{"version","name","reason","message"}],"sources":[{"source","nextLook","fault","faultSince"}],"drift":{"status","startedAt","resources"},"plan":{"fingerprint","from","to","createdAt","replacesData","replacesInstance"},"findings":[{"reason","message"}],"approval":{"id","state","issuedAt","expiresAt"},"nextWindow":{"from","to"},"run":{"id","step","ending","startedAt","endedAt"},"openSteps":[{"run","step"}],"certificates":{"names","room","allowed","nextAt"},"pausedBy"}],"mail":{"waiting","oldestWaiting","failed","lastRead","fault","canaryLostSince"}}; failed counts mails given up within 7 days.
            """,
    };

    public static Command Create()
    {
        var command = new Command("status", "Show the stacks: versions, drift, plan, approval, next window, run, certificate room.") { Stack, Json };
        command.SetAction(ShowAsync);
        return command;
    }

    private static async Task<int> ShowAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = SettingsInput.Read(parsed);
        var stacks = parsed.GetValue(Stack) is { } name ? [Operator.Find(settings, name)] : settings.Stacks.All;
        var database = await Memory.OpenExistingAsync(settings, cancellationToken);
        var now = TimeProvider.System.GetUtcNow();
        var overviews = new StackOverviews(new StackFactsReader(), settings.Certificates);
        var (views, mail) = await database.ReadAsync(
            async session =>
            {
                var read = new List<StatusView>();
                foreach (var stack in stacks)
                {
                    read.Add(StatusView.Of(await overviews.ReadAsync(session, stack, now), settings));
                }

                return (read, await MailStatus.ReadAsync(session, now));
            },
            cancellationToken);
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(Json))
        {
            CommandOutput.WriteJson(output, new { At = Times.Iso(now), stacks = views, mail });
        }
        else if (parsed.GetValue(Stack) is not null)
        {
            ShowOne(new Paper(output), views[0], now);
        }
        else
        {
            ShowAll(new Paper(output), views, now);
            mail.Show(output, now);
        }

        return ExitCode.Done;
    }

    internal static void ShowAll(Paper paper, IReadOnlyList<StatusView> views, DateTimeOffset now)
    {
        if (views.Count == 0)
        {
            paper.Line("The settings have no stack.");
            return;
        }

        if (paper.Columns < LeastForTable)
        {
            ShowLines(paper, views, now);
        }
        else
        {
            ShowTable(paper, views, now);
        }

        foreach (var view in views.Where(view => view.Fault is not null))
        {
            paper.Line($"{view.Key} cannot be looked at: {view.Fault}");
        }

        foreach (var (view, never) in views.SelectMany(view => view.Findings.Where(finding => finding.Reason == "NoticeImpossible").Select(never => (view, never))))
        {
            paper.Line($"{view.Key}: {never.Message}", style: Style.Parse("red"));
        }

        foreach (var view in views.Where(view => view.Run is { EndedAt: not null, Ending: nameof(RunEnding.NeedsAttention) }))
        {
            paper.Line($"{view.Key} needs a person: UpgradeWorker runs {view.Run!.Id} says why, and what to type.", style: Style.Parse("red"));
        }
    }

    private static void ShowTable(Paper paper, IReadOnlyList<StatusView> views, DateTimeOffset now)
    {
        var table = CommandOutput.Table("Stack", "Running", "Newest", "Drift", "Approval", "Next window", "Run", "Room");
        foreach (var view in views)
        {
            table.Row(
                Name(view),
                view.RunningVersion ?? "-",
                view.NewestRelease ?? "-",
                view.Drift?.Status ?? "-",
                view.Approval is { } approval ? $"{approval.Id} {approval.State}" : "-",
                Window(view, now) ?? "-",
                Run(view) ?? "-",
                view.Certificates?.Room.ToString(CultureInfo.InvariantCulture) ?? "-");
        }

        paper.Table(table);
    }

    /// <summary>For a terminal on which the table would break ids and versions apart.</summary>
    private static void ShowLines(Paper paper, IReadOnlyList<StatusView> views, DateTimeOffset now)
    {
        foreach (var view in views)
        {
            paper.Line(Name(view), style: Style.Parse("bold"));
            paper.Line(
                $"  runs {view.RunningVersion ?? "an unknown version"}, newest {view.NewestRelease ?? "unknown"}; drift {view.Drift?.Status ?? "never looked for"}"
                + (view.Certificates is { } certificates ? $"; room for {certificates.Room} certificates" : ""), 2);
            if (view.Approval is { } approval)
            {
                paper.Line($"  approval {approval.Id} {approval.State}", 2);
            }

            if (Run(view) is { } run)
            {
                paper.Line($"  run {run}", 2);
            }

            paper.Line($"  window {Window(view, now) ?? "none that fits"}", 2);
        }
    }

    private static string Name(StatusView view) => view.PausedBy is null ? view.Key : $"{view.Key} (paused)";

    private static string? Window(StatusView view, DateTimeOffset now) => view.NextWindow is not { } window ? null
        : Times.Parse(window.From) <= now ? $"open until {Times.Local(window.To)}" : Times.Local(window.From);

    private static string? Run(StatusView view) => view.Run is not { } run ? null
        : $"{run.Id} {(run.EndedAt is null ? $"at {run.Step}" : Endings.InWords(run.Ending is null ? RunEnding.Succeeded : Enum.Parse<RunEnding>(run.Ending)))}"
            + (view.OpenSteps.Count > 0 ? $", {view.OpenSteps.Count} open {(view.OpenSteps.Count == 1 ? "step" : "steps")}" : "");

    internal static void ShowOne(Paper paper, StatusView view, DateTimeOffset now)
    {
        var table = CommandOutput.Table("", "").HideHeaders()
            .Row("Stack", $"{view.Key}: {view.StackName} in {view.Region}")
            .Row("Last seen", view.SeenAt is null ? "never" : $"{view.Status}, {Times.Local(view.SeenAt)}")
            .Row("Running", view.RunningVersion ?? "unknown")
            .Row("Newest release", view.NewestRelease ?? "none known")
            .Row("Drift", view.Drift is { } drift ? $"{drift.Status} ({drift.Resources} resources), {Times.Local(drift.StartedAt)}" : "never looked for")
            .Row("Plan", view.Plan is { } plan
                ? $"{plan.From} to {plan.To}, {plan.Fingerprint[..Math.Min(12, plan.Fingerprint.Length)]}{(plan.ReplacesData ? ", replaces databases" : "")}{(plan.ReplacesInstance ? ", replaces the instance" : "")}"
                : "none")
            .Row("Approval", view.Approval is { } approval ? $"{approval.Id}: {approval.State}{(approval.State is "Pending" or "Approved" ? $", until {Times.Local(approval.ExpiresAt)}" : "")}" : "none asked for")
            .Row("Next window", view.NextWindow is { } window ? Times.Parse(window.From) <= now ? $"open until {Times.Local(window.To)}" : $"{Times.Local(window.From)} to {Times.Local(window.To)}" : "none fits")
            .Row("Run", view.Run is { } run ? $"{Run(view)}, {(run.EndedAt is { } ended ? Times.Local(ended) : $"since {Times.Local(run.StartedAt)}")} (runs {run.Id} tells all)" : "none")
            .Row("Certificates", view.Certificates is { } room
                ? $"{room.Names}: room for {room.Room}{(room.Allowed ? "" : $", another replacement from {Times.Local(room.NextAt)}")}"
                : "not counted");
        foreach (var step in view.OpenSteps)
        {
            table.Row($"Open: {step.Step}", $"a step of run {step.Run} for a person (steps {step.Run}); steps done {step.Run} {step.Step} closes it");
        }

        foreach (var finding in view.Findings)
        {
            table.Row(finding.Reason, finding.Message);
        }

        foreach (var waiting in view.Waiting.Where(waiting => view.Findings.All(finding => finding.Message != waiting.Message)))
        {
            table.Row($"Waits: {waiting.Name}", waiting.Message);
        }

        foreach (var source in view.Sources.Where(source => source.Fault is not null))
        {
            table.Row("Source fails", $"{source.Source}, since {Times.Local(source.FaultSince)}: {source.Fault}");
        }

        if (view.Fault is not null)
        {
            table.Row("Fault", view.Fault);
        }

        if (view.PausedBy is not null)
        {
            table.Row("Paused", view.PausedBy);
        }

        paper.Table(table);
    }
}
