using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace UpgradeWorker.Tests.Commands;

internal sealed class MigrationsCommandTests
{
    private const string File = """
        ## [3.25.0] - 2023-04-05

        - This requires a Network Operations Center migration (`tti-lw-stack noc-db migrate`).
          - Run `CALL refresh('é', null);` afterwards. Deployments may lose some data.
        - Optional Network Server database migration is now available.
        - Migrating from versions prior to v3.24 should be done through v3.24 instead.

        ## [3.24.2] - 2023-03-09

        - This requires a database schema migration (`ttn-lw-stack is-db migrate`).
        """;

    private string folder = "";

    [SetUp]
    public void CreateFolder() => folder = Directory.CreateTempSubdirectory("migrations").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task The_document_has_every_member()
    {
        var result = await Worker.RunAsync("migrations", "--from", "v3.23.0", "--to", "3.25.0", "--changelog", Write("CHANGELOG.md", File), "--json");
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Output.TrimEnd(), Is.EqualTo("""
            {"from":"3.23.0","to":"3.25.0","commands":[{"hop":0,"database":"is","command":"is-db migrate","versions":["3.24.2"],"optional":false,"dataLossWarning":null},{"hop":1,"database":"noc","command":"noc-db migrate","versions":["3.25.0"],"optional":false,"dataLossWarning":"Run `CALL refresh('é', null);` afterwards. Deployments may lose some data."}],"manual":[{"id":"M1","version":"3.25.0","when":"after","text":"Run `CALL refresh('é', null);` afterwards. Deployments may lose some data."}],"optional":[{"version":"3.25.0","text":"Optional Network Server database migration is now available."}],"waypoints":["3.24.2"],"hops":[["3.23.0","3.24.2"],["3.24.2","3.25.0"]],"warnings":["The changelog does not know 3.23.0; what that version needs may be missing here.","The changelog has no notes for 3.24.0, 3.24.1; what they need may be missing here."]}
            """));
    }

    [Test]
    public async Task Equal_versions_need_nothing()
    {
        var result = await Worker.RunAsync("migrations", "--from", "3.24.2", "--to", "3.24.2", "--changelog", Write("CHANGELOG.md", File), "--json");
        Assert.That(result.Output.TrimEnd(), Is.EqualTo(
            """{"from":"3.24.2","to":"3.24.2","commands":[],"manual":[],"optional":[],"waypoints":[],"hops":[],"warnings":[]}"""));
    }

    [Test]
    public async Task A_folder_and_a_file_are_merged_and_told_to_people()
    {
        Write("notes/_index.md", "---\ntitle: Notes\n---\n");
        Write("notes/3.24.2.md", "---\ntitle: \"3.24.2\"\n---\n- This requires a migration (`as-db migrate`).\n\u001b[31m");
        var result = await Worker.RunAsync(
            "migrations", "--from", "3.24.1", "--to", "3.25.0", "--changelog", Path.Combine(folder, "notes"), "--changelog", Write("CHANGELOG.md", File));
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Output, Does.Contain("as-db migrate").And.Contain("noc-db migrate").And.Not.Contain("is-db migrate"));
        Assert.That(result.Output.Where(char.IsControl).Distinct(), Is.SubsetOf(Environment.NewLine));
    }

    [TestCase("--from", "3.25.0", "--to", "3.24.2", "--changelog", "x", TestName = "downwards")]
    [TestCase("--from", "3.25", "--to", "3.26.0", "--changelog", "x", TestName = "no version")]
    [TestCase("--from", "3.25.0", "--to", "3.26.0", TestName = "no changelog")]
    [TestCase("--from", "3.25.0", TestName = "no target")]
    public async Task Wrong_usage_exits_2_with_empty_output(params string[] arguments)
    {
        var result = await Worker.RunAsync(["migrations", .. arguments]);
        Assert.That((result.ExitCode, result.Output), Is.EqualTo((2, "")));
        Assert.That(result.Error, Is.Not.Empty);
    }

    [Test]
    public async Task Unreadable_input_exits_1_with_empty_output()
    {
        Write("empty/readme.md", "nothing");
        Write("binary.md", "## 1.0.0\0");
        System.IO.File.WriteAllBytes(Path.Combine(folder, "latin.md"), [0x23, 0xe9]);
        Write("plain.md", "no versions here");
        foreach (var name in new[] { "absent.md", "empty", "binary.md", "latin.md", "plain.md" })
        {
            var result = await Worker.RunAsync("migrations", "--from", "1.0.0", "--to", "2.0.0", "--changelog", Path.Combine(folder, name), "--json");
            Assert.That((result.ExitCode, result.Output), Is.EqualTo((1, "")), name);
            Assert.That(result.Error, Does.Contain(name));
        }
    }

    [Test]
    public async Task A_URL_is_read_and_a_server_that_is_not_there_exits_69()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/CHANGELOG.md";
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var running = Worker.RunAsync("migrations", "--from", "3.24.2", "--to", "3.25.0", "--changelog", url, "--json");
        using (var client = await listener.AcceptTcpClientAsync(deadline.Token))
        {
            await using var stream = client.GetStream();
            _ = await stream.ReadAsync(new byte[4096]);
            var body = System.Text.Encoding.UTF8.GetBytes(File);
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"));
            await stream.WriteAsync(body);
        }

        var read = await running;
        Assert.That(read.ExitCode, Is.Zero, read.Error);
        Assert.That(JsonDocument.Parse(read.Output).RootElement.GetProperty("commands").GetArrayLength(), Is.EqualTo(1));
        listener.Stop();
        var absent = await Worker.RunAsync("migrations", "--from", "3.24.2", "--to", "3.25.0", "--changelog", url, "--json");
        Assert.That((absent.ExitCode, absent.Output), Is.EqualTo((69, "")));
        Assert.That(absent.Error, Does.Contain(url));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, text);
        return path;
    }
}
