using System.Diagnostics.CodeAnalysis;
using Semver;

namespace UpgradeWorker.Core.Releases;

/// <summary>
/// The version of a release, ordered as semver.org section 11 says (a pre-release comes before its release).
/// Written without a leading <c>v</c>, whatever it was read from.
/// </summary>
public sealed class ReleaseVersion : IComparable<ReleaseVersion>, IEquatable<ReleaseVersion>
{
    private readonly SemVersion version;

    private ReleaseVersion(SemVersion version) => this.version = version;

    public int Major => (int)version.Major;

    public int Minor => (int)version.Minor;

    public int Patch => (int)version.Patch;

    public bool IsPrerelease => version.IsPrerelease;

    /// <summary>Reads <c>3.24.2</c>, <c>v3.24.2</c> or <c>3.24.2-rc1</c>; three numbers are required.</summary>
    /// <exception cref="FormatException">The text is no such version.</exception>
    public static ReleaseVersion Parse(string text) =>
        TryParse(text, out var version) ? version : throw new FormatException($"'{text}' is not a version such as 3.24.2 or v3.24.2-rc1.");

    /// <summary>Like <see cref="Parse"/>, but false (and null) where that throws. Null and empty texts are no versions.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ReleaseVersion? version)
    {
        // Longer texts are no version of anything, and numbers beyond int are no release of anything.
        version = text is { Length: <= 100 }
            && SemVersion.TryParse(text.Trim(), SemVersionStyles.Strict | SemVersionStyles.AllowV, out var parsed)
            && parsed.Major <= int.MaxValue && parsed.Minor <= int.MaxValue && parsed.Patch <= int.MaxValue
                ? new ReleaseVersion(parsed)
                : null;
        return version is not null;
    }

    public static bool operator <(ReleaseVersion left, ReleaseVersion right) => left.CompareTo(right) < 0;

    public static bool operator >(ReleaseVersion left, ReleaseVersion right) => left.CompareTo(right) > 0;

    public static bool operator <=(ReleaseVersion left, ReleaseVersion right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ReleaseVersion left, ReleaseVersion right) => left.CompareTo(right) >= 0;

    public static bool operator ==(ReleaseVersion? left, ReleaseVersion? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(ReleaseVersion? left, ReleaseVersion? right) => !(left == right);

    /// <inheritdoc/>
    public int CompareTo(ReleaseVersion? other) => other is null ? 1 : version.CompareSortOrderTo(other.version);

    /// <inheritdoc/>
    public bool Equals(ReleaseVersion? other) => other is not null && version.Equals(other.version);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ReleaseVersion);

    /// <inheritdoc/>
    public override int GetHashCode() => version.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => version.ToString();
}
