using UpgradeWorker.Sandbox.CloudFormation.ChangeSets;
using UpgradeWorker.Sandbox.Vendor;
using UpgradeWorker.Sandbox.World;

namespace UpgradeWorker.Sandbox.Demo;

/// <summary>Remembers every change set that the seeded stack ever had, also those that were deleted as soon as they were read.</summary>
internal sealed class ChangeSetWatch : WorldObserver
{
    private readonly VendorAccount account;
    private readonly List<ChangeSet> seen = [];

    public ChangeSetWatch(VendorAccount account)
    {
        this.account = account;
        account.World.Observe(this);
    }

    /// <summary>In order of creation.</summary>
    public IReadOnlyList<ChangeSet> Seen => seen;

    // Time passes before each request is answered, so nothing can be created and deleted between two looks.
    public override void TimePassed(DateTimeOffset from, DateTimeOffset to) => seen.AddRange(account.Stack.ChangeSets.Values.Except(seen));

    public static IReadOnlyList<ChangedResource> Changes(ChangeSet set) =>
        [.. set.Changes.Select(c => new ChangedResource(c.LogicalId, c.Action, c.Replacement ?? "", Properties(c)))];

    private static string Properties(ResourceChange change) => string.Join(
        ' ', change.Details.Select(d => d.Name ?? d.Attribute).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}
