using CsCheck;
using UpgradeWorker.Storage.Tests.Support;

namespace UpgradeWorker.Storage.Tests;

[TestFixtureSource(typeof(Dialects), nameof(Dialects.Both))]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DatabaseTests(DialectName dialect) : IDisposable
{
    private readonly TestDatabase file = new(dialect, isNew: true);

    public void Dispose() => file.Dispose();

    [Test]
    public async Task A_new_file_gets_each_migration_once_and_keeps_its_rows_when_opened_again()
    {
        await file.WriteAsync(session => SummaryStore.SaveAsync(session, "ann@example.com", Some.At(1), null));
        var first = file.Column("SELECT name FROM schema_migration ORDER BY name");

        var again = await file.OpenAsync();

        Assert.That(first, Is.Not.Empty);
        Assert.That(file.Column("SELECT name FROM schema_migration ORDER BY name"), Is.EqualTo(first));
        Assert.That(
            await again.ReadAsync(session => SummaryStore.DueAsync(session, "ann@example.com"), CancellationToken.None), Is.EqualTo(Some.At(1)));
    }

    [Test]
    public async Task Workers_that_open_a_new_file_at_once_all_find_its_tables()
    {
        var opened = await file.RaceAsync(8, (session, _) => SummaryStore.DueAsync(session, "ann@example.com"));

        Assert.That(opened, Has.All.Null);
        Assert.That(file.Column("SELECT name FROM schema_migration"), Is.Unique);
    }

    [Test]
    public async Task A_write_that_fails_leaves_nothing_behind()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => file.WriteAsync(async session =>
        {
            await SummaryStore.SaveAsync(session, "ann@example.com", Some.At(1), null);
            throw new InvalidOperationException("stopped half-way");
        }));

        Assert.That(failure?.Message, Is.EqualTo("stopped half-way"));
        Assert.That(await file.ReadAsync(session => SummaryStore.DueAsync(session, "ann@example.com")), Is.Null);
    }

    [Test]
    public async Task A_reader_sees_one_state_while_another_writes()
    {
        await file.WriteAsync(session => SummaryStore.SaveAsync(session, "ann@example.com", Some.At(1), null));

        var (before, after) = await file.ReadAsync(async session =>
        {
            var before = await SummaryStore.DueAsync(session, "ann@example.com");
            await file.WriteAsync(writer => SummaryStore.SaveAsync(writer, "ann@example.com", Some.At(2), null));
            return (before, await SummaryStore.DueAsync(session, "ann@example.com"));
        });

        Assert.That(after, Is.EqualTo(before));
    }

    [Test]
    public Task Instants_sort_as_they_are_stored_and_come_back_whole() =>
        Gen.Select(Gen.DateTime[new DateTime(1970, 1, 1), new DateTime(2200, 1, 1)], Gen.Int[-14, 14])
            .Select((local, hours) => new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), TimeSpan.FromHours(hours)))
            .Array[2, 20]
            .SampleAsync(
                async instants =>
                {
                    var names = instants.Select((_, index) => $"r{index:d2}").ToList();
                    await file.WriteAsync(async session =>
                    {
                        foreach (var (name, instant) in names.Zip(instants))
                        {
                            await SummaryStore.SaveAsync(session, name, instant, null);
                        }
                    });

                    var sorted = file.Column("SELECT recipient FROM summary_sent ORDER BY due_at, recipient")
                        .Where(names.Contains).Select(name => instants[names.IndexOf(name)]);
                    Assert.That(sorted, Is.EqualTo(instants.Order()));
                    Assert.That(
                        await file.ReadAsync(session => SummaryStore.DueAsync(session, names[0])), Is.EqualTo(instants[0]));
                },
                iter: 30, threads: 1);
}
