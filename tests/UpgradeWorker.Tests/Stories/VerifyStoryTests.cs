using System.Net;
using UpgradeWorker.Core.Runs;
using UpgradeWorker.Sandbox.Faults;
using UpgradeWorker.Sandbox.Server;
using UpgradeWorker.Sandbox.Vendor;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Tests.Stories;

/// <summary>What the run sees of the domain after an upgrade, and how people hear of it: real handshakes and requests on loopback.</summary>
internal sealed class VerifyStoryTests
{
    private const string Looks = """ "VerifyDomain": true """;
    private const string AtTheFront = $$"""{{Looks}}, "HttpsAddress": "127.0.0.1", "HttpsPort": {{Story.FrontPort}} """;

    [Test]
    public async Task A_domain_that_leads_elsewhere_is_shouted_about_and_no_hand_is_shaken_there()
    {
        await using var story = await Story.BeginAsync(domain: Looks);
        story.Names = _ => IPAddress.Parse("192.0.2.66");
        var mail = await UpgradedAsync(story);
        Assert.That(mail.Subject, Does.EndWith("WrongDns"));
        Assert.That(mail.Text, Does.Contain(
            $"WRONG DNS: {VendorStack.Domain} leads to 192.0.2.66, but the stack's address is {Address(story)}. Change the record NOW: every handshake"));
        Assert.That(mail.Text.IndexOf("WRONG DNS", StringComparison.Ordinal), Is.LessThan(mail.Text.IndexOf("The new version was verified", StringComparison.Ordinal)));
        Assert.That(mail.Text, Does.Not.Contain("certificate for"));
    }

    [Test]
    public async Task A_domain_that_also_leads_elsewhere_is_shouted_about_and_one_that_has_an_address_of_the_other_kind_is_not()
    {
        await using var story = await Story.BeginAsync(domain: Looks);
        story.Names = _ => IPAddress.Parse(Address(story));
        story.AlsoAt = [IPAddress.Parse("2001:db8::1"), IPAddress.Parse("192.0.2.66")];
        Assert.That((await UpgradedAsync(story)).Text, Does.Contain(
            $"WRONG DNS: {VendorStack.Domain} leads to the stack's address {Address(story)}, but also to 192.0.2.66. Take those out").And.Not.Contain("certificate for"));
    }

    [Test]
    public async Task A_name_that_nobody_knows_is_told_and_no_hand_is_shaken()
    {
        await using var story = await Story.BeginAsync(domain: Looks);
        Assert.That((await UpgradedAsync(story)).Text, Does.Contain($"{VendorStack.Domain} could not be looked up").And.Not.Contain("certificate for"));
        // Nobody reads "fine" of what was not looked at.
        var journal = await story.TellAsync();
        Assert.That(journal, Does.Contain("certificate: not looked at, as the name does not surely lead to this stack"));
        Assert.That(journal, Does.Contain("health: not looked at, HealthUrl is not set").And.Contain("probes: not looked at, no probe was noted before the update"));
    }

