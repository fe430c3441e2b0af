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
        certificateParameters.Any(key =>
            !key.EndsWith("Key", StringComparison.Ordinal) && !key.EndsWith("CA", StringComparison.Ordinal)
            && parameterValues.TryGetValue(key, out var value) && IsSurelySet(value));

    private static bool IsSurelySet(string? value) => !string.IsNullOrWhiteSpace(value) && value.Trim().Any(character => character != '*');
}
