namespace UpgradeWorker.Core.Planning;

/// <summary>Whether a change makes a new resource in the place of the old one. The later, the worse.</summary>
public enum Replacement
{
    No,

    /// <summary>It depends on what is only known when the set is executed, or on what AWS does not say.</summary>
    Uncertain,

    Yes,
}

/// <summary>What a change of one property does, as a person or AWS's documentation says it.</summary>
public enum ReplacementEffect
{
    InPlace,
    Replaces,
}

/// <summary>How replacements are written.</summary>
public static class ReplacementWords
{
    /// <summary><c>yes</c>, <c>uncertain</c> or <c>no</c>.</summary>
    public static string Word(this Replacement replacement) => replacement switch
    {
        Replacement.No => "no",
        Replacement.Uncertain => "uncertain",
        Replacement.Yes => "yes",
        _ => throw new ArgumentOutOfRangeException(nameof(replacement), replacement, "unknown"),
    };

    /// <summary>The worst of them; No of none.</summary>
    public static Replacement Worst(this IEnumerable<Replacement> replacements) => replacements.DefaultIfEmpty(Replacement.No).Max();
}