    [Test]
    public async Task The_certificate_that_the_domain_shows_is_told_with_its_names_issuer_and_age()
    {
        await using var story = await Story.BeginAsync(domain: AtTheFront);
        story.Names = _ => IPAddress.Parse(Address(story));
        var mail = await UpgradedAsync(story);
        Assert.That(mail.Text, Does.Contain($"{VendorStack.Domain} shows a certificate for {VendorStack.Domain} of Let's Encrypt E7, "));
        Assert.That(mail.Text, Does.Match("E7, [0-2] hours old"), "the new instance's own");
        Assert.That(mail.Subject, Does.EndWith("runs 3.36.0"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_certificate_that_browsers_refuse_is_told(bool isExpired)
    {
        await using var story = await Story.BeginAsync(domain: AtTheFront);
        story.Names = _ => IPAddress.Parse(Address(story));
        story.Publish("3.36.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        await story.UntilAsync(async () => await story.LatestRunAsync() is { Step: RunStep.Verify }, "the checks");
        story.Account.World.Do(world =>
        {
            foreach (var application in story.Account.Vendor.Application.Running)
            {
                application.Certificate = new IssuedCertificate(
                    "0a01", [isExpired ? VendorStack.Domain : "other.example.com"], application.InstanceId, world.Now.AddDays(-60), world.Now.AddDays(isExpired ? -1 : 30));
            }

            return true;
        });
        Assert.That((await story.EndedRunAsync()).Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
        await story.RunAsync();
        var text = Plain(story.Mails("succeeded").Single().TextBody);
        Assert.That(text, Does.Contain($"{VendorStack.Domain} shows a certificate for {(isExpired ? VendorStack.Domain : "other.example.com")} of Let's Encrypt, valid from 2026-09-0"));
        Assert.That(text, Does.Contain("browsers and gateways refuse it."));
    }

    [Test]
    public async Task Each_of_several_domains_is_looked_at()
    {
        await using var story = await Story.BeginAsync(domain: $"""{AtTheFront}, "FurtherDomains": [ "gateways.example.com" ] """);
        story.Names = name => IPAddress.Parse(name == VendorStack.Domain ? Address(story) : "192.0.2.66");
        var mail = await UpgradedAsync(story);
        Assert.That(mail.Text, Does.Contain("WRONG DNS: gateways.example.com leads to 192.0.2.66").And.Contain($"{VendorStack.Domain} shows a certificate for"));
        Assert.That(mail.Text, Does.Not.Contain($"WRONG DNS: {VendorStack.Domain}").And.Not.Contain("gateways.example.com shows"));
    }

    [Test]
    public async Task A_certificate_that_does_not_come_is_waited_for_and_then_told()
    {
        await using var story = await Story.BeginAsync(domain: AtTheFront);
        story.Names = _ => IPAddress.Parse(Address(story));
        // Let's Encrypt is led elsewhere, so that the new instance asks in vain.
        story.Account.World.Do(_ => story.Account.Vendor.Application.Dns[VendorStack.Domain] = "192.0.2.66");
        Assert.That((await UpgradedAsync(story)).Text, Does.Contain($"{VendorStack.Domain} at 127.0.0.1 port").And.Contain("shows no certificate"));
        var journal = await story.TellAsync();
        Assert.That(journal, Does.Contain("waiting for a certificate"));
    }

    [Test]
    public async Task Looks_that_AWS_throttles_for_some_minutes_are_made_again_and_cost_no_attempt()
    {
        await using var upgrade = await Upgrade.BeginAsync(Upgrade.ReplacesDatabases);
        var throttled = 0;
        upgrade.Story.Doom = point =>
        {
            if (point is { IsCall: true, Step: nameof(RunStep.Verify) } && throttled < 12)
            {
                throttled++;
                upgrade.Spoil(new RequestFault.Throttled());
            }

            return Death.None;
        };
        var run = await upgrade.TellAsync();
        Assert.That(await upgrade.BrokenAsync(run), Is.Empty, await upgrade.Story.TellAsync());
        Assert.That(throttled, Is.EqualTo(12));
    }

    [TestCase(200, RunEnding.Succeeded, "succeeded", "answers 200.")]
    [TestCase(503, RunEnding.NeedsAttention, "needs-attention", "answers 503, not 2xx.")]
    public async Task The_health_path_decides_whether_the_new_version_serves(int status, RunEnding ending, string kind, string told)
    {
        await using var health = await KestrelHost.StartAsync((_, _) => Task.FromResult(SandboxResponse.Of(status, "text/plain", "")), 0, CancellationToken.None);
        var url = new Uri(health.Endpoint, "healthz");
        await using var story = await Story.BeginAsync($", \"HealthUrl\": \"{url}\"");
        story.Publish("3.36.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        var run = await story.EndedRunAsync();
        Assert.That(run.Ending, Is.EqualTo(ending), await story.TellAsync());
        Assert.That(Plain(story.Mails(kind).Single().TextBody), Does.Contain($"{url} {told}"));
    }

    private static async Task<(string Subject, string Text)> UpgradedAsync(Story story)
    {
        story.Publish("3.36.0");
        story.Reply(await story.RequestAsync(), "APPROVE");
        Assert.That((await story.EndedRunAsync()).Ending, Is.EqualTo(RunEnding.Succeeded), await story.TellAsync());
        await story.RunAsync();
        var mail = story.Mails("succeeded").Single();
        return (mail.Subject ?? "", Plain(mail.TextBody));
    }

    private static string Address(Story story) => story.Account.World.Do(world => world.Resources.Of<ElasticIp>().Single().PhysicalId);

    /// <summary>Without the line breaks, which depend on the width.</summary>
    private static string Plain(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
