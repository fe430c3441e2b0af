using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Core.Tests.Runs;

/// <summary>The page about the run script is made from the table. To accept a change: UPGRADEWORKER_UPDATE_GOLDENS=1.</summary>
public sealed class RunScriptPageTests
{
    [Test]
    public void The_page_tells_what_the_table_says()
    {
        var path = Page();
        var made = Make();
        if (Environment.GetEnvironmentVariable("UPGRADEWORKER_UPDATE_GOLDENS") == "1")
        {
            File.WriteAllText(path, made);
        }

        Assert.That(made, Is.EqualTo(File.ReadAllText(path).ReplaceLineEndings("\n")));
    }

    private static string Make()
    {
        var text = new StringBuilder();
        text.Append(
            """
            # Runs

            A run carries out one approved plan. `RunScript.Steps` is the whole story, and `RunScript.Advance` the one function that moves along it;
            this page is made from that table by `RunScriptPageTests`.

            Each step looks first whether its goal is already met. It ends in one of four outcomes: *done*, *not yet* (looked at again after the
            poll), *faulted* (tried again up to the attempts, with growing pauses) or *refused* (what was approved no longer holds). What it is about
            to do is journalled before it is done, under names and tokens that derive from run, generation and step, so that a worker killed at any
            instant goes on where it stood. Later steps read nothing of earlier ones but the journal. Time in which the worker was not running does
            not count for a deadline.

            ```mermaid
            stateDiagram-v2
                [*] --> Preflight

            """);
        foreach (var row in RunScript.Steps)
        {
            Arrow(text, row.Step, row.Next, "done");
            Way(text, row, "refused", row.WhenRefused);
            if (row.WhenFaulted != row.WhenRefused)
            {
                Way(text, row, "faulted", row.WhenFaulted);
            }
        }

        text.Append("    StartService --> Settle: done, heading for an ending\n");
        text.Append("```\n\n");
        text.Append("A run that turned away or was rolled back goes from StartService to Settle. StartService does nothing where nothing was stopped.\n\n");
        text.Append("| step | goal | deadline | attempts | poll | when refused | when faulted | a person may skip it |\n");
        text.Append("|---|---|---|---|---|---|---|---|\n");
        foreach (var row in RunScript.Steps)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"| {row.Step} | {row.Goal} | {Length(row.Deadline)} | {row.Attempts} | {Length(row.Poll)} | {Words(row.WhenRefused)} | {Words(row.WhenFaulted)} | {(row.MaySkip ? "yes" : "no")} |\n");
        }

        text.Append(
            """

            Endings: *succeeded*; *rolled back* (AWS undid the update); *refused* (stopped before acting, nothing of the stack was changed); *needs
            attention* (a person decides: `runs retry`, `runs skip`, `runs abandon`); *abandoned*. A retry before execution begins a new generation at
            Preflight and uses nothing of the old one; after execution it begins again at the step that failed. A skip goes on after that step, or after
            the later one that it names, where a person may skip all of them. A run that is given up goes through Settle, so that none of its change sets is
            left for anybody to execute; after the execution it leaves each migration that it did not run as a step for people, and the next upgrade waits
            until they are closed. Where its update may still be going on, its place in the ledger stays taken until its instance is entered there, or a look
            shows the stack at rest with everything entered, or a day has passed.

            A run whose stack the settings no longer name (the key is gone or renamed, or stands for another stack) is left alone, and nothing in AWS is
            touched for it. Ten minutes after it was due it ends where it stands in *needs attention*, and the mail goes to those who were asked and to
            the recipients of the summary. Its place in the ledger stays taken until a person decides. A retry once the stack is back under its key goes
            on as above; an abandoned one cleans nothing up as long as the stack is not back.

            ## How it is tried

            - `KillTests` starts the real executable against the sandbox on loopback and kills it with SIGKILL right before and right after every append
              to the journal (seen by SQLite's own hooks, which a startup hook sets) and every call to AWS between two appends; each is one kill, and
              each life begins where the one before ended. What must hold: the same end state, every effect once, every acknowledged row there.
              `UPGRADEWORKER_CRASH_POINTS=all` takes every point, else one in sixty of the first story; `UPGRADEWORKER_CRASH_LOG` names a file that gets
              a line for each. Last taken in full, in Release on two busy cores: the upgrade that replaces the instance alone, 354 kills, 355 lives,
              17 minutes; the one that replaces the databases too, 424 kills, 425 lives, 16 minutes; with the reply of every call lost once instead,
              97 and 133 calls. All came to the same end.
            - `CrashTests` does the same in one process for every commit, call and mail, and lets each call fail in each of the sandbox's ways; the same
              variable takes all points: 110 stories, in Release a minute; all came to the same end.
            - `ScheduleTests` draws kills, faults of calls, faults of the account, HOLD and what a person decides afterwards at random:
              `UPGRADEWORKER_SCHEDULES` tells how many, `UPGRADEWORKER_SCHEDULE_SEED` where the seeds begin. Last told: seeds 20001 to 22000, of which
              half succeeded; every one ended in one of the five endings, told by one mail for each end, with every acknowledged row there.

            """);
        return text.ToString();
    }

    private static void Way(StringBuilder text, StepRow row, string word, WayOut way) =>
        Arrow(text, row.Step, way.Next, row.WhenFaulted == row.WhenRefused ? $"refused or faulted{Heading(way)}" : $"{word}{Heading(way)}");

    private static void Arrow(StringBuilder text, RunStep from, RunStep? to, string label) =>
        text.Append(CultureInfo.InvariantCulture, $"    {from} --> {to?.ToString() ?? "[*]"}: {label}\n");

    private static string Heading(WayOut way) => way.Ending is { } ending ? $" ({Spaced(ending.ToString())})" : "";

    private static string Words(WayOut way) =>
        $"{way.Next?.ToString() ?? "ends"}{(way.Ending is { } ending ? $", {Spaced(ending.ToString())}" : "")}";

    private static string Spaced(string name) =>
        string.Concat(name.Select((letter, index) => char.IsUpper(letter) && index > 0 ? $" {char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));

    private static string Length(TimeSpan time) => time switch
    {
        { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.#} h"),
        { TotalMinutes: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.#} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s"),
    };

    private static string Page([CallerFilePath] string here = "") => Path.GetFullPath(
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", "UpgradeWorker.Core", "Runs", "README.md")); // a source file lies in a folder
}
