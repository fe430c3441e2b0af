using System.Formats.Asn1;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace UpgradeWorker.Tests.Certificates;

/// <summary>Certificates made here, as an authority of any name would issue them.</summary>
internal static class SomeCertificate
{
    public const string Production = "C=US, O=Let's Encrypt, CN=E7";
    public const string Staging = "C=US, O=Let's Encrypt, CN=(STAGING) Yonder Yam YE1";

    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>A leaf with its key.</summary>
    /// <param name="serial">In hexadecimal.</param>
    /// <param name="names">DNS names or addresses.</param>
    /// <param name="notBefore">Begin of its 90 days.</param>
    /// <param name="issuer">Name of the authority.</param>
    /// <param name="precertificate">Whether it carries the poison that makes it a precertificate (RFC 6962, section 3.1).</param>
    public static X509Certificate2 Of(
        string serial, string[] names, DateTimeOffset notBefore, string issuer = Production, bool precertificate = false)
    {
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                alternatives.AddIpAddress(address);
            }
            else
            {
                alternatives.AddDnsName(name);
            }
        }

        var request = new CertificateRequest("CN=" + names[0], Key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(alternatives.Build());
        if (precertificate)
        {
            request.CertificateExtensions.Add(new X509Extension("1.3.6.1.4.1.11129.2.4.3", new AsnWriter(AsnEncodingRules.DER).Null(), critical: true));
        }

        using var bare = request.Create(
            new X500DistinguishedName(issuer), X509SignatureGenerator.CreateForECDsa(Key), notBefore, notBefore.AddDays(90),
            Convert.FromHexString(serial.PadLeft(serial.Length + (serial.Length % 2), '0')));
        return bare.CopyWithPrivateKey(Key);
    }

    /// <summary>A serial number that no other call gives.</summary>
    public static string Serial(int number) => (0x0300_0000_0000 + number).ToString("X12", CultureInfo.InvariantCulture);

    private static byte[] Null(this AsnWriter writer)
    {
        writer.WriteNull();
        return writer.Encode();
    }
}
