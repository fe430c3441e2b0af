using UpgradeWorker.Core.Runs;

namespace UpgradeWorker.Storage;

/// <summary>Another worker holds the run by now: what this one found is dropped, nothing was saved.</summary>
public sealed class StaleRunException(RunId run) : Exception($"The lease on run {run} was lost to another worker.");
