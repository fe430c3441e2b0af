namespace UpgradeWorker.Core.Certificates;

/// <summary>Whether a stack serves a certificate of its operator's own, so that Let's Encrypt's limits do not concern it.</summary>
public static class CustomCertificates
{
    /// <summary>
    /// True only if one of the parameters surely holds a certificate. A missing or blank value proves nothing, nor does a
    /// masked one: CloudFormation shows every NoEcho parameter as <c>****</c>, empty ones too (API, data type Parameter).
    /// </summary>
    /// <param name="parameterValues">The stack's present values by parameter key.</param>
    /// <param name="certificateParameters">
    /// Keys of the parameters that take a certificate or a reference to one. A key or an authority among them
    /// (<c>…Key</c>, <c>…CA</c>) is passed over: it serves nothing without a certificate.
    /// </param>
    public static bool Exempt(IReadOnlyDictionary<string, string?> parameterValues, IEnumerable<string> certificateParameters) =>
        Serving(certificateParameters).Any(key => parameterValues.TryGetValue(key, out var value) && IsSurelySet(value));

    /// <summary>Those of the parameters that would make the stack exempt, if one only knew that they are not empty.</summary>
    public static IReadOnlyList<string> Masked(IReadOnlyDictionary<string, string?> parameterValues, IEnumerable<string> certificateParameters) =>
        [.. Serving(certificateParameters).Where(key => parameterValues.TryGetValue(key, out var value) && !string.IsNullOrWhiteSpace(value) && !IsSurelySet(value))];

    private static IEnumerable<string> Serving(IEnumerable<string> certificateParameters) => certificateParameters.Where(key =>
        !key.EndsWith("Key", StringComparison.Ordinal) && !key.EndsWith("CA", StringComparison.Ordinal));

    private static bool IsSurelySet(string? value) => !string.IsNullOrWhiteSpace(value) && value.Trim().Any(character => character != '*');
}
