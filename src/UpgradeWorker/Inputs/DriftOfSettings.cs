using System.Diagnostics.CodeAnalysis;
using TimeZoneConverter;
using UpgradeWorker.Configuration;
using UpgradeWorker.Core.Stacks;

namespace UpgradeWorker.Inputs;

/// <summary>Drift as the settings of a stack want it seen.</summary>
internal static class DriftOfSettings
{
    /// <summary>The report without what the stack's rules leave out; null for null.</summary>
    [return: NotNullIfNotNull(nameof(report))]
    public static DriftReport? WithoutIgnored(this StackSettings stack, DriftReport? report, DateTimeOffset now) => report is null
        ? null
        : DriftIgnoring.Apply(
            report, stack.DriftIgnore, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TZConvert.GetTimeZoneInfo(stack.Zone)).DateTime));
}
