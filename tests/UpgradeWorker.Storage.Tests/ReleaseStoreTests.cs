using UpgradeWorker.Storage.Tests.Support;

namespace UpgradeWorker.Storage.Tests;

[TestFixtureSource(typeof(Dialects), nameof(Dialects.Both))]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ReleaseStoreTests(DialectName dialect) : IDisposable
{
    private readonly TestDatabase file = new(dialect);

    public void Dispose() => file.Dispose();

    [Test]
    public async Task A_body_is_one_release_of_a_stack_however_often_it_is_seen()
    {
        var first = await file.WriteAsync(session => ReleaseStore.SaveAsync(session, Release("hash", 1), "body"));
        var again = await file.WriteAsync(session => ReleaseStore.SaveAsync(session, Release("hash", 9) with { FileName = "copy.yml" }, "body"));
        var elsewhere = await file.WriteAsync(session => ReleaseStore.SaveAsync(session, Release("hash", 9) with { Stack = Some.OtherStack }, "body"));

        Assert.That((first, again, elsewhere), Is.EqualTo((true, false, true)));
        Assert.That(await file.ReadAsync(session => ReleaseStore.AllAsync(session, Some.Stack)), Is.EqualTo([Release("hash", 1)]));
        Assert.That(await file.ReadAsync(session => ReleaseStore.TemplateAsync(session, "hash")), Is.EqualTo("body"));
        Assert.That(await file.ReadAsync(session => ReleaseStore.IsKnownAsync(session, Some.Stack, "hash")), Is.True);
        Assert.That(await file.ReadAsync(session => ReleaseStore.IsKnownAsync(session, Some.Stack, "other")), Is.False);
    }

    [Test]
    public async Task Releases_come_in_the_order_in_which_they_were_first_seen_with_all_that_is_known()
    {
        var unusable = Release("a", 2) with { Version = null, Fault = "It is no template." };
        await file.WriteAsync(async session =>
        {
            await ReleaseStore.SaveAsync(session, unusable, "x");
            await ReleaseStore.SaveAsync(session, Release("b", 1), "y");
        });

        Assert.That(await file.ReadAsync(session => ReleaseStore.AllAsync(session, Some.Stack)), Is.EqualTo([Release("b", 1), unusable]));
    }

    [Test]
    public async Task A_source_keeps_when_it_is_due_and_since_when_it_fails()
    {
        var fault = new Fault("The folder is gone.", Some.At(1));
        await file.WriteAsync(session => ReleaseStore.SaveSourceAsync(session, Some.Stack, "folder", Some.At(5), fault));
        Assert.That(await file.ReadAsync(session => ReleaseStore.SourceAsync(session, Some.Stack, "folder")), Is.EqualTo((Some.At(5), fault)));

        await file.WriteAsync(session => ReleaseStore.SaveSourceAsync(session, Some.Stack, "folder", Some.At(9), null));
        Assert.That(
            await file.ReadAsync(session => ReleaseStore.SourceAsync(session, Some.Stack, "folder")), Is.EqualTo((Some.At(9), (Fault?)null)));
        Assert.That(await file.ReadAsync(session => ReleaseStore.SourceAsync(session, Some.Stack, "bucket")), Is.Null);
    }

    private static StoredRelease Release(string hash, double minutes) =>
        new(Some.Stack, hash, "3.30.1", Some.At(minutes), "folder", "template.yml", null);
}
