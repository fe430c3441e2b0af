using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Jobs;

/// <summary>Who is told about a run, and in which words.</summary>
/// <param name="Recipients">Addresses, each once.</param>
/// <param name="Zone">Zone in which times are told.</param>
/// <param name="Profile">The vendor's names, for what a person has to type.</param>
public sealed record RunAudience(IReadOnlyList<string> Recipients, TimeZoneInfo Zone, VendorProfile Profile)
{
    /// <summary>The approvers of a stack.</summary>
    public static RunAudience Of(StackSettings stack) => new(stack.Approvers, MailViewsReader.Zone(stack), stack.Profile);
}
