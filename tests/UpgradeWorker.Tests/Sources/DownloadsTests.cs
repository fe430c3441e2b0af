using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using UpgradeWorker.Inputs;

namespace UpgradeWorker.Tests.Sources;

/// <summary>Fetching over real sockets, from a server that does what servers do.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class DownloadsTests : IDisposable
{
    private const int Most = 100_000;
    private readonly FakeTimeProvider time = new();
    private readonly Downloads downloads;

    public DownloadsTests() => downloads = new Downloads(time);

    public void Dispose() => downloads.Dispose();

    [Test]
    public async Task A_body_comes_with_what_it_is_recognised_by_whatever_its_content_type()
    {
        await using var server = await WebHost.StartAsync(async context =>
        {
            context.Response.ContentType = "image/png";
            context.Response.Headers.ETag = "\"v1\"";
            await context.Response.WriteAsync("hello");
        });
        var fetched = (Download.Fetched)await GetAsync(server.Address);
        Assert.That((System.Text.Encoding.UTF8.GetString(fetched.Body), fetched.ETag), Is.EqualTo(("hello", "\"v1\"")));
    }

    [Test]
    public async Task What_is_unchanged_is_not_sent_again()
    {
        await using var server = await WebHost.StartAsync(context =>
        {
            context.Response.StatusCode = 304;
            return Task.CompletedTask;
        });
        Assert.That(await GetAsync(server.Address, new Validators("\"v1\"", "Tue, 03 Nov 2026 08:00:00 GMT")), Is.TypeOf<Download.Unchanged>());
        Assert.That(await GetAsync(server.Address, new Validators(null, "Tue, 03 Nov 2026 08:00:00 GMT")), Is.TypeOf<Download.Unchanged>());
        Assert.That(server.Asked, Is.EqualTo(new[] { "/ \"v1\"", "/ Tue, 03 Nov 2026 08:00:00 GMT" }));
        Assert.That(await ReasonAsync(server.Address), Is.EqualTo("HttpRefused"), "304 to a question that had no validator");
    }

    [Test]
    public async Task A_redirect_is_followed_and_a_loop_ends()
    {
        await using var server = await WebHost.StartAsync(async context =>
        {
            switch (context.Request.Path)
            {
                case "/moved":
                    context.Response.Redirect("/here");
                    break;
                case "/loop":
                    context.Response.Redirect("/loop");
                    break;
                case "/outside":
                    context.Response.Redirect("http://templates.example.com/t.yml");
                    break;
                default:
                    await context.Response.WriteAsync("found");
                    break;
            }
        });
        Assert.That(await GetAsync(new Uri(server.Address, "/moved")), Is.TypeOf<Download.Fetched>());
        Assert.That(await ReasonAsync(new Uri(server.Address, "/loop")), Is.EqualTo("TooManyRedirects"));
        Assert.That(server.Asked, Has.Count.EqualTo(8), "one and one, then the loop five times more after the first");
        Assert.That(await ReasonAsync(new Uri(server.Address, "/outside")), Is.EqualTo("RedirectRefused"), "to a place without TLS");
    }

    [TestCase(true, TestName = "A_body_that_announces_too_many_bytes_is_refused")]
    [TestCase(false, TestName = "A_body_of_unknown_length_is_refused_as_soon_as_it_is_too_long")]
    public async Task Too_much(bool announced)
    {
        await using var server = await WebHost.StartAsync(async context =>
        {
            context.Response.ContentLength = announced ? Most + 1 : null;
            await context.Response.Body.WriteAsync(new byte[Most + 1]);
        });
        Assert.That(await ReasonAsync(server.Address), Is.EqualTo("TooLarge"));
    }

    [Test]
    public async Task What_is_small_on_the_wire_and_large_when_unpacked_is_refused()
    {
        await using var server = await WebHost.StartAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var packed = new GZipStream(context.Response.Body, CompressionLevel.SmallestSize);
            await packed.WriteAsync(new byte[20 * Most]);
        });
        Assert.That(await ReasonAsync(server.Address), Is.EqualTo("TooLarge"));
    }

    [TestCase(false, TestName = "A_server_that_never_answers_is_given_up")]
    [TestCase(true, TestName = "A_server_that_trickles_is_given_up")]
    public async Task Too_slow(bool trickles)
    {
        var reached = new TaskCompletionSource();
        await using var server = await WebHost.StartAsync(async context =>
        {
            if (trickles)
            {
                await context.Response.WriteAsync("x");
                await context.Response.Body.FlushAsync();
            }

            reached.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        var download = GetAsync(server.Address);
        await reached.Task;
        time.Advance(Downloads.Deadline - TimeSpan.FromSeconds(1));
        Assert.That(download.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await download, Is.TypeOf<Download.Failed>().With.Property("MayPass").True.And.Property("Why").Property("Reason").EqualTo("TooSlow"));
    }

    [Test]
    public async Task A_certificate_that_nobody_vouches_for_is_refused()
    {
        await using var server = await WebHost.StartAsync(context => context.Response.WriteAsync("secret"), tls: true);
        var failed = (Download.Failed)await GetAsync(server.Address);
        Assert.That(failed.Why.Reason, Is.EqualTo("TlsFailed"));
        Assert.That(failed.Why.Message, Does.Contain("certificate is not accepted"));
    }

    [TestCase(404, false)]
    [TestCase(403, false)]
    [TestCase(503, true)]
    [TestCase(429, true)]
    public async Task An_error_is_told_with_what_to_do_and_without_the_query(int status, bool mayPass)
    {
        await using var server = await WebHost.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        var failed = (Download.Failed)await GetAsync(new Uri(server.Address, "/t.yml?signature=hush"));
        Assert.That((failed.Why.Reason, failed.MayPass), Is.EqualTo(("HttpRefused", mayPass)));
        Assert.That(failed.Why.Message, Does.Contain($"/t.yml?… cannot be read: it answered {status}").And.Not.Contain("hush"));
    }

    [Test]
    public async Task An_answer_that_breaks_off_is_not_taken_for_whole()
    {
        await using var server = await WebHost.StartAsync(async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("half");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        Assert.That(await GetAsync(server.Address), Is.TypeOf<Download.Failed>().With.Property("MayPass").True);
    }

    [TestCase("https://templates.example.com/t.yml", true)]
    [TestCase("http://127.0.0.1:8080/t.yml", true)]
    [TestCase("http://localhost/t.yml", true)]
    [TestCase("http://templates.example.com/t.yml", false)]
    [TestCase("ftp://127.0.0.1/t.yml", false)]
    public void Only_https_and_this_machine_are_trustworthy(string address, bool isTrustworthy) =>
        Assert.That(Downloads.IsTrustworthy(new Uri(address)), Is.EqualTo(isTrustworthy));

    private Task<Download> GetAsync(Uri address, Validators? known = null) => downloads.GetAsync(address, known, Most, CancellationToken.None);

    private async Task<string> ReasonAsync(Uri address) => ((Download.Failed)await GetAsync(address)).Why.Reason;
}
