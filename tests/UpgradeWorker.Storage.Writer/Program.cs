using System.Globalization;
using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Core.Stacks;
using UpgradeWorker.Storage;

// A process that takes places in the ledger as fast as it can until it is killed. Standard input gives: the dialect, where the database
// is, the number of this writer, the number of its first run, and the tick count at which the test began. Each line that it prints on
// standard output is said after the act:
//   TRY n         run n is about to ask (the only line said before)
//   RESERVED n    it has its place
//   ENTERED n     its new instance stands in the ledger
//   RELEASED n    it gave its place back
//   LOST n        the database could not be used; the same run asks again
var dialect = Read() == "Sqlite" ? (SqlDialect)new SqlDialect.Sqlite(Read()) : PostgreSql(Read());
var (writer, first, began) = (Number(), Number(), Number());
NameSet[] sets = [NameSet.Of("lab.example.com"), NameSet.Of("field.example.com")];
var limits = new LedgerLimits { IssuanceDelay = TimeSpan.Zero };
var database = new Database(dialect);
for (var number = first; ; number++)
{
    var names = sets[number % sets.Length];
    var start = new RunId($"r{writer:d4}{number:d8}");
    var run = Run.Start(start, new StackKey("lab"), new StackId("arn:aws:cloudformation:eu-west-1:123456789012:stack/lab/1"), new PlanFingerprint(new string('a', 64)), Now(), Now());
    // A refused run asks again later under its own name, as the worker's runs do.
    while (!await TryAsync(run, names, number))
    {
        await Task.Delay(20);
    }
}

async Task<bool> TryAsync(Run run, NameSet names, long number)
{
    try
    {
        // What was saved before a kill or a lost connection is not done again.
        if ((await database.ReadAsync(session => ReservationStore.OfAsync(session, run), CancellationToken.None)).Any(one => !one.IsOpen))
        {
            return true;
        }

        Say("TRY", number);
        var answer = await database.WriteAsync(session => ReservationStore.ReserveAsync(session, run, names, limits, Now()), CancellationToken.None);
        if (!answer.Allowed)
        {
            return false;
        }

        Say("RESERVED", number);
        if (number % 3 == 0)
        {
            await database.WriteAsync(session => ReservationStore.ReleaseAsync(session, run, Now(), "nothing was created"), CancellationToken.None);
            Say("RELEASED", number);
        }
        else
        {
            await database.WriteAsync(session => LedgerStore.AddAsync(session, Entry(run, names, Now()), Now()), CancellationToken.None);
            Say("ENTERED", number);
        }

        return true;
    }
    catch (DatabaseUnavailableException)
    {
        Say("LOST", number);
        return false;
    }
}

// The test's week passes in a second, so that places come back while it runs.
DateTimeOffset Now() => new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero).AddTicks((TimeProvider.System.GetUtcNow().Ticks - began) * 7 * 24 * 3600);

static LedgerEntry Entry(Run run, NameSet names, DateTimeOffset at) => new()
{
    Names = names,
    At = at,
    IssuedAt = at,
    Cost = 1,
    Source = LedgerSource.OurRun,
    InstanceId = $"i-{run.Id}",
    RunId = run.Id.Value,
};

static SqlDialect PostgreSql(string connectionString) => new SqlDialect.PostgreSql(_ => Task.FromResult(connectionString));

static string Read() => Console.ReadLine() ?? throw new InvalidOperationException("Standard input ended.");

static long Number() => long.Parse(Read(), CultureInfo.InvariantCulture);

static void Say(string what, long number) => Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} {number}"));
