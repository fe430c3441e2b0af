using UpgradeWorker.Commands;

namespace UpgradeWorker.Tests.Commands;

internal sealed class SingleInstanceTests
{
    [Test]
    public void A_second_worker_on_one_data_directory_is_refused_until_the_first_has_gone()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"upgradeworker-{Guid.NewGuid():N}");
        try
        {
            using (SingleInstance.Take(folder))
            {
                var refused = Assert.Throws<CommandException>(() => SingleInstance.Take(folder));
                Assert.That(refused.Message, Does.Contain("Another worker").And.Contain(folder));
            }

            Assert.That(() => SingleInstance.Take(folder).Dispose(), Throws.Nothing);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void A_data_directory_that_is_a_file_is_told()
    {
        var file = Path.GetTempFileName();
        try
        {
            Assert.That(() => SingleInstance.Take(file), Throws.TypeOf<CommandException>().With.Message.Contains("cannot be used"));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
