using Microsoft.AspNetCore.Http;
using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Sandbox.Vendor;
using UpgradeWorker.Sandbox.World;
using UpgradeWorker.Tests.Sources;

namespace UpgradeWorker.Tests.Stories;

/// <summary>Sources that AWS or a web server keeps from the worker: told once with what to do, and once when they work again.</summary>
internal sealed class SourceFaultStoryTests
{
    private const string Product = "prod-0123456789abc";
    private const string Alias = $"/aws/service/marketplace/{Product}/latest";

    private static readonly object[] Refused =
    [
        new TestCaseData($$"""{ "Parameter": "{{Alias}}" }""", "ssm", "GetParameter", "ssm:GetParameter").SetArgDisplayNames("a parameter"),
        new TestCaseData($$"""{ "Marketplace": "{{Product}}" }""", "aws-marketplace", "ListFulfillmentOptions", "aws-marketplace:ListFulfillmentOptions")
            .SetArgDisplayNames("the Marketplace"),
    ];

    [TestCaseSource(nameof(Refused))]
    public async Task A_refusal_is_told_once_with_the_missing_permission_and_throttling_not_at_all(string source, string service, string operation, string permission)
    {
        await using var story = await Story.BeginAsync(sources: source, arrange: world => world.Do(one =>
        {
            one.SsmParameters[Alias] = "ami-00000001";
            one.MarketplaceProducts[Product] = [new(MarketplaceOption.CloudFormation, "v3.35.0")];
            one.Faults.Add(new RequestFaultRule(service, operation, new RequestFault.Throttled(), First: 1, Times: 1));
            one.Faults.Add(new RequestFaultRule(service, operation, new RequestFault.AccessDenied(), First: 3, Times: 3));
            return true;
        }));
        Assert.That(story.Mails("source-failing"), Is.Empty, "throttled once");
        await story.PassAsync(TimeSpan.FromHours(3));
        Assert.That(story.Mails("source-failing").Single().TextBody, Does.Contain(permission));
        Assert.That(story.Mails("source-recovered"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_template_behind_a_redirect_without_an_entity_tag_is_asked_for_by_its_date()
    {
        const string date = "Tue, 03 Nov 2026 08:00:00 GMT";
        var body = VendorRelease.All.Single(release => release.Version == "3.36.0").Template;
        await using var server = await WebHost.StartAsync(async context =>
        {
            if (context.Request.Path == "/latest.yml")
            {
                context.Response.Redirect("/files/3.36.0");
            }
            else if (context.Request.Headers.IfModifiedSince == date)
            {
                context.Response.StatusCode = 304;
            }
            else
            {
                context.Response.ContentType = "application/octet-stream";
                context.Response.Headers.LastModified = date;
                await context.Response.WriteAsync(body);
            }
        });
        await using var story = await Story.BeginAsync(sources: $$"""{ "Url": "{{server.Address}}latest.yml" }""");
        Assert.That((await story.RequestAsync()).Subject, Does.Contain("3.36.0"));
        await story.PassAsync(TimeSpan.FromHours(1));
        Assert.That(server.Asked.Where(line => line.StartsWith("/files", StringComparison.Ordinal)).Skip(1), Is.Not.Empty.And.All.EndsWith(date));
        Assert.That(story.Mails("source-failing"), Is.Empty);
    }

    [Test]
    public async Task What_is_too_large_or_no_template_is_told_once_and_the_stack_goes_on()
    {
        var answer = new string('x', 1_100_000);
        await using var server = await WebHost.StartAsync(context => context.Response.WriteAsync(answer));
        await using var story = await Story.BeginAsync(sources: $$"""{ "Url": "{{server.Address}}t.yml" }, { "Folder": "templates" }""");
        await story.PassAsync(TimeSpan.FromMinutes(30));
        Assert.That(story.Mails("source-failing").Single().TextBody, Does.Contain("1048576 bytes"));
        answer = "<html><body>Please log in</body></html>";
        story.Publish("3.36.0");
        await story.RequestAsync();
        await story.PassAsync(TimeSpan.FromHours(1));
        Assert.That((story.Mails("source-failing").Count, story.Mails("source-recovered").Count), Is.EqualTo((1, 0)), "it never worked in between");
    }
}
