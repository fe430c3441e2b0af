using System.Text;
using Microsoft.AspNetCore.Http;
using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Sandbox.Vendor;
using UpgradeWorker.Sandbox.World;
using UpgradeWorker.Storage;
using UpgradeWorker.Tests.Sources;

namespace UpgradeWorker.Tests.Stories;

/// <summary>How a release comes from each kind of source, and what happens when it does not.</summary>
internal sealed class SourceStoryTests
{
    private const string Bucket = "vendor-templates";
    private const string Product = "prod-0123456789abc";

    private static string Template(string version) => VendorRelease.All.Single(release => release.Version == version).Template;

    [Test]
    public async Task A_template_at_an_address_is_proposed_after_its_minimum_age_and_fetched_once()
    {
        var body = Template("3.35.0");
        await using var server = await WebHost.StartAsync(async context =>
        {
            var tag = $"\"{body.Length}\"";
            if (context.Request.Headers.IfNoneMatch == tag)
            {
                context.Response.StatusCode = 304;
                return;
            }

            context.Response.Headers.ETag = tag;
            await context.Response.WriteAsync(body);
        });
        await using var story = await Story.BeginAsync(sources: $$"""{ "Url": "{{server.Address}}latest.yml" }""", minimumAge: "2h");
        body = Template("3.36.0");
        await story.PassAsync(TimeSpan.FromMinutes(90));
        Assert.That(story.Mails("request"), Is.Empty, "it is too young");
        await story.RestartAsync();
        var seen = story.Time.GetUtcNow();
        Assert.That((await story.RequestAsync()).Subject, Does.Contain("3.36.0"));
        Assert.That(story.Time.GetUtcNow() - seen, Is.LessThan(TimeSpan.FromHours(1)), "its age is kept over a restart");
        Assert.That(server.Asked.Count(line => !line.Contains('"', StringComparison.Ordinal)), Is.EqualTo(1), "later requests are conditional");
        Assert.That(story.Mails("source-failing"), Is.Empty);
    }

    [Test]
    public async Task Templates_in_a_bucket_are_read_over_all_pages_and_the_newest_is_proposed()
    {
        await using var story = await Story.BeginAsync(sources: $$"""{ "S3": "s3://{{Bucket}}/tts/" }""", sandbox: new SandboxOptions { ListPage = 2 });
        Put(story, "tts/readme.txt", "nothing");
        Put(story, "tts/old-3.30.0.yaml", Template("3.35.0").Replace("3.35.0", "3.30.0", StringComparison.Ordinal));
        Put(story, "tts/3.36.0/template.yaml", Template("3.36.0"));
        Put(story, "tts/3.37.0/template.yaml", Template("3.37.0"));
        Assert.That((await story.RequestAsync()).Subject, Does.Contain("3.37.0"));
        var fetched = story.Account.Aws.Server.Calls.Count(call => call == "s3:GetObject");
        await story.PassAsync(TimeSpan.FromHours(1));
        Assert.That(story.Account.Aws.Server.Calls.Count(call => call == "s3:GetObject"), Is.EqualTo(fetched), "what is known by its ETag is not fetched again");
    }

