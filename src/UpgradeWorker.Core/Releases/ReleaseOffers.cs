namespace UpgradeWorker.Core.Releases;

/// <summary>What it means that a source offers another template than before.</summary>
public static class ReleaseOffers
{
    /// <summary>
    /// Whether a template that a single address served before counts as withdrawn, now that it serves another. A higher version takes
    /// nothing back: the lower one may still be a station on the way. The same version anew, or a lower one, does.
    /// </summary>
    /// <param name="earlier">Version of the template served before; null when it tells none.</param>
    /// <param name="served">Version of the one served now; null when it tells none.</param>
    public static bool IsWithdrawn(string? earlier, string? served) =>
        !(ReleaseVersion.TryParse(earlier, out var before) && ReleaseVersion.TryParse(served, out var now) && before < now);
}
