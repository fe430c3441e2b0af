using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using UpgradeWorker.Sandbox.Demo;
using UpgradeWorker.Sandbox.Tests.Vendor;
using UpgradeWorker.Sandbox.Vendor;

namespace UpgradeWorker.Sandbox.Tests.Demo;

public class DemoPartsTests
{
    [Test]
    public void The_build_tells_where_the_worker_is() => Assert.That(WorkerExecutable.Assembly, Does.Exist.And.EndsWith("UpgradeWorker.dll"));

    [Test]
    public void Every_setting_that_the_demo_overrides_is_in_the_file_that_it_writes()
    {
        using var folder = new DemoFolder();
        DemoSettings.Write(folder, new Uri("http://127.0.0.1:1/"), "eu-west-1", VendorWorld.Start);
        var written = JsonNode.Parse(File.ReadAllText(folder.SettingsFile))!;

        foreach (var (path, _, _) in DemoSettings.Overridden)
        {
            var node = path.Split(':').Aggregate(
                (JsonNode?)written, (at, key) => key == "*" ? at?.AsObject().Select(m => m.Value).First() : at?[key]);
            Assert.That(node, Is.Not.Null, path);
        }
    }

    [Test]
    public void Release_notes_are_there_from_the_beginning_and_a_template_when_it_is_published()
    {
        using var folder = new DemoFolder();
        Assert.That(Directory.EnumerateFiles(folder.Templates), Is.Empty);

        folder.Publish(VendorRelease.All[1]);

        Assert.Multiple(() =>
        {
            Assert.That(Directory.EnumerateFiles(folder.Templates).Select(Path.GetFileName), Is.EqualTo(new[] { "the-things-stack-3.36.0.yaml" }));
            Assert.That(Directory.EnumerateFiles(folder.ReleaseNotes).ToList(), Has.Count.EqualTo(3));
        });
    }

    [Test]
    public void The_log_is_read_line_by_whole_line()
    {
        using var folder = new DemoFolder();
        Directory.CreateDirectory(folder.Logs);
        var file = Path.Combine(folder.Logs, "worker.json");
        var log = new WorkerLog(folder.Logs);
        File.WriteAllText(file, "{\"@t\":\"1\",\"@m\":\"one\",\"Step\":\"Migrate\"}\n{\"@m\":\"tw");
        Assert.That(log.Fetch(), Is.EqualTo(new[] { ("Information", "Migrate", "one") }));

        File.AppendAllText(file, "o\",\"@l\":\"Warning\"}\nno json\n");

        Assert.That(log.Fetch(), Is.EqualTo(new[] { ("Warning", (string?)null, "two") }));
    }

    [TestCase("""{"names":[{"names":"things.example.test","entries":[{"cost":1},{"cost":2}]},{"names":"other","entries":[{"cost":1}]}]}""", 3)]
    [TestCase("""{"names":[]}""", 0)]
    [TestCase("", 0)]
    public void Certificates_are_counted_for_the_domain_alone(string json, int count) =>
        Assert.That(DemoStory.LedgerEntries(json), Is.EqualTo(count));

    [Test]
    public void Redirected_output_is_plain()
    {
        var text = new StringWriter();
        var console = new DemoConsole(text, redirected: true, new FakeTimeProvider(VendorWorld.Start));

        console.Chapter("A [title]");
        console.Happened("worker", "Migrate: done", "red");

        Assert.That(text.ToString().ReplaceLineEndings("\n"), Is.EqualTo("\n== A [title] ==\n   0.0s  worker      Migrate: done\n"));
    }

    [Test]
    public void A_whole_story_is_told_as_it_happens()
    {
        var text = new StringWriter();
        var story = new OperatorStory();
        var narrator = new Narrator(story.Account, new DemoConsole(text, redirected: true, new FakeTimeProvider(VendorWorld.Start)));

        Assert.That(async () => await story.Run(), Throws.Nothing);
        narrator.Tell();

        foreach (var expected in (string[])["Instance UPDATE_COMPLETE", "RDS snapshot by-hand is available", "noc-db migrate of 3.37.0 ended with 0", "certificate for things.example.test"])
        {
            Assert.That(text.ToString(), Does.Contain(expected));
        }
    }
}
