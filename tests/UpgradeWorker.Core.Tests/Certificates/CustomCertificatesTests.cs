using UpgradeWorker.Core.Certificates;

namespace UpgradeWorker.Core.Tests.Certificates;

public sealed class CustomCertificatesTests
{
    private static readonly string[] Parameters = ["TLSCertificate", "TLSCertificateKey", "TLSCertificateCA", "TLSCertificateSecretARN"];

    [TestCase("TLSCertificate", "-----BEGIN CERTIFICATE-----", true)]
    [TestCase("TLSCertificateSecretARN", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:tls", true)]
    [TestCase("TLSCertificate", "****", false)]
    [TestCase("TLSCertificate", " **** ", false)]
    [TestCase("TLSCertificate", "", false)]
    [TestCase("TLSCertificate", "  ", false)]
    [TestCase("TLSCertificate", null, false)]
    [TestCase("TLSCertificateKey", "-----BEGIN PRIVATE KEY-----", false)]
    [TestCase("TLSCertificateCA", "-----BEGIN CERTIFICATE-----", false)]
    [TestCase("Domain", "stack.example.com", false)]
    public void Only_a_certificate_that_is_surely_there_exempts(string key, string? value, bool exempt) =>
        Assert.That(CustomCertificates.Exempt(new Dictionary<string, string?> { [key] = value }, Parameters), Is.EqualTo(exempt));

    [Test]
    public void A_masked_certificate_is_told_since_it_proves_nothing()
    {
        var values = new Dictionary<string, string?> { ["TlsCertificate"] = "****", ["TlsCertificateKey"] = "****", ["TlsCertificateSecretArn"] = "" };

        Assert.That(CustomCertificates.Masked(values, values.Keys), Is.EqualTo(new[] { "TlsCertificate" }));
    }
}
