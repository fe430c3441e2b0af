namespace UpgradeWorker.Core.Releases;

/// <summary>What the notes of one version say about the way to it.</summary>
public abstract record Announcement
{
    private Announcement()
    {
    }

    /// <summary>A migration that everyone coming from before this version must run.</summary>
    /// <param name="Command">What to run.</param>
    /// <param name="DataLossWarning">The sentence that warns of lost data; null if the notes warn of none.</param>
    public sealed record Migration(MigrationCommand Command, string? DataLossWarning) : Announcement;

    /// <summary>A migration offered, or one that only some need; never run by us.</summary>
    public sealed record Optional(string Text) : Announcement;

    /// <summary>Something that a person has to do: SQL, a CLI step, a migration whose command is not of the known form.</summary>
    public sealed record Manual(ManualStepTime When, string Text) : Announcement;

    /// <summary>A version that must be passed on the way; a command that it demands runs there, and again with a later one.</summary>
    /// <param name="Through">The version named; without a patch number: its newest patch.</param>
    /// <param name="AppliesBefore">Those on a version before this one must take the way; null = before <paramref name="Through"/>.</param>
    /// <param name="Commands">Commands to run with the waypoint's own binary.</param>
    /// <param name="RepeatFrom">The first version with whose binary the commands must run again; null = not again.</param>
    /// <param name="Text">What the notes say.</param>
    public sealed record Waypoint(
        VersionMention Through,
        VersionMention? AppliesBefore,
        IReadOnlyList<MigrationCommand> Commands,
        VersionMention? RepeatFrom,
        string Text) : Announcement;

    /// <summary>A command that this version no longer has.</summary>
    public sealed record Removal(MigrationCommand Command) : Announcement;

    /// <summary>Something to know before a migration of this version, such as an extension that must be installed.</summary>
    public sealed record Prerequisite(string Text) : Announcement;
}

/// <summary>When a manual step is due, seen from the upgrade of its hop.</summary>
public enum ManualStepTime
{
    Unknown,
    Before,
    After,
}
