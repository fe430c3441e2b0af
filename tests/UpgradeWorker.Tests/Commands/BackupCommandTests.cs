using UpgradeWorker.Storage;

namespace UpgradeWorker.Tests.Commands;

internal sealed class BackupCommandTests
{
    [Test]
    public async Task A_copy_taken_while_the_database_is_in_use_holds_what_was_saved()
    {
        using var home = new Home();
        var database = await home.OpenAsync();
        await database.WriteAsync(session => SummaryStore.SaveAsync(session, "ops@example.com", Home.At, null), CancellationToken.None);
        var copy = Path.Combine(home.Folder, "copy.db");

        // A reader and a writer who are at it meanwhile hinder nothing; what the writer has not committed is not in the copy.
        var (exitCode, output, error) = await database.WriteAsync(
            async session =>
            {
                await SummaryStore.SaveAsync(session, "ops@example.com", Home.At.AddDays(1), null);
                return await home.RunAsync("backup", copy);
            },
            CancellationToken.None);

        Assert.That((exitCode, error), Is.EqualTo((0, "")));
        Assert.That(output, Does.Contain(copy));
        var opened = await Database.OpenAsync(copy, CancellationToken.None);
        Assert.That(await opened.ReadAsync(session => SummaryStore.DueAsync(session, "ops@example.com"), CancellationToken.None), Is.EqualTo(Home.At));
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(File.GetUnixFileMode(copy), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
    }

    [Test]
    public async Task What_is_there_already_is_never_overwritten()
    {
        using var home = new Home();
        await home.OpenAsync();
        var copy = Path.Combine(home.Folder, "copy.db");
        await File.WriteAllTextAsync(copy, "precious");

        var (exitCode, output, error) = await home.RunAsync("backup", copy);

        Assert.That((exitCode, output), Is.EqualTo((1, "")));
        Assert.That(error, Does.Contain("is there already"));
        Assert.That(await File.ReadAllTextAsync(copy), Is.EqualTo("precious"));
    }

    [Test]
    public async Task A_folder_that_is_not_there_is_told()
    {
        using var home = new Home();
        await home.OpenAsync();

        var (exitCode, _, error) = await home.RunAsync("backup", Path.Combine(home.Folder, "missing", "copy.db"));

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.Contain("cannot be written"));
    }
}
