using UpgradeWorker.Sandbox.Vendor;

namespace UpgradeWorker.Sandbox.Tests.Vendor;

public class LetsEncryptTests
{
    private static readonly DateTimeOffset Start = VendorWorld.Start;
    private static readonly TimeSpan OneBack = new(33, 36, 0);
    private readonly string[] names = ["a.example.com"];

    [Test]
    public void Five_are_issued_at_once_and_the_sixth_exactly_33_hours_and_36_minutes_later()
    {
        var le = new LetsEncrypt();
        var issued = Enumerable.Range(0, 6).Count(i => le.Order(names, $"i-{i}", true, Start) is OrderAnswer.Issued);

        Assert.Multiple(() =>
        {
            Assert.That(issued, Is.EqualTo(5));
            Assert.That(le.Order(names, "i-7", true, Start + OneBack - TimeSpan.FromTicks(1)), Is.TypeOf<OrderAnswer.RateLimited>());
            Assert.That(le.Order(names, "i-7", true, Start + OneBack), Is.TypeOf<OrderAnswer.Issued>());
        });
    }

    [Test]
    public void One_a_day_goes_well_for_15_days()
    {
        var le = new LetsEncrypt();

        var answers = Enumerable.Range(0, 16).Select(day => le.Order(names, "i", true, Start.AddDays(day))).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(answers.Take(15), Is.All.TypeOf<OrderAnswer.Issued>());
            Assert.That(((OrderAnswer.RateLimited)answers[15]).RetryAfter, Is.EqualTo(TimeSpan.FromHours(9.6)));
        });
    }

    [Test]
    public void The_refusal_says_what_Lets_Encrypt_says()
    {
        var le = new LetsEncrypt();
        for (var i = 0; i < 5; i++)
        {
            le.Order(names, "i", true, Start);
        }

        var refused = (OrderAnswer.RateLimited)le.Order(names, "i", true, Start);

        Assert.Multiple(() =>
        {
            Assert.That(refused.RetryAfter, Is.EqualTo(OneBack));
            Assert.That(
                refused.Detail,
                Is.EqualTo("too many certificates (5) already issued for this exact set of identifiers in the last 168h0m0s, retry after 2026-11-03 17:36:00 UTC: see https://letsencrypt.org/docs/rate-limits/#new-certificates-per-exact-set-of-identifiers"));
        });
    }

    [Test]
    public void The_same_names_in_another_order_and_case_are_one_set_and_others_are_not()
    {
        var le = new LetsEncrypt();
        for (var i = 0; i < 5; i++)
        {
            le.Order(["a.example.com", "b.example.com"], "i", true, Start);
        }

        Assert.Multiple(() =>
        {
            Assert.That(le.Order(["B.example.com", "A.example.com", "a.example.com"], "j", true, Start), Is.TypeOf<OrderAnswer.RateLimited>());
            Assert.That(le.Order(["a.example.com"], "j", true, Start), Is.TypeOf<OrderAnswer.Issued>());
            Assert.That(le.Count("b.example.com", "a.example.com"), Is.EqualTo(5));
        });
    }

    [Test]
    public void Five_failures_of_one_account_block_it_for_12_minutes_and_cost_no_certificate()
    {
        var le = new LetsEncrypt();
        for (var i = 0; i < 5; i++)
        {
            Assert.That(le.Order(names, "i", false, Start), Is.TypeOf<OrderAnswer.NotAuthorized>());
        }

        Assert.Multiple(() =>
        {
            Assert.That(le.Order(names, "i", true, Start), Is.TypeOf<OrderAnswer.RateLimited>());
            Assert.That(le.Order(names, "other", true, Start), Is.TypeOf<OrderAnswer.Issued>());
            Assert.That(le.Order(names, "i", true, Start.AddMinutes(12)), Is.TypeOf<OrderAnswer.Issued>());
        });
    }
}
