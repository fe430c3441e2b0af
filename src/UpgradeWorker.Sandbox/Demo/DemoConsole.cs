using MimeKit;
using Spectre.Console;

namespace UpgradeWorker.Sandbox.Demo;

/// <summary>Tells the story: coloured on a terminal, plain lines elsewhere.</summary>
internal sealed class DemoConsole
{
    private const int WidthWhenRedirected = 160;
    private readonly IAnsiConsole console;
    private readonly TextWriter output;
    private readonly bool redirected;
    private readonly TimeProvider clock;
    private readonly long begun;
    private readonly Lock gate = new();

    public DemoConsole(TextWriter output, bool redirected, TimeProvider clock)
    {
        (this.output, this.redirected, this.clock) = (output, redirected, clock);
        begun = clock.GetTimestamp();
        console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = InteractionSupport.No,
        });
        if (redirected)
        {
            console.Profile.Width = WidthWhenRedirected;
        }
    }

    public TimeSpan Elapsed => clock.GetElapsedTime(begun);

    public void Chapter(string title) => Write($"\n[bold]== {Markup.Escape(title)} ==[/]");

    public void Say(string text) => Write(Markup.Escape(text));

    /// <summary>One thing that happened just now.</summary>
    public void Happened(string who, string what, string colour = "default") => Write(FormattableString.Invariant(
        $"[grey]{Elapsed.TotalSeconds,6:0.0}s[/]  [{colour}]{Markup.Escape(who),-10}[/]  {Markup.Escape(what)}"));

    public void Overridden(IReadOnlyList<(string Path, string Value, string Why)> settings)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("Setting", "In this demo", "Because");
        foreach (var (path, value, why) in settings)
        {
            table.AddRow(Markup.Escape(path), Markup.Escape(value), Markup.Escape(why));
        }

        Write(table);
    }

    /// <summary>A mail as its reader sees it: from, to, subject and the text.</summary>
    public void Mail(MimeMessage mail)
    {
        Write("[blue]  +----[/]");
        foreach (var line in (string[])[$"From: {mail.From}", $"To: {mail.To}", $"Subject: {mail.Subject}", "", .. Lines(mail.TextBody ?? "")])
        {
            Write($"[blue]  |[/] {Markup.Escape(line)}");
        }

        Write("[blue]  +----[/]");
    }

    /// <summary>What a verb of the worker printed.</summary>
    public void Printed(string command, string output)
    {
        Write($"[bold]$ UpgradeWorker {Markup.Escape(command)}[/]");
        lock (gate)
        {
            foreach (var line in Lines(output))
            {
                this.output.WriteLine($"  {line}".TrimEnd()); // As it was printed: no second wrapping.
            }
        }
    }

    public void Verdicts(IReadOnlyList<Verdict> verdicts)
    {
        foreach (var verdict in verdicts)
        {
            var (colour, word) = verdict.Holds ? ("green", "holds ") : ("red", "BROKEN");
            Write($"  [{colour}]{word}[/]  {Markup.Escape(verdict.Guarantee)}: {Markup.Escape(verdict.Detail)}");
        }
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    private void Write(string markup)
    {
        lock (gate)
        {
            if (redirected)
            {
                output.WriteLine(Markup.Remove(markup));
            }
            else
            {
                console.MarkupLine(markup);
            }
        }
    }

    private void Write(Table table)
    {
        lock (gate)
        {
            console.Write(table);
        }
    }
}
