namespace UpgradeWorker.Core.Releases;

/// <summary>A version of a template that a stack can be upgraded to. Two bodies of one version are two releases.</summary>
/// <param name="Version">What the template says of itself.</param>
/// <param name="TemplateSha256">SHA-256 of the template body, lower-case hex: the release's identity.</param>
/// <param name="FirstSeen">When the worker first saw this body, UTC; its age counts from here.</param>
/// <param name="Source">The template source that named it, as written in the settings.</param>
/// <param name="FileName">Name of the file or object key it was read from, without folders.</param>
public sealed record Release(ReleaseVersion Version, string TemplateSha256, DateTimeOffset FirstSeen, string Source, string FileName);
