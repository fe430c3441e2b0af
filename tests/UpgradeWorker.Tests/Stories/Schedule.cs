using UpgradeWorker.Sandbox.Faults;

namespace UpgradeWorker.Tests.Stories;

/// <summary>One thing that happens to a worker at a point of its story.</summary>
/// <param name="At">Which point, from 1, counted over all its lives.</param>
/// <param name="Death">Whether it dies there.</param>
/// <param name="Fault">What goes wrong with the next call; null = nothing.</param>
/// <param name="Times">With how many calls.</param>
internal sealed record Mishap(int At, Death Death, RequestFault? Fault, int Times);

/// <summary>What happens in a story, drawn at random from a seed: the same seed gives the same schedule.</summary>
/// <param name="Seed">Tells it again.</param>
/// <param name="Version">The version that is upgraded to.</param>
/// <param name="Mishaps">What happens to the worker.</param>
/// <param name="World">What happens at AWS.</param>
/// <param name="Decisions">What a person says, one after the other, while the run needs attention.</param>
/// <param name="HoldAt">From which point on the operator answers HOLD to the run; null = never.</param>
internal sealed record Schedule(
    int Seed, string Version, IReadOnlyList<Mishap> Mishaps, IReadOnlyList<WorldFault> World, IReadOnlyList<string> Decisions, int? HoldAt)
{
    /// <summary>More points than a story has, so that late ones are met too when others make it longer.</summary>
    private const int Points = 500;

    public static Schedule Draw(int seed)
    {
        var random = new Random(seed);
        var mishaps = Enumerable.Range(0, random.Next(9)).Select(_ => Mishap(random)).OrderBy(one => one.At).ToList();
        var world = Enumerable.Range(0, random.Next(3)).Select(_ => Trouble(random)).ToList();
        var version = random.Next(3) == 0 ? Upgrade.ReplacesInstance : Upgrade.ReplacesDatabases;
        var decisions = Enumerable.Range(0, random.Next(4)).Select(_ => ((string[])["run-retry", "run-retry", "run-skip", "run-abandon"])[random.Next(4)]);
        return new Schedule(seed, version, mishaps, world, [.. decisions], random.Next(8) == 0 ? random.Next(1, Points) : null);
    }

    /// <summary>The same with one thing less, in every way.</summary>
    public IEnumerable<Schedule> Simpler() =>
        [
            .. Mishaps.Select(one => this with { Mishaps = [.. Mishaps.Where(other => !ReferenceEquals(other, one))] }),
            .. World.Select(one => this with { World = [.. World.Where(other => !ReferenceEquals(other, one))] }),
            .. HoldAt is null ? (IEnumerable<Schedule>)[] : [this with { HoldAt = null }],
            .. Decisions.Take(1).Select(_ => this with { Decisions = [.. Decisions.SkipLast(1)] }),
        ];

    public override string ToString() => $"seed {Seed}, {Version}: {string.Join(", ", Mishaps.Cast<object>().Concat(World).Concat(Decisions).Concat(HoldAt is { } at ? [$"HOLD at {at}"] : []))}";

    private static Mishap Mishap(Random random)
    {
        var at = random.Next(1, Points);
        return random.Next(10) switch
        {
            0 or 1 => new Mishap(at, Death.Before, null, 0),
            2 or 3 => new Mishap(at, Death.After, null, 0),
            4 => new Mishap(at, Death.None, new RequestFault.Throttled(), random.Next(1, 12)),
            5 => new Mishap(at, Death.None, new RequestFault.ErrorBefore(), random.Next(1, 4)),
            6 => new Mishap(at, Death.None, new RequestFault.ErrorAfter(), random.Next(1, 3)),
            7 => new Mishap(at, Death.None, new RequestFault.ReplyLost(), random.Next(1, 3)),
            8 => new Mishap(at, Death.None, new RequestFault.Delayed(TimeSpan.FromSeconds(random.Next(1, 90))), 1),
            _ => random.Next(3) switch
            {
                0 => new Mishap(at, Death.None, new RequestFault.AccessDenied(), random.Next(1, 12)),
                1 => new Mishap(at, Death.None, new RequestFault.Refused("SnapshotQuotaExceeded", "used up"), 1),
                _ => new Mishap(at, Death.None, new RequestFault.ExpiredCredentials(), random.Next(1, 4)),
            },
        };
    }

    private static WorldFault Trouble(Random random)
    {
        var resource = ((string[])["Instance", "Database", "Redis"])[random.Next(3)];
        var service = random.Next(2) == 0 ? "rds" : "elasticache";
        return random.Next(20) switch
        {
            0 => new WorldFault.UpdateFails(resource),
            1 => new WorldFault.UpdateFails(resource, BeforeCreation: true),
            2 => new WorldFault.RollbackFails(resource),
            3 => new WorldFault.CleanupFails(resource),
            4 => new WorldFault.ResourceSlow(resource, random.Next(2, 8)),
            5 => new WorldFault.ResourceStuck(resource),
            6 => new WorldFault.SnapshotSlow(service, random.Next(2, 10)),
            7 => new WorldFault.SnapshotFails(service),
            8 => new WorldFault.SnapshotVanishes(service, TimeSpan.FromSeconds(random.Next(1, 2000))),
            9 => new WorldFault.InstanceNeverOnline(),
            10 => new WorldFault.MigrationExits("migrate", random.Next(1, 4)),
            11 => new WorldFault.MigrationSlow("migrate", random.Next(2, 40)),
            12 => new WorldFault.ChangeSetFails("Internal failure"),
            13 => new WorldFault.PersonUpdatesStack("NetworkTitle", "by hand"),
            14 => new WorldFault.PersonUpdatesStack("NetworkTitle", "by hand", BeforeExecution: true),
            15 => new WorldFault.PersonCancelsUpdate(TimeSpan.FromSeconds(random.Next(1, 1500))),
            16 => new WorldFault.PersonDeletesChangeSet(),
            17 => new WorldFault.PersonUpdatesStackDuringSnapshot("NetworkTitle", "by hand"),
            18 => new WorldFault.AgentDies(((string[])["systemctl stop", "-db migrate", "systemctl start"])[random.Next(3)]),
            _ => new WorldFault.SnapshotStuck(service),
        };
    }
}
