using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using UpgradeWorker.Core.Certificates;

namespace UpgradeWorker.Certificates;

/// <summary>Reads certificates (RFC 5280), precertificates too (RFC 6962, section 3.1).</summary>
internal static class LeafReader
{
    private const string CommonName = "2.5.4.3";
    private const string Organization = "2.5.4.10";

    /// <param name="data">DER or PEM.</param>
    /// <exception cref="CryptographicException">It is neither, or broken.</exception>
    public static LeafCertificate Read(byte[] data)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(data);
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().ToList();
        return new LeafCertificate(
            certificate.SerialNumber,
            [.. names.SelectMany(one => one.EnumerateDnsNames()), .. names.SelectMany(one => one.EnumerateIPAddresses()).Select(address => address.ToString())],
            Part(certificate.IssuerName, Organization),
            Part(certificate.IssuerName, CommonName),
            new DateTimeOffset(certificate.NotBefore.ToUniversalTime()),
            new DateTimeOffset(certificate.NotAfter.ToUniversalTime()));
    }

    private static string Part(X500DistinguishedName name, string type) =>
        name.EnumerateRelativeDistinguishedNames()
            .Where(part => !part.HasMultipleElements && part.GetSingleElementType().Value == type)
            .Select(part => part.GetSingleElementValue()).FirstOrDefault() ?? "";
}
