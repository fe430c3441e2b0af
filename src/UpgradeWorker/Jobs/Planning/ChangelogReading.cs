using UpgradeWorker.Core;
using UpgradeWorker.Core.Releases;

namespace UpgradeWorker.Jobs;

/// <summary>What came of reading a stack's changelog.</summary>
/// <param name="Changelog">What it says; null = the settings name none, or it cannot be read.</param>
/// <param name="Why">Why it cannot be read; null when it can, or when a kept copy serves.</param>
/// <param name="Stale">Says how old the copy is that serves while the changelog cannot be read; null = it was read just now.</param>
/// <param name="MayPass">Whether it fails for so short a time that what was planned before stands.</param>
public sealed record ChangelogReading(Changelog? Changelog, Finding? Why = null, Finding? Stale = null, bool MayPass = false);
