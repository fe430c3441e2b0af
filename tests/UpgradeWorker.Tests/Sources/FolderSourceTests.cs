using Microsoft.Extensions.Time.Testing;
using UpgradeWorker.Configuration;
using UpgradeWorker.Inputs.Sources;

namespace UpgradeWorker.Tests.Sources;

internal sealed class FolderSourceTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);
    private string folder = "";

    [SetUp]
    public void Make() => folder = Directory.CreateTempSubdirectory("source").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task A_file_that_was_written_just_now_is_waited_for()
    {
        var time = new FakeTimeProvider(Start);
        Write("new.yaml", Start.AddSeconds(-1));
        Write("notes.txt", Start);
        var settled = await SettleAsync(time);
        Assert.That(time.GetUtcNow(), Is.GreaterThan(Start));
        Assert.That(FolderSource.Unsettled(Source, settled, time.GetUtcNow()), Is.Empty);
        Assert.That((await FolderSource.ReadAsync(Source, time.GetUtcNow(), CancellationToken.None)).LookSoon, Is.False);
    }

    [Test]
    public async Task A_file_that_is_written_to_all_the_time_is_named_and_not_waited_for_for_ever()
    {
        Write("old.yaml", Start.AddHours(-1));
        var file = Write("new.yaml", Start);
        var time = new Touching(Start, file);
        var settled = await SettleAsync(time);
        var left = FolderSource.Unsettled(Source, settled, time.GetUtcNow());
        Assert.That(left.Select(finding => finding.Reason), Is.EqualTo(new[] { "TemplateUnsettled" }));
        Assert.That(left[0].Message, Does.StartWith($"{file} was written to a moment ago").And.Contain("ask again in some seconds"));
    }

    [Test]
    public async Task A_file_that_came_after_the_wait_is_named_too()
    {
        var time = new FakeTimeProvider(Start);
        var settled = await SettleAsync(time);
        Assert.That(time.GetUtcNow(), Is.EqualTo(Start), "nothing to wait for");
        Write("new.yaml", Start.AddSeconds(1));
        Assert.That(FolderSource.Unsettled(Source, settled, Start.AddMinutes(1)), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_folder_that_is_not_there_is_not_waited_for()
    {
        var time = new FakeTimeProvider(Start);
        var none = new TemplateSourceSettings.Folder(Path.Combine(folder, "none"));
        await FolderSource.SettleAsync([none], time, CancellationToken.None);
        Assert.That((time.GetUtcNow(), FolderSource.Unsettled(none, Start, Start).Count), Is.EqualTo((Start, 0)));
    }

    private TemplateSourceSettings.Folder Source => new(folder);

    private async Task<DateTimeOffset> SettleAsync(FakeTimeProvider time)
    {
        var settling = FolderSource.SettleAsync([Source], time, CancellationToken.None);
        while (!settling.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        return await settling;
    }

    private string Write(string name, DateTimeOffset at)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, "Resources: {}");
        File.SetLastWriteTimeUtc(file, at.UtcDateTime);
        return file;
    }

    /// <summary>Somebody writes to a file whenever the time is asked for.</summary>
    private sealed class Touching(DateTimeOffset start, string file) : FakeTimeProvider(start)
    {
        public override DateTimeOffset GetUtcNow()
        {
            var now = base.GetUtcNow();
            File.SetLastWriteTimeUtc(file, now.UtcDateTime);
            return now;
        }
    }
}
