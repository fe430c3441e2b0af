using UpgradeWorker.Core;
using UpgradeWorker.Core.Releases;

namespace UpgradeWorker.Inputs.Sources;

/// <summary>What one look at a template source found. What could be read counts, even if something else could not.</summary>
public sealed record SourceReading
{
    /// <summary>Everything that it offers now.</summary>
    public IReadOnlyList<OfferedTemplate> Offers { get; init; } = [];

    /// <summary>What it tells of without offering a template.</summary>
    public IReadOnlyList<AnnouncedRelease> Announced { get; init; } = [];

    /// <summary>What stands in the way; null when nothing does.</summary>
    public Finding? Wrong { get; init; }

    /// <summary>Whether what is wrong may pass without anybody changing anything.</summary>
    public bool MayPass { get; init; }

    /// <summary>Whether another look soon will find more.</summary>
    public bool LookSoon { get; init; }

    /// <summary>Nothing could be read.</summary>
    public static SourceReading Failed(Finding wrong, bool mayPass) => new() { Wrong = wrong, MayPass = mayPass };
}

/// <summary>A template that a source offers.</summary>
/// <param name="Item">Which of the source's places it lies in: file name or key; empty where there is but one place.</param>
/// <param name="Sha256">Of the text's UTF-8 bytes, lower-case hex.</param>
/// <param name="Body">The text; null = what is known by its hash already.</param>
/// <param name="Validators">What it will be recognised by; null = nothing.</param>
public sealed record OfferedTemplate(string Item, string Sha256, string? Body, Validators? Validators);

/// <summary>A template that a source offered before.</summary>
/// <param name="Item">As in <see cref="OfferedTemplate"/>.</param>
/// <param name="Sha256">Of its text.</param>
/// <param name="Validators">What it is recognised by; null = nothing.</param>
public sealed record KnownTemplate(string Item, string Sha256, Validators? Validators);
