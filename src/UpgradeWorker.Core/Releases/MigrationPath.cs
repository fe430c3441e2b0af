namespace UpgradeWorker.Core.Releases;

/// <summary>
/// What the changelog asks for on the way from one version to another: everything announced after the first, up to and including the second.
/// </summary>
public sealed record MigrationPath
{
    public required ReleaseVersion From { get; init; }

    public required ReleaseVersion To { get; init; }

    /// <summary>One entry per hop and command; by hop, then by the first version that names it, then by place in the text.</summary>
    public required IReadOnlyList<MigrationStep> Commands { get; init; }

    /// <summary>What a person has to do, numbered M1, M2… in order.</summary>
    public required IReadOnlyList<ManualStep> Manual { get; init; }

    /// <summary>Offered or conditional; never run by us.</summary>
    public required IReadOnlyList<OptionalStep> Optional { get; init; }

    /// <summary>Versions that must be passed on the way, ascending, with what the notes say; none of them is an end.</summary>
    public required IReadOnlyList<Waypoint> Waypoints { get; init; }

    /// <summary>The parts of the way, each an upgrade of its own; empty if both ends are the same.</summary>
    public required IReadOnlyList<Hop> Hops { get; init; }

    /// <summary>What to know before trusting this path: versions that are not known, sources that leave something out.</summary>
    public required IReadOnlyList<Finding> Warnings { get; init; }

    /// <summary>The path from <paramref name="from"/> (exclusive) to <paramref name="to"/> (inclusive).</summary>
    /// <param name="changelog">All that is known of the versions.</param>
    /// <param name="from">The running version.</param>
    /// <param name="to">The target.</param>
    /// <param name="origin">
    /// Where the way began, if hops of it are behind already: a command that a waypoint demands again with a later binary
    /// is then still demanded. Null = it begins at <paramref name="from"/>.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="from"/> is higher than <paramref name="to"/>.</exception>
    public static MigrationPath Between(Changelog changelog, ReleaseVersion from, ReleaseVersion to, ReleaseVersion? origin = null)
    {
        ArgumentNullException.ThrowIfNull(changelog);
        if (from > to)
        {
            throw new ArgumentException($"{from} is higher than {to}: there is no way down.", nameof(from));
        }

        return new MigrationPathBuilder(changelog, from, to, origin is not null && origin < from ? origin : from).Build();
    }
}

/// <summary>An upgrade from one version to the next at which to stop.</summary>
public sealed record Hop(ReleaseVersion From, ReleaseVersion To);

/// <summary>A command to run once in one hop, with that hop's binary.</summary>
/// <param name="Hop">Index into <see cref="MigrationPath.Hops"/>, from 0.</param>
/// <param name="Command">What to run.</param>
/// <param name="Versions">The versions whose notes name it, ascending.</param>
/// <param name="DataLossWarning">The notes' warning of lost data; null if they warn of none.</param>
public sealed record MigrationStep(int Hop, MigrationCommand Command, IReadOnlyList<ReleaseVersion> Versions, string? DataLossWarning);

/// <summary>Something a person has to do.</summary>
/// <param name="Id"><c>M1</c>, <c>M2</c>… within its path.</param>
/// <param name="Version">The version whose notes ask for it.</param>
/// <param name="When">Before the upgrade, after it, or not told.</param>
/// <param name="Text">The notes' words, with the code to type, in lines.</param>
public sealed record ManualStep(string Id, ReleaseVersion Version, ManualStepTime When, string Text);

/// <summary>An optional or conditional migration, in the notes' words.</summary>
public sealed record OptionalStep(ReleaseVersion Version, string Text);

/// <summary>A version to stop at, and why.</summary>
/// <param name="Version">The exact version.</param>
/// <param name="Text">What the notes say.</param>
public sealed record Waypoint(ReleaseVersion Version, string Text);
