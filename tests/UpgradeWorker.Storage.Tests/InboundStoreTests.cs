using UpgradeWorker.Storage.Tests.Support;

namespace UpgradeWorker.Storage.Tests;

[TestFixtureSource(typeof(Dialects), nameof(Dialects.Both))]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class InboundStoreTests(DialectName dialect) : IDisposable
{
    private readonly TestDatabase file = new(dialect);

    public void Dispose() => file.Dispose();

    [Test]
    public async Task The_same_mail_twice_is_one_row_with_what_it_came_to_last()
    {
        var failed = Mail("raw", 1) with { Outcome = "failed", Failures = 1, Reason = "It could not be read." };
        var judged = failed with { Outcome = "approve", RequestId = "UW-0001", Failures = 2, Reason = "Approved.", Answer = "state", ContentSha256 = "content" };

        await SaveAsync(failed, judged);

        Assert.That(await file.ReadAsync(session => InboundStore.FindAsync(session, "raw")), Is.EqualTo(judged));
        Assert.That(await file.ReadAsync(session => InboundStore.FindAsync(session, "other")), Is.Null);
        Assert.That(await file.ReadAsync(session => InboundStore.CountFromAsync(session, "ann@example.com", Some.At(1))), Is.EqualTo(1));
        Assert.That(await file.ReadAsync(session => InboundStore.CountFromAsync(session, "ann@example.com", Some.At(2))), Is.Zero);
    }

    [TestCase("approve", true)]
    [TestCase("unclear", true)]
    [TestCase("unverified", false, TestName = "An_unproven_copy_does_not_block_the_real_mail")]
    [TestCase("failed", false)]
    public async Task A_mail_is_known_again_by_what_it_says(string outcome, bool known)
    {
        await SaveAsync(Mail("raw", 1) with { Outcome = outcome, ContentSha256 = "content" });

        Assert.That(await file.ReadAsync(session => InboundStore.IsKnownAsync(session, "content")), Is.EqualTo(known));
        Assert.That(await file.ReadAsync(session => InboundStore.IsKnownAsync(session, "other")), Is.False);
    }

    [Test]
    public async Task Answers_are_counted_by_approver_kind_request_and_time()
    {
        await SaveAsync(
            Mail("1", 1) with { Answer = "help", Approver = "ann@example.com", RequestId = "UW-0001" },
            Mail("2", 2) with { Answer = "help", Approver = "ann@example.com", RequestId = "UW-0002" },
            Mail("3", 3) with { Answer = "warning", Approver = "ann@example.com", RequestId = "UW-0001" },
            Mail("4", 4) with { Answer = "help", Approver = "bob@example.com", RequestId = "UW-0001" });

        Assert.That(await Count("help", "UW-0001", 0), Is.EqualTo(1));
        Assert.That(await Count("help", null, 0), Is.EqualTo(2));
        Assert.That(await Count("help", null, 1.5), Is.EqualTo(1));
        Assert.That(await Count("warning", null, 0), Is.EqualTo(1));

        Task<long> Count(string answer, string? request, double since) =>
            file.ReadAsync(session => InboundStore.CountAnswersAsync(session, "ann@example.com", answer, request, Some.At(since)));
    }

    [Test]
    public async Task What_a_person_should_look_at_is_found()
    {
        await SaveAsync(
            Mail("1", 1) with { Outcome = "too-big" }, Mail("2", 2) with { Outcome = "unclear", Answer = "silence" }, Mail("3", 3) with { Outcome = "approve" },
            Mail("4", 4) with { Outcome = "quarantined" });

        var troubles = await file.ReadAsync(session => InboundStore.TroublesAsync(session, Some.At(2)));
        Assert.That(troubles.Select(mail => mail.RawSha256), Is.EqualTo(new[] { "2", "4" }));
    }

    private static StoredInbound Mail(string raw, double minutes) => new()
    {
        RawSha256 = raw,
        ReceivedAt = Some.At(minutes),
        JudgedAt = Some.At(minutes),
        Sender = "ann@example.com",
        MessageId = "m@example.com",
        Outcome = "unclear",
        Reason = "It says two things.",
    };

    private Task SaveAsync(params StoredInbound[] mails) => file.WriteAsync(async session =>
    {
        foreach (var mail in mails)
        {
            await InboundStore.SaveAsync(session, mail);
        }
    });
}
