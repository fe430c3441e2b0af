using CsCheck;
using UpgradeWorker.Core.Certificates;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Core.Tests.Certificates;

public sealed class ReplacementFinderTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly IReadOnlySet<string> None = new HashSet<string>();

    // A first creation, a replacement that is rolled back, and a replacement that stays, in the order of "Resource status codes".
    private static readonly StackEvent[] History =
    [
        Event(0, "CREATE_IN_PROGRESS", ""),
        Event(1, "CREATE_IN_PROGRESS", "i-1", "Resource creation Initiated"),
        Event(2, "CREATE_COMPLETE", "i-1"),
        Event(10, "UPDATE_IN_PROGRESS", "i-1", "Requested update requires the creation of a new physical resource; hence creating one."),
        Event(11, "UPDATE_IN_PROGRESS", "i-2", "Resource creation Initiated"),
        Event(12, "UPDATE_FAILED", "i-2", "Failed to receive 1 resource signal(s)"),
        Event(13, "UPDATE_IN_PROGRESS", "i-1"),
        Event(14, "UPDATE_COMPLETE", "i-1"),
        Event(15, "DELETE_IN_PROGRESS", "i-2"),
        Event(16, "DELETE_COMPLETE", "i-2"),
        Event(20, "UPDATE_IN_PROGRESS", "i-1", "Requested update requires the creation of a new physical resource; hence creating one."),
        Event(21, "UPDATE_IN_PROGRESS", "i-3", "Resource creation Initiated"),
        Event(22, "UPDATE_COMPLETE", "i-3"),
        Event(23, "DELETE_COMPLETE", "i-1"),
        Event(30, "UPDATE_IN_PROGRESS", "i-3"),
        Event(31, "UPDATE_COMPLETE", "i-3"),
    ];

    [Test]
    public void Each_created_instance_is_found_once_also_where_the_update_rolled_back()
    {
        var found = ReplacementFinder.FromEvents("arn:stack", History, null, None);

        Assert.That(found.Select(one => (one.InstanceId, one.At)), Is.EqualTo(new[]
        {
            ("i-1", Start.AddMinutes(1)), ("i-2", Start.AddMinutes(11)), ("i-3", Start.AddMinutes(21)),
        }));
    }

    [Test]
    public void Overlapping_pages_in_any_order_give_the_same() =>
        Gen.Shuffle(History).Select(Gen.Int[0, 16]).Sample((pages, overlap) =>
            ReplacementFinder.FromEvents("arn:stack", pages.Concat(pages.Take(overlap)), null, None)
                .SequenceEqual(ReplacementFinder.FromEvents("arn:stack", History, null, None)));

    [Test]
    public void Events_from_the_middle_of_the_history_invent_no_replacement()
    {
        var found = Enumerable.Range(0, History.Length)
            .Select(from => ReplacementFinder.FromEvents("arn:stack", History.Skip(from), null, None).Select(one => one.InstanceId).ToArray()).ToList();

        Assert.That(found[2], Is.EqualTo(new[] { "i-2", "i-3" }));
        Assert.That(found[12], Is.EqualTo(new[] { "i-3" }).Or.Empty);
        Assert.That(found[13..].SelectMany(ids => ids), Is.Empty);
    }

    [Test]
    public void Only_instances_in_the_role_count()
    {
        Assert.That(ReplacementFinder.FromEvents("arn:stack", History, id => id == "Bastion", None), Is.Empty);
        Assert.That(ReplacementFinder.FromEvents(
            "arn:stack", History.Select(one => one with { ResourceType = "AWS::EC2::EIP" }), null, None), Is.Empty);
    }

    [Test]
    public void A_changed_id_between_two_looks_tells_of_a_replacement_that_no_event_told()
    {
        var found = ReplacementFinder.FromLooks([Look("i-1", Start), Look("i-2", Start.AddHours(1))], null, None);

        Assert.That(found.Single(), Is.EqualTo(new NewInstance("arn:stack", "Machine", "i-2", Start.AddHours(1), null, FromEvent: false)));
        Assert.That(ReplacementFinder.FromLooks([Look("i-1", Start), Look("i-1", Start)], null, None), Is.Empty);
        Assert.That(ReplacementFinder.FromLooks([Look("i-1", Start), Look("i-2", Start)], null, new HashSet<string> { "i-2" }), Is.Empty);
        Assert.That(ReplacementFinder.FromLooks([Look("i-2", Start)], null, None), Is.Empty);
    }

    [Test]
    public void An_instance_that_comes_back_after_a_rollback_is_no_new_one()
    {
        var found = ReplacementFinder.FromLooks([Look("i-1", Start), Look("i-2", Start.AddMinutes(10)), Look("i-1", Start.AddMinutes(20))], null, None);

        Assert.That(found.Select(one => one.InstanceId), Is.EqualTo(new[] { "i-2" }));
    }

    private static StackEvent Event(int minute, string status, string id, string? reason = null) =>
        new($"e{minute}", "Machine", id, "AWS::EC2::Instance", status, reason, Start.AddMinutes(minute), "token");

    private static StackLook Look(string instance, DateTimeOffset at) => new()
    {
        Stack = new StackKey("demo"),
        StackId = new StackId("arn:stack"),
        At = at,
        Status = "UPDATE_COMPLETE",
        Parameters = [],
        Outputs = [],
        Resources = [new StackResource("Machine", "AWS::EC2::Instance", instance, "UPDATE_COMPLETE")],
        Capabilities = [],
        TemplateSha256 = "",
    };
}
