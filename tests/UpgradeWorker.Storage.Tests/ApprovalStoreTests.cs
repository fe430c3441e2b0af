using UpgradeWorker.Core.Approvals;
using UpgradeWorker.Core.Planning;
using UpgradeWorker.Storage.Tests.Support;

namespace UpgradeWorker.Storage.Tests;

[TestFixtureSource(typeof(Dialects), nameof(Dialects.Both))]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ApprovalStoreTests(DialectName dialect) : IDisposable
{
    private readonly TestDatabase file = new(dialect);

    public void Dispose() => file.Dispose();

    [Test]
    public async Task A_request_comes_back_whole_and_its_id_in_any_case()
    {
        await file.WriteAsync(session => ApprovalStore.SaveRequestAsync(session, Some.Request()));

        var read = await file.ReadAsync(session => ApprovalStore.RequestAsync(session, "uw-0001"));
        Assert.That(Some.Content(read), Is.EqualTo(Some.Content(Some.Request())));
        Assert.That(await file.ReadAsync(session => ApprovalStore.RequestAsync(session, "UW-0002")), Is.Null);
    }

    [Test]
    public async Task Requests_are_numbered_in_order_and_a_change_of_one_keeps_its_number()
    {
        Assert.That(await file.ReadAsync(ApprovalStore.NextNumberAsync), Is.EqualTo(1));
        await SaveAsync(Some.Request("UW-0001"), Some.Request("UW-0002", stack: Some.OtherStack), Some.Request("UW-0003"));
        await SaveAsync(Some.Request("UW-0001", ApprovalState.Superseded));

        Assert.That(await file.ReadAsync(ApprovalStore.NextNumberAsync), Is.EqualTo(4));
        Assert.That((await file.ReadAsync(ApprovalStore.RequestsAsync)).Select(one => one.Id), Is.EqualTo(["UW-0003", "UW-0002", "UW-0001"]));
        Assert.That((await file.ReadAsync(session => ApprovalStore.LatestOfAsync(session, Some.OtherStack)))?.Id, Is.EqualTo("UW-0002"));
        Assert.That((await file.ReadAsync(session => ApprovalStore.RequestAsync(session, "UW-0001")))?.State, Is.EqualTo(ApprovalState.Superseded));
    }

    [Test]
    public async Task Open_requests_are_those_on_which_something_may_still_happen()
    {
        await SaveAsync([.. Enum.GetValues<ApprovalState>().Select(state => Some.Request($"UW-{state}", state))]);

        Assert.That(
            (await file.ReadAsync(ApprovalStore.OpenAsync)).Select(one => one.State),
            Is.EqualTo([ApprovalState.Pending, ApprovalState.Approved, ApprovalState.Deferred]));
    }

    [Test]
    public async Task A_code_is_used_once_even_by_many_at_once()
    {
        await file.WriteAsync(session => ApprovalStore.SaveTokenAsync(session, Token()));

        var used = await file.RaceAsync(8, (session, _) => Use(session, Some.Fingerprint, 5));

        Assert.That(used.Count(one => one), Is.EqualTo(1));
    }

    [TestCase(59.9, ExpectedResult = true)]
    [TestCase(60, ExpectedResult = false, TestName = "A_code_opens_nothing_from_the_instant_it_expires_at")]
    [TestCase(61, ExpectedResult = false)]
    public async Task<bool> A_code_is_usable_until_it_expires(double minutes)
    {
        await file.WriteAsync(session => ApprovalStore.SaveTokenAsync(session, Token()));

        return await file.WriteAsync(session => Use(session, Some.Fingerprint, minutes));
    }

    [Test]
    public async Task A_code_of_another_plan_opens_nothing_and_stays_unused()
    {
        await file.WriteAsync(session => ApprovalStore.SaveTokenAsync(session, Token()));

        Assert.That(await file.WriteAsync(session => Use(session, Some.OtherFingerprint, 5)), Is.False);
        Assert.That(await file.WriteAsync(session => Use(session, Some.Fingerprint, 5)), Is.True);
    }

    [Test]
    public async Task Ended_codes_of_a_request_open_nothing_and_those_of_others_still_do()
    {
        await file.WriteAsync(async session =>
        {
            await ApprovalStore.SaveTokenAsync(session, Token());
            await ApprovalStore.SaveTokenAsync(session, Token() with { Hash = "other", RequestId = "UW-0002" });
            await ApprovalStore.EndTokensAsync(session, "UW-0001");
        });

        Assert.That(await file.WriteAsync(session => Use(session, Some.Fingerprint, 5)), Is.False);
        Assert.That(await file.WriteAsync(session => Use(session, Some.Fingerprint, 5, "other")), Is.True);
    }

    [Test]
    public async Task Only_codes_that_were_issued_are_known()
    {
        await file.WriteAsync(session => ApprovalStore.SaveTokenAsync(session, Token()));

        var known = await file.ReadAsync(session => ApprovalStore.IssuedAsync(session, ["hash", "guessed"]));
        Assert.That(known, Is.EqualTo([new IssuedToken("hash", "UW-0001", "ann@example.com", Some.At(60))]));
        Assert.That(await file.ReadAsync(session => ApprovalStore.IssuedAsync(session, [])), Is.Empty);
    }

    [Test]
    public async Task A_verdict_is_kept_once_for_what_caused_it()
    {
        var first = await file.WriteAsync(session => ApprovalStore.SaveVerdictAsync(session, "mail:1", Some.Verdict()));
        var again = await file.WriteAsync(session => ApprovalStore.SaveVerdictAsync(session, "mail:1", Some.Verdict(VerdictKind.Hold)));

        Assert.That((first, again), Is.EqualTo((true, false)));
        Assert.That(await file.ReadAsync(session => ApprovalStore.HoldAsync(session, "UW-0001")), Is.Null);
    }

    [Test]
    public async Task The_first_who_said_HOLD_holds()
    {
        await file.WriteAsync(async session =>
        {
            await ApprovalStore.SaveVerdictAsync(session, "mail:1", Some.Verdict(VerdictKind.Hold, "bob@example.com", 9));
            await ApprovalStore.SaveVerdictAsync(session, "mail:2", Some.Verdict(VerdictKind.Hold, "ann@example.com", 7));
            await ApprovalStore.SaveVerdictAsync(session, "mail:3", Some.Verdict(minutes: 1));
        });

        Assert.That((await file.ReadAsync(session => ApprovalStore.HoldAsync(session, "UW-0001")))?.By, Is.EqualTo("ann@example.com"));
        Assert.That(await file.ReadAsync(session => ApprovalStore.HoldAsync(session, "UW-0002")), Is.Null);
    }

    [Test]
    public async Task An_approver_whom_a_request_does_not_reach_is_noted_once()
    {
        var first = await file.WriteAsync(session => ApprovalStore.SaveAwayAsync(session, "UW-0001", "ann@example.com", Some.At(1), "It bounced."));
        var again = await file.WriteAsync(session => ApprovalStore.SaveAwayAsync(session, "UW-0001", "ann@example.com", Some.At(2), "Away."));

        Assert.That((first, again), Is.EqualTo((true, false)));
        var away = await file.ReadAsync(session => ApprovalStore.AwayAsync(session, "UW-0001"));
        Assert.That(away, Is.EquivalentTo(new Dictionary<string, string> { ["ann@example.com"] = "It bounced." }));
        Assert.That(await file.ReadAsync(session => ApprovalStore.AwayAsync(session, "UW-0002")), Is.Empty);
    }

    private static StoredToken Token() => new("hash", "UW-0001", "ann@example.com", Some.Fingerprint, Some.At(0), Some.At(60));

    private static Task<bool> Use(Session session, PlanFingerprint plan, double receivedAt, string hash = "hash") =>
        ApprovalStore.UseTokenAsync(session, hash, plan, Some.At(receivedAt), Some.At(500));

    private Task SaveAsync(params ApprovalRequest[] requests) => file.WriteAsync(async session =>
    {
        foreach (var request in requests)
        {
            await ApprovalStore.SaveRequestAsync(session, request);
        }
    });
}
