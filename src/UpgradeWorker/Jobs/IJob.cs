namespace UpgradeWorker.Jobs;

/// <summary>
/// A stage of the conveyor. It reads rows of earlier stages, asks Core, acts, and writes its own rows; what is due stands in the
/// database, so a tick that comes late or twice does no harm.
/// </summary>
public interface IJob
{
    /// <summary>Does what is due.</summary>
    /// <returns>Whether anything was done, so that later stages may have something new to read.</returns>
    Task<bool> RunAsync(CancellationToken cancellationToken);
}
