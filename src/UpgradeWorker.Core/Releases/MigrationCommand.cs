using System.Diagnostics.CodeAnalysis;

namespace UpgradeWorker.Core.Releases;

/// <summary>
/// A migration that may be run on the instance: a known component and <c>migrate</c> or <c>init</c>, nothing else.
/// It is built from parsed parts, so that no text of a changelog ever reaches a shell.
/// </summary>
public sealed record MigrationCommand
{
    private static readonly string[] Components = ["is", "as", "ns", "js", "gs", "dcs", "noc", "storage"];
    private static readonly string[] Verbs = ["migrate", "init"];
    private static readonly string[] Binaries = ["ttn-lw-stack", "tti-lw-stack"];

    private MigrationCommand(string database, string verb) => (Database, Verb) = (database, verb);

    /// <summary>Component that owns the database, such as <c>is</c>.</summary>
    public string Database { get; }

    /// <summary><c>migrate</c> or <c>init</c>.</summary>
    public string Verb { get; }

    /// <summary>Subcommand and verb without the binary, such as <c>is-db migrate</c>.</summary>
    public string Text => $"{Database}-db {Verb}";

    /// <summary>Takes the text apart; null unless it is exactly a known command, with or without one of the known binaries before it.</summary>
    public static MigrationCommand? Parse(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var known = words is [var first, ..] && Binaries.Contains(first) ? words[1..] : words;
        return known is [var database, var verb] && database.EndsWith("-db", StringComparison.Ordinal)
            && Components.Contains(database[..^3]) && Verbs.Contains(verb)
                ? new MigrationCommand(database[..^3], verb)
                : null;
    }

    /// <summary>Like <see cref="Parse"/>, as a test.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out MigrationCommand? command) => (command = Parse(text)) is not null;

    /// <inheritdoc/>
    public override string ToString() => Text;
}