    [Test]
    public async Task A_parameter_leads_to_a_template_in_a_bucket()
    {
        await using var story = await Story.BeginAsync(sources: """{ "Parameter": "/vendor/template" }""");
        Assert.That(story.Mails("source-failing"), Has.Count.EqualTo(1), "the parameter is not there yet");
        Put(story, "t.yaml", Template("3.36.0"));
        story.Account.World.Do(world => world.SsmParameters["/vendor/template"] = $"s3://{Bucket}/t.yaml");
        Assert.That((await story.RequestAsync()).Subject, Does.Contain("3.36.0"));
        Assert.That(story.Mails("source-recovered"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Another_image_behind_a_Marketplace_alias_is_told_once_as_a_sign()
    {
        const string alias = $"/aws/service/marketplace/{Product}/latest";
        await using var story = await Story.BeginAsync(sources: $$"""{ "Folder": "templates" }, { "Parameter": "{{alias}}" }""", arrange: Set("ami-00000001"));
        await story.PassAsync(TimeSpan.FromHours(1));
        Assert.That(story.Mails("announced-release"), Is.Empty, "the first image is what runs");
        Set("ami-00000002")(story.Account.World);
        await story.PassAsync(TimeSpan.FromHours(1));
        await story.RestartAsync();
        await story.PassAsync(TimeSpan.FromHours(1));
        var mail = story.Mails("announced-release").Single();
        Assert.That(mail.TextBody, Does.Contain("ami-00000002").And.Contain("templates"));

        static Action<SandboxWorld> Set(string image) => world => world.Do(one => one.SsmParameters[alias] = image);
    }

    [Test]
    public async Task A_release_that_the_Marketplace_announces_waits_for_its_template_and_is_then_proposed()
    {
        await using var story = await Story.BeginAsync(
            sources: $$"""{ "Folder": "templates" }, { "Marketplace": "{{Product}}", "Page": "https://vendor.example/get" }""",
            sandbox: new SandboxOptions { ListPage = 1 },
            arrange: world => world.Do(one => one.MarketplaceProducts[Product] =
            [
                new(MarketplaceOption.MachineImage, "9.9.9"), new(MarketplaceOption.CloudFormation, "v3.35.0"), new(MarketplaceOption.CloudFormation, "v3.34.0"),
            ]),
            minimumAge: "2h");
        Assert.That(story.Mails("announced-release"), Is.Empty, "the running version is no news");
        story.Account.World.Do(world =>
        {
            world.MarketplaceProducts[Product].Add(new(MarketplaceOption.CloudFormation, "v3.36.0", "Now with\nclass B."));
            return true;
        });
        await story.PassAsync(TimeSpan.FromHours(3));
        await story.RestartAsync();
        await story.PassAsync(TimeSpan.FromHours(1));
        var mail = story.Mails("announced-release").Single();
        Assert.That(mail.Subject, Does.Contain("3.36.0"));
        Assert.That(mail.TextBody, Does.Contain("https://vendor.example/get").And.Contain(story.TemplateFolder).And.Contain("class B."));
        Assert.That(story.Mails("request"), Is.Empty);
        Assert.That(await story.WaitingAsync(), Is.EqualTo(new[] { "3.36.0 ReleaseAnnounced" }));

        story.Publish("3.36.0");
        var put = story.Time.GetUtcNow();
        Assert.That((await story.RequestAsync()).Subject, Does.Contain("3.36.0"));
        Assert.That(story.Time.GetUtcNow() - put, Is.LessThan(TimeSpan.FromHours(1)), "its age counts from the announcement");
        Assert.That(await story.WaitingAsync(), Is.Empty);
    }

    [Test]
    public async Task A_source_that_fails_is_told_once_and_once_when_it_works_again_and_stops_no_other()
    {
        var works = false;
        await using var server = await WebHost.StartAsync(async context =>
        {
            context.Response.StatusCode = works ? 200 : 404;
            await context.Response.WriteAsync(works ? Template("3.35.0") : "gone");
        });
        await using var story = await Story.BeginAsync(sources: $$"""{ "Url": "{{server.Address}}t.yml" }, { "Folder": "templates" }""");
        await story.PassAsync(TimeSpan.FromHours(1));
        await story.RestartAsync();
        story.Publish("3.36.0");
        await story.RequestAsync();
        Assert.That(story.Mails("source-failing"), Has.Count.EqualTo(1));
        works = true;
        await story.PassAsync(TimeSpan.FromHours(1));
        await story.RestartAsync();
        await story.PassAsync(TimeSpan.FromHours(1));
        Assert.That((story.Mails("source-failing").Count, story.Mails("source-recovered").Count), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task A_refusal_names_the_missing_permission_and_a_short_outage_is_not_told_at_all()
    {
        await using var story = await Story.BeginAsync(sources: $$"""{ "S3": "s3://{{Bucket}}/" }""", arrange: world =>
        {
            world.Do(one =>
            {
                one.Resources.Add(new S3Bucket(Bucket, [], one.Now));
                one.Faults.Add(new RequestFaultRule("s3", "ListObjectsV2", new RequestFault.Throttled(), First: 1, Times: 1));
                one.Faults.Add(new RequestFaultRule("s3", "ListObjectsV2", new RequestFault.AccessDenied(), First: 3, Times: 1));
                return true;
            });
        });
        Assert.That(story.Mails("source-failing"), Is.Empty, "throttled once");
        await story.PassAsync(TimeSpan.FromHours(1));
        Assert.That(story.Mails("source-failing").Single().TextBody, Does.Contain("s3:ListBucket"));
        Assert.That(story.Mails("source-recovered"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Two_sources_with_the_same_template_are_one_release()
    {
        await using var server = await WebHost.ServingAsync(Template("3.36.0"));
        await using var story = await Story.BeginAsync(sources: $$"""{ "Url": "{{server.Address}}t.yml" }, { "Folder": "templates" }""");
        story.Publish("3.36.0");
        await story.RequestAsync();
        await story.PassAsync(TimeSpan.FromHours(1));
        Assert.That(story.Mails("request"), Has.Count.EqualTo(1));
        Assert.That(await story.Database.ReadAsync(session => ReleaseStore.AllAsync(session, new(Story.Key)), CancellationToken.None), Has.Count.EqualTo(1));
        Assert.That(story.Mails("changed-release"), Is.Empty);
    }

    [Test]
    public async Task Another_template_under_the_same_version_is_told_once_and_the_old_one_counts_no_longer()
    {
        var body = Template("3.36.0");
        await using var server = await WebHost.StartAsync(context => context.Response.WriteAsync(body));
        await using var story = await Story.BeginAsync(sources: $$"""{ "Url": "{{server.Address}}t.yml" }""");
        await story.RequestAsync();
        body += "\n# changed\n";
        await story.PassAsync(TimeSpan.FromHours(1));
        await story.RestartAsync();
        await story.PassAsync(TimeSpan.FromHours(1));
        Assert.That(story.Mails("changed-release").Single().Subject, Does.Contain("3.36.0"));
        var releases = await story.Database.ReadAsync(session => ReleaseStore.AllAsync(session, new(Story.Key)), CancellationToken.None);
        Assert.That(releases.Select(release => release.IsWithdrawn), Is.EqualTo(new[] { true, false }));
    }

    private static void Put(Story story, string key, string body) => story.Account.World.Do(world =>
    {
        if (world.Resources.Find("AWS::S3::Bucket", Bucket) is not S3Bucket bucket)
        {
            world.Resources.Add(bucket = new S3Bucket(Bucket, [], world.Now));
        }

        var content = Encoding.UTF8.GetBytes(body);
        bucket.Objects[key] = new S3Object(key, content, "text/yaml", $"{content.Length}-{key.Length}", world.Now);
        return true;
    });
}
