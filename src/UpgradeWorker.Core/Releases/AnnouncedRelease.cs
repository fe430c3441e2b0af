namespace UpgradeWorker.Core.Releases;

/// <summary>A release that a source tells of without offering its template.</summary>
/// <param name="Name">What the source calls it: a version in its own words, or the id of an AMI.</param>
/// <param name="Version">The version in it; null when it names none that can be compared.</param>
/// <param name="Notes">Its release notes as the source gives them; null when it gives none.</param>
public sealed record AnnouncedRelease(string Name, string? Version, string? Notes);
